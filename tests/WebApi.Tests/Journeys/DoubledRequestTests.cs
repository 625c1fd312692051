using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Fingers slip and networks repeat: sixty-four of the same request at once have one effect.</summary>
public sealed class DoubledRequestTests(JourneyHost host)
{
    private const int Times = 64;

    // A busy checker and the limits put doubles off, until the first is done and the tries of the others are given back.
    private static readonly string[] AskAgain =
        ["idempotency.in_progress", "photo.checker_busy", "request.conflict", "submission.daily_limit", "feature_code.too_many_attempts",
        "freshman.too_many_attempts"];

    [Fact]
    public async Task Logging_in_spends_the_code_once()
    {
        var guest = host.Guest();
        var (loginCode, _) = await host.WeChat.LoginCodeAsync(TestContext.Current.CancellationToken);
        var version = (await guest.GetAsync("/agreements/current"))["version"];
        var answers = await DoubledAsync(() => guest.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version }));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "auth.login_code_invalid");
    }

    [Fact]
    public async Task Logging_in_at_once_with_several_codes_makes_one_account()
    {
        var (first, openId) = await host.WeChat.LoginCodeAsync(TestContext.Current.CancellationToken);
        List<string> codes = [first];
        for (var more = 1; more < 8; more++)
            codes.Add((await host.WeChat.LoginCodeAsync(TestContext.Current.CancellationToken, openId)).Code);
        var version = (await host.Guest().GetAsync("/agreements/current"))["version"];
        var logins = await Task.WhenAll(codes.Select(loginCode =>
            host.Guest().PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version })));
        var accounts = await Task.WhenAll(logins.Select(login => new Caller(host.Http, login.Ok()["accessToken"]).GetAsync("/account")));
        accounts.Select(account => account.Ok().Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Renewing_a_session_gives_at_most_one_new_pair()
    {
        var student = await host.StudentAsync();
        var answers = await DoubledAsync(() => student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken }));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "auth.session_ended");
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeInRange(1, Times);
    }

    [Fact]
    public async Task Consents_are_recorded_once()
    {
        var student = await host.NewStudent().LogInAsync();
        var version = (await student.GetAsync("/agreements/current"))["photoGuide.version"];
        (await DoubledAsync(() => student.PostAsync("/consents", new { purpose = "PhotoGuide", version })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await student.GetAsync("/account")).Json.GetProperty("consents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_message_consent_with_a_key_counts_once()
    {
        var student = await host.StudentAsync();
        await OneEffectAsync(() => student.PostAsync("/message-consents", new { templateIds = new[] { "order-status" } }, key: "allow"));
        (await student.PostAsync("/message-consents", new { templateIds = new[] { "order-status" } })).Ok().ToString().ShouldContain("2");
    }

    [Fact]
    public async Task A_recognition_with_a_key_is_made_once()
    {
        var student = await host.StudentAsync();
        var answers = await OneEffectAsync(() =>
            student.PostAsync("/collection-codes/recognitions", new { text = student.Code.Text }, key: "recognise"));
        answers.Select(answer => answer["recognitionId"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Enrolling_joins_the_campaign_once()
    {
        var student = await host.StudentAsync();
        var recognition = await student.RecognitionAsync();
        var answers = await DoubledAsync(() => student.EnrolAsync(recognition, JourneyHost.FeatureCode));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);

        // Each takes a try until it is judged, and gives it back.
        answers.Where(answer => answer.Status != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.Code == "recognition.used" || answer.Code == "feature_code.too_many_attempts");
        (await student.GetAsync("/enrolments")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);

        recognition = await student.RecognitionAsync();
        await OneEffectAsync(() => student.PostAsync(
            "/enrolments", new { recognitionId = recognition, featureCode = JourneyHost.FeatureCode }, key: "enrol"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("photo")]
    public async Task Uploading_the_same_photo_makes_one_submission(string? key)
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var answers = await OneEffectAsync(() => student.SubmitAsync(enrolment, key: key));
        answers.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Placing_makes_one_order()
    {
        var student = await host.StudentAsync();
        var submission = await student.PassedAsync(await student.EnrolledAsync(JourneyHost.FeatureCode));
        var answers = await DoubledAsync(() => student.PlaceAsync(submission));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Code == "order.already_placed").ShouldBe(Times - 1);
        var order = answers.Single(answer => answer.Status == HttpStatusCode.Created);
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Ok();

        var again = await OneEffectAsync(() => student.PostAsync("/orders", new { submissionId = submission }, key: "place"));
        again.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        (await student.GetAsync("/orders")).Json.GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_freshman_joins_once()
    {
        var (operators, school, schoolId) = await host.AddSchoolAsync();
        var now = host.Clock.GetUtcNow();
        var campaign = (await operators.PostAsync("/staff/campaigns", new
        {
            schoolId, name = "新生", mode = "Freshman", payer = "Free", priceFen = 0, opensAt = now.AddDays(-1), closesAt = now.AddDays(30),
            resubmissionEndsAt = now.AddDays(40),
        })).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        (await school.UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", "admission_number,name\n2737020115,Li Lei\n"u8.ToArray())).Ok();
        var student = await host.StudentAsync();
        var body = new { schoolCode = await host.SchoolCodeAsync(schoolId), admissionNumber = "2737020115", name = "li lei" };
        var answers = await OneEffectAsync(() => student.PostAsync("/freshman-enrolments", body));
        answers.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        (await student.GetAsync("/enrolments")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Ordering_prints_makes_one_order()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var body = new { orderId = order.Id, offerId = "one-inch", sheets = 1, delivery = "PickUp" };
        var answers = await DoubledAsync(() => student.PostAsync("/reprint-orders", body));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.Code == "order.already_placed" || answer.Code == "request.conflict");
        (await student.GetAsync("/orders")).Json.GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_is_opened_once_and_says_and_shows_a_thing_once()
    {
        var student = await host.StudentAsync();
        var opened = await DoubledAsync(() => student.PostAsync("/support-tickets", new { topic = "Photo", text = "照片被驳回" }));
        opened.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        opened.Where(answer => answer.Status != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.Code == "ticket.already_open" || answer.Code == "ticket.daily_limit" || answer.Code == "request.conflict");
        var ticket = opened.Single(answer => answer.Status == HttpStatusCode.Created).Id;

        var other = await host.StudentAsync();
        var own = (await other.PostAsync("/support-tickets", new { topic = "Photo", text = "照片被驳回" })).Created().Id;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => other.PostAsync($"/support-tickets/{own}/messages", new { text = "请尽快" })));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => other.UploadAsync($"/support-tickets/{own}/pictures", "picture", Photos.Good)));
        (await other.GetAsync($"/support-tickets/{own}")).Ok().List("messages").Count.ShouldBe(3);

        var operators = await host.OperatorAsync();
        await DoubledAsync(() => operators.PostAsync($"/staff/tickets/{ticket}/messages", new { text = "请看驳回原因" }));
        (await operators.GetAsync($"/staff/tickets/{ticket}")).Ok().List("messages").Count.ShouldBe(2);
        (await student.GetAsync("/messages")).Ok().List("items").Count.ShouldBe(1);
        (await DoubledAsync(() => student.PostAsync($"/support-tickets/{ticket}/closing")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
    }

    [Fact]
    public async Task An_invoice_is_asked_for_once_and_decided_on_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var asked = await DoubledAsync(() => student.PostAsync($"/orders/{order.Id}/invoice-request", new { title = "张晓明" }));
        asked.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        asked.Where(answer => answer.Status != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.Code == "invoice.already_requested" || answer.Code == "request.conflict");
        var (finance, id) = (await host.FinanceAsync(), asked.Single(answer => answer.Status == HttpStatusCode.Created).Id);
        var declined = await DoubledAsync(() => finance.PostAsync($"/staff/invoices/{id}/decline", new { reason = "抬头有误" }));
        declined.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        var again = (await student.PostAsync($"/orders/{order.Id}/invoice-request", new { title = "张晓明" })).Created().Id;
        (await DoubledAsync(() => finance.PostAsync($"/staff/invoices/{again}/issuing", new { number = "263720001" })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
    }

    [Fact]
    public async Task Withdrawing_a_consent_and_deleting_the_account_happen_once()
    {
        var student = await host.StudentAsync();
        var withdrawn = await DoubledAsync(() => student.PostAsync("/account/consent-withdrawals", new { purpose = "PhotoGuide" }));
        withdrawn.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        withdrawn.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "consent.not_given" || answer.Code == "request.conflict");
        var deleted = await DoubledAsync(() => student.PostAsync("/account/deletion", new { confirmed = true }));
        deleted.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        deleted.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "auth.session_ended" || answer.Code == "request.conflict");
    }

    [Fact]
    public async Task The_missing_are_reminded_once()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        await student.EnrolledAsync(campaign.FeatureCode.Value);
        var school = await host.SchoolStaffAsync();
        var answers = await DoubledAsync(() => school.PostAsync($"/staff/campaigns/{campaign.Id}/reminders"));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "campaign.reminded_lately" || answer.Code == "request.conflict");
        (await student.GetAsync("/messages")).Ok().List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Going_to_pay_opens_one_attempt()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        (await DoubledAsync(() => student.StartPaymentAsync(order.Id))).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await host.StaffViewAsync(order.Id)).Json.GetProperty("payments").GetArrayLength().ShouldBe(1);
        (await host.ChargesAsync(order["number"]!)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Coming_back_from_paying_applies_the_money_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        await student.PayOnPhoneAsync((await student.StartPaymentAsync(order.Id)).Ok());
        (await DoubledAsync(() => student.PostAsync($"/orders/{order.Id}/payments/confirmation")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK && answer["status"] == "PendingReview");
        await HappenedOnceAsync(order.Id, "ApplyPayment");
    }

    [Fact]
    public async Task Cancelling_cancels_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        (await student.StartPaymentAsync(order.Id)).Ok();
        var answers = await DoubledAsync(() => student.PostAsync($"/orders/{order.Id}/cancellation"));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "order.transition_not_allowed");
        await HappenedOnceAsync(order.Id, "Cancel");
    }

    [Fact]
    public async Task Withdrawing_withdraws_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var answers = await DoubledAsync(() => student.PostAsync($"/orders/{order.Id}/withdrawal"));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "Withdraw");
    }

    [Fact]
    public async Task Sixty_four_claims_of_eight_reviewers_give_the_order_to_one()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var reviewers = new List<Reviewer>();
        for (var count = 0; count < 8; count++) reviewers.Add(await host.AddReviewerAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(at => reviewers[at % 8].ClaimAsync(order.Id)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeInRange(1, Times / 8);
        answers.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "review.claimed_by_another" || answer.Code == "request.conflict");
        var holder = reviewers.Single(reviewer => answers.Where((_, at) => reviewers[at % 8] == reviewer).Any(answer => answer.Status == HttpStatusCode.OK));
        (await DoubledAsync(() => holder.ApproveAsync(order.Id))).Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "Approve");
    }

    [Fact]
    public async Task Rejecting_reopening_and_extending_happen_once()
    {
        var student = await host.StudentAsync();
        var senior = await host.ReviewerAsync();
        var factory = await host.OperatorAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await senior.ApprovedAsync(order.Id);
        (await DoubledAsync(() => senior.ReopenAsync(order.Id))).Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "Reopen");

        (await senior.ClaimAsync(order.Id)).Ok();
        (await DoubledAsync(() => senior.RejectAsync(order.Id))).Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "Reject");

        var seen = (await factory.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (await DoubledAsync(() => factory.PostAsync(
            $"/staff/orders/{order.Id}/deadline", new { deadline = host.Clock.GetUtcNow().AddDays(700) }, ifMatch: seen.ETag)))
            .Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "ExtendDeadline");
    }

    [Fact]
    public async Task Making_and_completing_a_batch_takes_each_order_once()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var factory = await host.OperatorAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);

        var made = await DoubledAsync(() => factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value }));
        made.Where(answer => answer.Status != HttpStatusCode.Created).ShouldAllBe(answer => answer.Code == "batch.empty");
        var batch = made.Single(answer => answer.Status == HttpStatusCode.Created)["batch.id"];
        await HappenedOnceAsync(order.Id, "StartProduction");

        var completed = await DoubledAsync(() => factory.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "SF1" }));
        completed.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "batch.transition_not_allowed" || answer.Code == "request.conflict");
        await HappenedOnceAsync(order.Id, "Complete");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("many")]
    public async Task A_bulk_rejection_rejects_each_order_once(string? key)
    {
        var reviewer = await host.AddReviewerAsync();
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free);
        var order = (await (await host.StudentAsync()).PlacedAsync(campaign.FeatureCode.Value)).Id;
        var version = (await host.StaffViewAsync(order)).Json.GetProperty("version").GetInt64();
        object body = new { orders = new[] { new { orderId = order, version } }, reason = "BLUR" };
        var answers = await DoubledAsync(() => reviewer.PostAsync("/staff/reviews/bulk-rejection", body, key));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "idempotency.in_progress");
        if (key is null) answers.Count(answer => answer.List("rejected").Count == 1).ShouldBe(1);
        await HappenedOnceAsync(order, "Reject");
    }

    [Fact]
    public async Task Raising_a_campaign_raises_it_once()
    {
        var (operators, campaign) = (await host.OperatorAsync(), await host.AddCampaignAsync());
        var answers = await DoubledAsync(() => operators.PostAsync(
            $"/staff/campaigns/{campaign.Id}/review", new { priority = "Ordinary", secondOpinionPercent = 7 }));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        (await operators.GetAsync($"/staff/campaigns/{campaign.Id}")).Ok()["version"].ShouldBe($"{campaign.Version + 1}");
    }

    [Fact]
    public async Task A_phone_code_is_spent_once()
    {
        var student = await host.NewStudent().LogInAsync(withPhone: false);
        var phoneCode = await host.WeChat.PhoneCodeAsync(student.OpenId, student.Phone, TestContext.Current.CancellationToken);
        var answers = await DoubledAsync(() => student.PostAsync("/account/phone", new { phoneCode }));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "auth.phone_code_invalid");
        (await student.GetAsync("/account"))["maskedPhone"].ShouldBe($"{student.Phone[..3]}****{student.Phone[^4..]}");
    }

    [Fact]
    public async Task The_same_notification_sixty_four_times_at_once_applies_the_money_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-lost", TestContext.Current.CancellationToken, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var id = (string)(await host.WeChat.ListAsync("notifications", TestContext.Current.CancellationToken))
            .Single(found => (string)found["outTradeNo"]! == payment["outTradeNo"])["id"]!;

        var deliveries = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ =>
            host.WeChat.PostAsync("/sim/notifications/replay", new { id, fresh = true }, TestContext.Current.CancellationToken)));
        deliveries.ShouldAllBe(delivery => (int)delivery!["status"]! == 204);
        await HappenedOnceAsync(order.Id, "ApplyPayment");
    }

    [Fact]
    public async Task Replacing_a_photo_replaces_it_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await (await host.ReviewerAsync()).RejectedAsync(order.Id);
        var submissionId = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await DoubledAsync(() => student.PutAsync($"/orders/{order.Id}/submission", new { submissionId })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK && answer["status"] == "PendingReview");
        await HappenedOnceAsync(order.Id, "ReplaceSubmission");
    }

    [Fact]
    public async Task Corrections_results_proofs_and_remakes_happen_once()
    {
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free);
        Student[] students = [await host.StudentAsync(), await host.StudentAsync(), await host.StudentAsync()];
        var factory = await host.OperatorAsync();
        List<Answer> orders = [];
        foreach (var student in students)
        {
            orders.Add(await student.PlacedAsync(campaign.FeatureCode.Value));
            await (await host.ReviewerAsync()).ApprovedAsync(orders[^1].Id);
        }

        var batch = (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await factory.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "交接单" })).Ok();

        (await DoubledAsync(() => students[0].PostAsync($"/orders/{orders[0].Id}/correction", new { reason = "不是本人" })))
            .Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(orders[0].Id, "OpenCorrection");
        await OneEffectAsync(() => students[1].PostAsync($"/orders/{orders[1].Id}/proof", new { finding = "Correct" }, key: "proof"));
        await HappenedOnceAsync(orders[1].Id, "ConfirmProof");
        var file = System.Text.Encoding.UTF8.GetBytes($"order_number,result,reason\n{orders[1]["number"]},通过,\n{orders[2]["number"]},不通过,比对不通过\n");
        var imported = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => factory.UploadAsync($"/staff/campaigns/{campaign.Id}/results", "file", file)));
        imported.Count(answer => answer.Ok()["accepted"] == "1").ShouldBe(1);
        imported.Count(answer => answer["refused"] == "1").ShouldBe(1);
        await HappenedOnceAsync(orders[1].Id, "RecordResult");
        await HappenedOnceAsync(orders[2].Id, "OpenCorrection");
        (await DoubledAsync(() => factory.PostAsync($"/staff/batches/{batch}/orders/{orders[1].Id}/remake", new { reason = "寄丢" })))
            .Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
        await HappenedOnceAsync(orders[1].Id, "ReturnForRemake");
    }

    [Fact]
    public async Task Returning_from_a_batch_and_releasing_a_claim_happen_once()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var factory = await host.OperatorAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var batch = (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await DoubledAsync(() => factory.PostAsync($"/staff/batches/{batch}/orders/{order.Id}/return", new { reason = "重拍" })))
            .Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "ReturnFromBatch");

        var wrong = await host.StudentAsync();
        var enrolment = await wrong.EnrolledAsync(campaign.FeatureCode.Value);
        var released = await DoubledAsync(() => factory.PostAsync($"/staff/enrolments/{enrolment}/release"));
        released.Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
        released.Where(answer => answer.Status != HttpStatusCode.NoContent).ShouldAllBe(answer => answer.Code == "enrolment.not_found");
    }

    [Fact]
    public async Task Refunds_are_requested_approved_and_given_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var (factory, finance, second) = (await host.OperatorAsync(), await host.FinanceAsync(), await host.FinanceAsync(second: true));
        await OnceAsync(finance, order, "goodwill", new { amountFen = 500, reason = "等待过长" });
        await HappenedOnceAsync(order.Id, "EndorseRefund");
        await OnceAsync(second, order, "goodwill", new { amountFen = 500, reason = "等待过长" });
        await HappenedOnceAsync(order.Id, "RefundGoodwill");
        await OnceAsync(factory, order, "request", new { reason = "学生已转学" });
        await HappenedOnceAsync(order.Id, "RequestRefund");
        await OnceAsync(finance, order, "approval", null);
        await HappenedOnceAsync(order.Id, "ApproveRefund");
        var refunds = (await finance.GetAsync($"/staff/payments/{order.Id}")).Ok().Json.GetProperty("refunds").EnumerateArray()
            .Select(refund => refund.GetProperty("amount").GetProperty("amountFen").GetInt64()).ToArray();
        refunds.ShouldBe([500, 2500], ignoreOrder: true);
        var number = (await finance.GetAsync($"/staff/payments/{order.Id}"))["refunds.0.outRefundNo"];
        (await DoubledAsync(() => finance.PostAsync($"/staff/refunds/{number}/settlement")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        (await host.WeChat.ListAsync("refunds", TestContext.Current.CancellationToken))
            .Count(refund => (string)refund["outRefundNo"]! == number).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_is_declined_is_declined_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await OnceAsync(await host.OperatorAsync(), order, "request", new { reason = "不再需要" });
        await OnceAsync(await host.FinanceAsync(), order, "decline", new { reason = "已进入审核" });
        await HappenedOnceAsync(order.Id, "DeclineRefund");
    }

    [Fact]
    public async Task A_transfer_is_confirmed_and_agreed_to_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        var confirmed = await OneEffectAsync(() => factory.PostAsync(
            "/staff/payments/transfers", new { orderId = order.Id, evidence = "工行回单 1" }, key: "transfer"));
        var number = confirmed[0]["outTradeNo"];
        confirmed.ShouldAllBe(answer => answer["outTradeNo"] == number);
        await HappenedOnceAsync(order.Id, "Pay");
        (await DoubledAsync(() => finance.PostAsync($"/staff/payments/{number}/transfer-decision", new { came = true })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "payment.no_transfer" || answer.Code == "request.conflict");
        await HappenedOnceAsync(order.Id, "ApplyPayment");
    }

    [Fact]
    public async Task A_payment_that_is_looked_into_is_decided_on_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-wrong-payer", TestContext.Current.CancellationToken, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var finance = await host.FinanceAsync();
        var seen = await finance.UntilAsync($"/staff/payments/{order.Id}", found => found.Json.GetProperty("charges").GetArrayLength() == 1);
        var body = new { transactionId = seen["charges.0.transactionId"], decision = "Return", reason = "付款人不符" };
        var answers = await DoubledAsync(() => finance.PostAsync($"/staff/payments/{payment["outTradeNo"]}/decision", body, ifMatch: seen.ETag));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "order.version_mismatch" || answer.Code == "request.conflict");
        await HappenedOnceAsync(order.Id, "ReturnPayment");
    }

    // Sixty-four at once on the same version: one is done, the others see that the order has changed.
    private static async Task OnceAsync(Caller who, Answer order, string what, object? body)
    {
        var seen = (await who.GetAsync($"/staff/payments/{order.Id}")).Ok();
        var answers = await DoubledAsync(() => who.PostAsync($"/staff/refunds/orders/{order.Id}/{what}", body, ifMatch: seen.ETag));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1, what);
        answers.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "order.version_mismatch" || answer.Code == "request.conflict");
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_nothing_else()
    {
        var student = await host.StudentAsync();
        (await DoubledAsync(() => student.PostAsync("/auth/logout"))).ShouldAllBe(answer => answer.Status == HttpStatusCode.NoContent);
        (await student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.LogInAsync()).Token.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_content_is_refused()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        (await student.SubmitAsync(enrolment, key: "mine")).Created();
        (await student.SubmitAsync(enrolment, Photos.Another(), key: "mine")).Unprocessable("idempotency.key_reused");
        var again = (await student.SubmitAsync(enrolment, key: "mine")).Created();
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task Two_students_at_once_go_through_without_touching_each_other()
    {
        var students = await Task.WhenAll(host.StudentAsync(), host.StudentAsync());
        var orders = await Task.WhenAll(students.Select(student => student.PaidAsync(JourneyHost.FeatureCode)));
        orders[0]["number"].ShouldNotBe(orders[1]["number"]);
        for (var one = 0; one < 2; one++)
        {
            var list = (await students[one].GetAsync("/orders")).Ok();
            list.Json.GetProperty("items").GetArrayLength().ShouldBe(1);
            list["items.0.number"].ShouldBe(orders[one]["number"]);
            (await students[one].OrderAsync(orders[1 - one].Id)).NotFound("order.not_found");
        }
    }

    [Fact]
    public async Task Two_students_with_the_same_code_at_once_enrol_one()
    {
        var one = await host.StudentAsync();
        var other = await new Student(host.Http, host.WeChat, one.Code).LogInAsync();
        var recognitions = new[] { await one.RecognitionAsync(), await other.RecognitionAsync() };
        var answers = await Task.WhenAll(
            one.EnrolAsync(recognitions[0], JourneyHost.FeatureCode), other.EnrolAsync(recognitions[1], JourneyHost.FeatureCode));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Single(answer => answer.Status != HttpStatusCode.Created).Conflict("enrolment.claimed_by_another");
    }

    [Fact]
    public async Task A_webhook_its_secret_and_a_test_event_are_made_once()
    {
        var client = await new Integrators(host).ClientAsync("webhooks");
        var made = await OneEffectAsync(() => client.PostAsync("/integrations/webhooks", new { url = "https://photos.example.org/x" }, key: "make"));
        made.Select(answer => answer["secret"]).Distinct().Count().ShouldBe(1);
        var path = $"/integrations/webhooks/{made[0]["webhook.id"]}";
        (await client.GetAsync("/integrations/webhooks")).Ok().List("items").Count.ShouldBe(1);
        (await OneEffectAsync(() => client.PostAsync($"{path}/secret", key: "rotate"))).Select(answer => answer["secret"]).Distinct().Count().ShouldBe(1);
        (await OneEffectAsync(() => client.PostAsync($"{path}/test", key: "test"))).Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        var log = (await client.GetAsync($"{path}/deliveries")).Ok();
        log.List("items").Count.ShouldBe(1);

        (await DoubledAsync(() => client.PostAsync($"{path}/deliveries/{log["items.0.id"]}/replay")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        (await DoubledAsync(() => client.PostAsync($"{path}/replay", new { since = "2020-01-01T00:00:00Z" })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK && answer["events"] == "1");
        (await DoubledAsync(() => client.PostAsync($"{path}/enabling"))).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await client.GetAsync($"{path}/deliveries")).Ok().List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task In_the_sandbox_a_student_is_made_up_an_order_decided_and_a_batch_made_once()
    {
        var client = await new Integrators(host).ClientAsync("sandbox");
        var students = await OneEffectAsync(() => client.PostAsync("/integrations/sandbox/students", key: "student"));
        var accounts = await Task.WhenAll(students.Take(4).Select(one => new Caller(host.Http, one["accessToken"]).GetAsync("/account")));
        accounts.Select(account => account.Ok().Id).Distinct().Count().ShouldBe(1);

        var (_, order) = await new Integrators(host).SandboxOrderAsync(client);
        var review = $"/integrations/sandbox/orders/{order["number"]}/review";
        (await DoubledAsync(() => client.PostAsync(review, new { decision = "Approve" }))).Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        await HappenedOnceAsync(order.Id, "Approve");
        (await DoubledAsync(() => client.PostAsync("/integrations/sandbox/batches", key: "batch")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.Created || answer.Code == "idempotency.in_progress" || answer.Code == "batch.empty");
        await HappenedOnceAsync(order.Id, "StartProduction");
    }

    [Fact]
    public async Task Overrides_and_quotas_are_set_once_and_an_integrator_s_event_is_sent_again_as_itself()
    {
        var operators = await host.OperatorAsync();
        var campaign = await host.AddCampaignAsync();
        (await OneEffectAsync(() => operators.PutAsync($"/staff/campaigns/{campaign.Id}/specification-overrides", new { overrides = new { maxAgeMonths = 6 } })))
            .ShouldAllBe(answer => answer["overridesVersion"] == "1");

        await using var receiver = await WebhookReceiver.StartAsync();
        var integrators = new Integrators(host);
        var (client, webhook, _) = await integrators.SubscribedAsync(receiver);
        var (userName, password) = await host.AddStaffAsync([Domain.Common.ActorKind.Administrator]);
        var administrator = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var id = (await administrator.GetAsync("/staff/clients")).Ok().Json.GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("clientId").GetString() == integrators.NameOf(client)).GetProperty("id").GetString();
        (await OneEffectAsync(() => administrator.PutAsync($"/staff/clients/{id}/quota", new { callsPerMinute = 500 })))
            .ShouldAllBe(answer => answer["callsPerMinute"] == "500");

        (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
        await receiver.UntilAsync("webhook.test");
        var path = $"/staff/webhooks/{webhook}";
        var sent = (await operators.GetAsync($"{path}/deliveries")).Ok()["items.0.id"];
        (await DoubledAsync(() => operators.PostAsync($"{path}/deliveries/{sent}/replay")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        (await DoubledAsync(() => operators.PostAsync($"{path}/replay", new { since = "2020-01-01T00:00:00Z" })))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await operators.GetAsync($"{path}/deliveries")).Ok().List("items").Count.ShouldBe(1);
    }

    private static Task<Answer[]> DoubledAsync(Func<Task<Answer>> request) =>
        Task.WhenAll(Enumerable.Range(0, Times).Select(_ => request()));

    /// <summary>Doubles that were put off ask again, until all have the same success.</summary>
    private static async Task<Answer[]> OneEffectAsync(Func<Task<Answer>> request)
    {
        async Task<Answer> Patient()
        {
            var start = TimeProvider.System.GetTimestamp();
            while (true)
            {
                var answer = await request();
                if (!AskAgain.Contains(answer.Code)) return answer;
                TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
            }
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => Patient()));
        answers.ShouldAllBe(answer => (int)answer.Status < 300);
        return answers;
    }

    private async Task HappenedOnceAsync(Guid order, string action) =>
        (await host.StaffViewAsync(order)).Json.GetProperty("history").EnumerateArray()
            .Count(line => line.GetProperty("action").GetString() == action).ShouldBe(1);
}
