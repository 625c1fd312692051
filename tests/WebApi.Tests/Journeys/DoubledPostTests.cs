using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// Every POST of the OpenAPI document has a test that doubles it, or a reason why it needs none; and those that the office and
/// the integrators use, sixty-four at once.
/// </summary>
public sealed class DoubledPostTests(JourneyHost host)
{
    private const int Times = 64;
    private static readonly string[] AskAgain = ["idempotency.in_progress", "request.conflict"];

    private static readonly Dictionary<string, string> Doubled = new(DoubledMoneyTests.Doubled.Where(one => one.Key is not ("TakeRefundRequestBack" or "WithdrawRefundRequest")))
    {
        ["LogIn"] = "DoubledRequestTests.Logging_in_spends_the_code_once",
        ["RefreshTokens"] = "DoubledRequestTests.Renewing_a_session_gives_at_most_one_new_pair",
        ["LogOut"] = "DoubledRequestTests.Logging_out_ends_the_session_and_nothing_else",
        ["AddPhone"] = "DoubledRequestTests.A_phone_code_is_spent_once",
        ["GiveConsent"] = "DoubledRequestTests.Consents_are_recorded_once",
        ["RecogniseCollectionCode"] = "DoubledRequestTests.A_recognition_with_a_key_is_made_once",
        ["Enrol"] = "DoubledRequestTests.Enrolling_joins_the_campaign_once",
        ["EnrolFreshman"] = "DoubledRequestTests.A_freshman_joins_once",
        ["SubmitPhoto"] = "DoubledRequestTests.Uploading_the_same_photo_makes_one_submission",
        ["PlaceOrder"] = "DoubledRequestTests.Placing_makes_one_order",
        ["PlaceReprint"] = "DoubledRequestTests.Ordering_prints_makes_one_order",
        ["WithdrawOrder"] = "DoubledRequestTests.Withdrawing_withdraws_once",
        ["OpenTicket"] = "DoubledRequestTests.A_ticket_is_opened_once_and_says_and_shows_a_thing_once",
        ["SayInTicket"] = "DoubledRequestTests.A_ticket_is_opened_once_and_says_and_shows_a_thing_once",
        ["ShowInTicket"] = "DoubledRequestTests.A_ticket_is_opened_once_and_says_and_shows_a_thing_once",
        ["CloseTicket"] = "DoubledRequestTests.A_ticket_is_opened_once_and_says_and_shows_a_thing_once",
        ["AnswerTicket"] = "DoubledRequestTests.A_ticket_is_opened_once_and_says_and_shows_a_thing_once",
        ["RequestInvoice"] = "DoubledRequestTests.An_invoice_is_asked_for_once_and_decided_on_once",
        ["IssueInvoice"] = "DoubledRequestTests.An_invoice_is_asked_for_once_and_decided_on_once",
        ["DeclineInvoice"] = "DoubledRequestTests.An_invoice_is_asked_for_once_and_decided_on_once",
        ["WithdrawConsent"] = "DoubledRequestTests.Withdrawing_a_consent_and_deleting_the_account_happen_once",
        ["DeleteAccount"] = "DoubledRequestTests.Withdrawing_a_consent_and_deleting_the_account_happen_once",
        ["RemindMissing"] = "DoubledRequestTests.The_missing_are_reminded_once",
        ["ClaimOrder"] = "DoubledRequestTests.Sixty_four_claims_of_eight_reviewers_give_the_order_to_one",
        ["ApproveOrder"] = "DoubledRequestTests.Sixty_four_claims_of_eight_reviewers_give_the_order_to_one",
        ["RejectOrder"] = "DoubledRequestTests.Rejecting_reopening_and_extending_happen_once",
        ["ReopenOrder"] = "DoubledRequestTests.Rejecting_reopening_and_extending_happen_once",
        ["ExtendDeadline"] = "DoubledRequestTests.Rejecting_reopening_and_extending_happen_once",
        ["RejectOrders"] = "DoubledRequestTests.A_bulk_rejection_rejects_each_order_once",
        ["SetCampaignReview"] = "DoubledRequestTests.Raising_a_campaign_raises_it_once",
        ["MakeBatch"] = "DoubledRequestTests.Making_and_completing_a_batch_takes_each_order_once",
        ["CompleteBatch"] = "DoubledRequestTests.Making_and_completing_a_batch_takes_each_order_once",
        ["ReturnFromBatch"] = "DoubledRequestTests.Returning_from_a_batch_and_releasing_a_claim_happen_once",
        ["ReleaseEnrolment"] = "DoubledRequestTests.Returning_from_a_batch_and_releasing_a_claim_happen_once",
        ["AskForCorrection"] = "DoubledRequestTests.Corrections_results_proofs_and_remakes_happen_once",
        ["CheckProof"] = "DoubledRequestTests.Corrections_results_proofs_and_remakes_happen_once",
        ["ImportResults"] = "DoubledRequestTests.Corrections_results_proofs_and_remakes_happen_once",
        ["ReturnForRemake"] = "DoubledRequestTests.Corrections_results_proofs_and_remakes_happen_once",
        ["CreateWebhook"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["RotateWebhookSecret"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["TestWebhook"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["EnableWebhook"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["ReplayWebhookDelivery"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["ReplayWebhook"] = "DoubledRequestTests.A_webhook_its_secret_and_a_test_event_are_made_once",
        ["ReplayStaffWebhookDelivery"] = "DoubledRequestTests.Overrides_and_quotas_are_set_once_and_an_integrator_s_event_is_sent_again_as_itself",
        ["ReplayStaffWebhook"] = "DoubledRequestTests.Overrides_and_quotas_are_set_once_and_an_integrator_s_event_is_sent_again_as_itself",
        ["OpenSandboxStudent"] = "DoubledRequestTests.In_the_sandbox_a_student_is_made_up_an_order_decided_and_a_batch_made_once",
        ["ReviewSandboxOrder"] = "DoubledRequestTests.In_the_sandbox_a_student_is_made_up_an_order_decided_and_a_batch_made_once",
        ["MakeSandboxBatch"] = "DoubledRequestTests.In_the_sandbox_a_student_is_made_up_an_order_decided_and_a_batch_made_once",
        ["OpenCorrection"] = "DoubledPostTests.An_operator_s_and_an_integrator_s_correction_and_delivery_happen_once",
        ["ReportCorrection"] = "DoubledPostTests.An_operator_s_and_an_integrator_s_correction_and_delivery_happen_once",
        ["CompleteBatchAsIntegrator"] = "DoubledPostTests.An_operator_s_and_an_integrator_s_correction_and_delivery_happen_once",
        ["RecordParcels"] = "DoubledPostTests.Parcels_are_recorded_once",
        ["CreateSchool"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["CreateCampaign"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["OpenCampaign"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["ExtendCampaign"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["ImportRoster"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["ExtendStudent"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["CloseCampaign"] = "DoubledPostTests.Schools_campaigns_and_rosters_are_made_once",
        ["CreateStaff"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["DisableStaff"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["EnableStaff"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["CreateClient"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["RotateClientSecret"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["RevokeClient"] = "DoubledPostTests.People_and_clients_are_made_let_go_and_revoked_once",
        ["ClaimNextOrder"] = "DoubledPostTests.A_reviewer_who_asks_doubly_for_the_next_order_gets_one",
        ["AppealSubmission"] = "DoubledPostTests.An_appeal_is_made_once",
        ["OpenPhotoUpload"] = "DoubledPostTests.A_form_for_a_photo_is_made_once",
    };

    /// <summary>Why doubling these can do no harm.</summary>
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["CheckPhoto"] = "keeps nothing", ["GuideFrame"] = "keeps nothing", ["CheckIntegratorPhoto"] = "keeps nothing",
        ["GetIntegratorToken"] = "keeps nothing", ["SignInStaff"] = "each is a session of its own",
        ["SendPhotoUpload"] = "the same file under the same name",
        ["ChangeFeatureCode"] = "another code each time, of which the last holds", ["ResetPassword"] = "another password each time, of which the last holds",
        ["ChangePassword"] = "the second finds its present password wrong",
        ["BeginSecondFactor"] = "another secret each time, of which the last holds",
        ["ConfirmSecondFactor"] = "a code holds once",
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_POST_of_the_document_is_doubled_in_a_test_or_harmless()
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi.json"), Now));
        var posts = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Where(call => call.Name == "post")
            .Select(call => call.Value.GetProperty("operationId").GetString()!).ToList();
        posts.Except(Doubled.Keys).Except(Harmless.Keys).ShouldBeEmpty("double these in a test and enter it, or say why they are harmless");
        Doubled.Keys.Concat(Harmless.Keys).Except(posts).ShouldBeEmpty("these are gone");
        Doubled.Keys.Intersect(Harmless.Keys).ShouldBeEmpty();
        foreach (var test in Doubled.Values.Distinct())
        {
            var (type, method) = (test.Split('.')[0], test.Split('.')[1]);
            GetType().Assembly.GetTypes().Single(one => one.Name == type).GetMethod(method, BindingFlags.Public | BindingFlags.Instance).ShouldNotBeNull(test);
        }
    }

    [Fact]
    public async Task An_operator_s_and_an_integrator_s_correction_and_delivery_happen_once()
    {
        var (campaign, operators) = (await host.AddCampaignAsync(payer: Payer.Free), await host.OperatorAsync());
        List<Answer> orders = [];
        for (var count = 0; count < 2; count++)
        {
            orders.Add(await (await host.StudentAsync()).PlacedAsync(campaign.FeatureCode.Value));
            await (await host.ReviewerAsync()).ApprovedAsync(orders[^1].Id);
        }

        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        var integrator = await new Integrators(host).ClientAsync("batches");
        var delivery = $"/integrations/batches/{batch}/completion";
        await KeyedAsync(key => integrator.PostAsync(delivery, new { receipt = "SF1" }, key), key => integrator.PostAsync(delivery, new { receipt = "SF2" }, key));
        foreach (var order in orders) await HappenedOnceAsync(order.Id, "Complete");

        var seen = (await operators.GetAsync($"/staff/orders/{orders[0].Id}")).Ok();
        var opening = $"/staff/orders/{orders[0].Id}/correction";
        await KeyedAsync(
            key => operators.PostAsync(opening, new { reason = "比对不通过" }, key, seen.ETag),
            key => operators.PostAsync(opening, new { reason = "另一个理由" }, key, seen.ETag));
        await HappenedOnceAsync(orders[0].Id, "OpenCorrection");

        var report = $"/integrations/orders/{orders[1]["number"]}/correction";
        await KeyedAsync(
            key => integrator.PostAsync(report, new { reason = "比对不通过" }, key), key => integrator.PostAsync(report, new { reason = "另一个理由" }, key));
        await HappenedOnceAsync(orders[1].Id, "OpenCorrection");
        (await host.StaffViewAsync(orders[1].Id))["order.correction.round"].ShouldBe("2");
    }

    [Fact]
    public async Task Parcels_are_recorded_once()
    {
        var (campaign, operators, student) = (await host.AddCampaignAsync(payer: Payer.Free), await host.OperatorAsync(), await host.StudentAsync());
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var prints = (await student.PostAsync("/reprint-orders", new
        {
            orderId = order.Id, offerId = "one-inch", sheets = 1, delivery = "Post",
            address = new { recipient = "张晓明", phone = "13800138000", address = "山东省青岛市黄岛区长江西路66号" },
        })).Created();
        await student.PayAsync(Guid.Parse(prints["order.id"]!));
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value, kind = "Reprint" })).Created()["batch.id"];
        var recorded = await KeyedAsync(key => SendAsync("SF1234567890123", key), key => SendAsync("SF1234567890124", key));
        recorded["recorded"].ShouldBe("1");
        (await student.GetAsync($"/reprint-orders/{prints["order.id"]}")).Ok()["parcel.number"].ShouldBe("SF1234567890123");
        var audit = await (await host.AdministratorAsync()).UntilAsync(
            $"/staff/audit?subject={batch}&action=reprint.parcels_recorded", found => found.List("items").Count > 0);
        audit.List("items").Count.ShouldBe(1);

        var unkeyed = await DoubledAsync(() => SendAsync("SF1234567890125", null));
        unkeyed.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        (await student.GetAsync($"/reprint-orders/{prints["order.id"]}")).Ok()["parcel.number"].ShouldBe("SF1234567890125");
        (await SendAsync("SF1234567890125", null)).Ok()["unchanged"].ShouldBe("1");

        Task<Answer> SendAsync(string parcel, string? key) => operators.UploadAsync(
            $"/staff/batches/{batch}/parcels", "file",
            Encoding.UTF8.GetBytes($"order_number,carrier,parcel_number\n{prints["order.number"]},顺丰速运,{parcel}\n"), "parcels.csv", key);
    }

    [Fact]
    public async Task Schools_campaigns_and_rosters_are_made_once()
    {
        var operators = await host.OperatorAsync();
        var code = System.Security.Cryptography.RandomNumberGenerator.GetHexString(10);
        var school = await KeyedAsync(
            key => operators.PostAsync("/staff/schools", new { code, name = "测试大学" }, key), key => operators.PostAsync("/staff/schools", new { code, name = "另一大学" }, key));
        var now = host.Clock.GetUtcNow();
        object Wanted(string name) => new
        {
            schoolId = school.Id, name, mode = "Individual", payer = "Free", priceFen = 0, opensAt = now.AddDays(-1), closesAt = now.AddDays(30),
            resubmissionEndsAt = now.AddDays(40),
        };
        var campaign = (await KeyedAsync(
            key => operators.PostAsync("/staff/campaigns", Wanted("散采"), key), key => operators.PostAsync("/staff/campaigns", Wanted("补采"), key))).Id;
        (await operators.GetAsync("/staff/campaigns")).Ok().Json.GetProperty("items").EnumerateArray()
            .Count(one => one.GetProperty("schoolId").GetGuid() == school.Id).ShouldBe(1);
        await OnceAsync("opening", null);
        await OnceAsync("extension", new { closesAt = now.AddDays(50), resubmissionEndsAt = now.AddDays(60) });

        var roster = await KeyedAsync(key => ImportAsync("2027000000001", key), key => ImportAsync("2027000000002", key));
        roster.ToString().ShouldContain("1");
        var missing = (await operators.GetAsync($"/staff/campaigns/{campaign}/missing")).Ok();
        missing.List("items").Count.ShouldBe(1);
        await OnceAsync($"roster/{missing["items.0.entryId"]}/extension", new { until = now.AddDays(70) });
        await OnceAsync("closing", null);
        (await operators.GetAsync($"/staff/campaigns/{campaign}")).Ok()["status"].ShouldBe("Closed");

        async Task OnceAsync(string what, object? body)
        {
            var answers = await DoubledAsync(() => operators.PostAsync($"/staff/campaigns/{campaign}/{what}", body));
            answers.ShouldContain(answer => (int)answer.Status < 300, what);
            answers.Where(answer => (int)answer.Status >= 300)
                .ShouldAllBe(answer => answer.Status == HttpStatusCode.Conflict || answer.Status == HttpStatusCode.UnprocessableEntity, what);
        }

        Task<Answer> ImportAsync(string number, string key) => operators.UploadAsync(
            $"/staff/campaigns/{campaign}/roster", "file", Encoding.UTF8.GetBytes($"unique_number\n{number}\n"), "roster.csv", key);
    }

    [Fact]
    public async Task People_and_clients_are_made_let_go_and_revoked_once()
    {
        var administrator = await host.AdministratorAsync();
        var name = $"p-{Guid.CreateVersion7():N}";
        var person = await KeyedAsync(
            key => administrator.PostAsync("/staff/people", new { userName = name, roles = (string[])["Operator"] }, key),
            key => administrator.PostAsync("/staff/people", new { userName = name, roles = (string[])["Reviewer"] }, key));
        var id = person["person.id"];
        var expiresAt = host.Clock.GetUtcNow().AddDays(1);
        object Wanted(string scope) => new { clientId = name, scopes = (string[])[scope], ownerId = id, expiresAt };
        var client = await KeyedAsync(
            key => administrator.PostAsync("/staff/clients", Wanted("orders"), key), key => administrator.PostAsync("/staff/clients", Wanted("batches"), key));
        (await host.ClientTokenAsync(name, client["secret"]!)).Ok();

        // Each gives another secret, of which one holds: the last that was set.
        var rotated = await DoubledAsync(() => administrator.PostAsync($"/staff/clients/{client["client.id"]}/secret"), 8);
        rotated.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        List<HttpStatusCode> tried = [];
        foreach (var answer in rotated.Where(answer => answer.Status == HttpStatusCode.OK)) tried.Add((await host.ClientTokenAsync(name, answer["secret"]!)).Status);
        tried.Count(status => status == HttpStatusCode.OK).ShouldBe(1);

        await OnceAsync($"/staff/people/{id}/disabling", $"/staff/people/{id}", "active", "False");
        await OnceAsync($"/staff/people/{id}/enabling", $"/staff/people/{id}", "active", "True");
        var revoked = await DoubledAsync(() => administrator.PostAsync($"/staff/clients/{client["client.id"]}/revocation"));
        revoked.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        revoked.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer["revokedAt"]!.Length > 0).ShouldContain(true);

        async Task OnceAsync(string call, string look, string field, string value)
        {
            (await DoubledAsync(() => administrator.PostAsync(call))).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
            (await administrator.GetAsync(look)).Ok()[field].ShouldBe(value);
        }
    }

    [Fact]
    public async Task A_reviewer_who_asks_doubly_for_the_next_order_gets_one()
    {
        await (await host.StudentAsync()).PaidAsync(JourneyHost.FeatureCode);
        await (await host.StudentAsync()).PaidAsync(JourneyHost.FeatureCode);
        var reviewer = await host.AddReviewerAsync();
        var answers = await DoubledAsync(async () =>
        {
            while (true)
            {
                var answer = await reviewer.PostAsync("/staff/reviews/next", null, "next");
                if (!AskAgain.Contains(answer.Code)) return answer;
            }
        });
        answers.Select(answer => answer.Ok()["orderId"]).Distinct().Count().ShouldBe(1);
        await reviewer.ReleaseAsync(Guid.Parse(answers[0]["orderId"]!));
    }

    [Fact]
    public async Task An_appeal_is_made_once()
    {
        var student = await host.StudentAsync();
        var campaign = await host.AddCampaignAsync(payer: Payer.Free, appeals: true);
        var photo = (await student.SubmitAsync(await student.EnrolledAsync(campaign.FeatureCode.Value), Photos.With("mouth-open"))).Created();
        photo["verdict"].ShouldBe("Fail");
        await KeyedAsync(key => AppealAsync("眼镜没有反光，检测有误。", key), key => AppealAsync("换一个理由再申诉。", key));

        Task<Answer> AppealAsync(string reason, string key) =>
            student.PostAsync($"/submissions/{photo.Id}/appeal", new { ground = "CheckWrong", reason }, key);
    }

    [Fact]
    public async Task A_form_for_a_photo_is_made_once()
    {
        var student = await host.StudentAsync();
        var enrolmentId = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var answers = await DoubledAsync(async () =>
        {
            while (true)
            {
                var answer = await student.PostAsync("/photo-uploads", new { enrolmentId, bytes = 20_000 }, "form");
                if (!AskAgain.Contains(answer.Code)) return answer;
            }
        });
        answers.ShouldAllBe(answer => (int)answer.Status < 300);
        answers.Select(answer => answer["uploadId"]).Distinct().Count().ShouldBe(1);
    }

    /// <summary>All have the first's success; what is put off asks again. Then another content under the key.</summary>
    private static async Task<Answer> KeyedAsync(Func<string, Task<Answer>> request, Func<string, Task<Answer>> other)
    {
        var key = Guid.CreateVersion7().ToString();
        var answers = await DoubledAsync(async () =>
        {
            var start = TimeProvider.System.GetTimestamp();
            while (true)
            {
                var answer = await request(key);
                if (!AskAgain.Contains(answer.Code)) return answer;
                TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60));
            }
        });
        answers.ShouldAllBe(answer => (int)answer.Status < 300);
        answers.Select(answer => answer.Json.GetRawText()).Distinct().Count().ShouldBe(1, "one answer for all");
        (await other(key)).Unprocessable("idempotency.key_reused");
        return answers[0];
    }

    private static Task<Answer[]> DoubledAsync(Func<Task<Answer>> request, int times = Times) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(_ => request()));

    private async Task HappenedOnceAsync(Guid order, string action) =>
        (await host.StaffViewAsync(order)).Json.GetProperty("history").EnumerateArray()
            .Count(line => line.GetProperty("action").GetString() == action).ShouldBe(1);
}
