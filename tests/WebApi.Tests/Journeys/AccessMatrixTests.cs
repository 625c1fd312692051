using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A host that nobody else uses: the matrix calls everything.</summary>
public sealed class MatrixHost : JourneyHost;

/// <summary>
/// Every operation of the OpenAPI document, as every kind of caller, on what is one's own, another's and not there. An
/// operation that is new has to be entered here.
/// </summary>
public sealed partial class AccessMatrixTests(MatrixHost host) : IClassFixture<MatrixHost>
{
    private const string Everybody = "guest student school reviewer senior operator finance administrator integrator";
    private const string Campaigns = "school operator";
    private const string AgencyStaff = "reviewer senior operator finance";
    private const string Money = "operator finance";
    private const string Staff = "school reviewer senior operator finance administrator";

    // Who may; everybody else is refused: a guest with 401, whoever is known with 403.
    private static readonly Dictionary<string, string> May = new()
    {
        ["GetHome"] = Everybody, ["GetCurrentAgreements"] = Everybody, ["LogIn"] = Everybody, ["RefreshTokens"] = Everybody,
        ["SignInStaff"] = Everybody, ["GetIntegratorToken"] = Everybody, ["OpenPhoto"] = Everybody,
        ["ReceivePaymentNotification"] = Everybody, ["SendPhotoUpload"] = Everybody,
        ["ListPhotoSpecifications"] = Everybody, ["GetPhotoSpecification"] = Everybody,
        ["LogOut"] = $"student {Staff}",
        ["GetAccount"] = "student", ["AddPhone"] = "student", ["GiveConsent"] = "student", ["AllowMessages"] = "student",
        ["ListMessages"] = "student", ["RecogniseCollectionCode"] = "student", ["Enrol"] = "student", ["ListEnrolments"] = "student",
        ["GetEnrolment"] = "student", ["GetPhotoGuide"] = "student", ["OpenPhotoUpload"] = "student", ["SubmitPhoto"] = "student",
        ["GetSubmission"] = "student", ["PlaceOrder"] = "student", ["ListOrders"] = "student", ["GetOrder"] = "student",
        ["StartPayment"] = "student", ["ConfirmPayment"] = "student", ["CancelOrder"] = "student", ["WithdrawOrder"] = "student",
        ["ReplaceOrderSubmission"] = "student", ["GetAnnotatedPhoto"] = "student", ["AppealSubmission"] = "student",
        ["EnrolFreshman"] = "student", ["ListReprintOffers"] = "student", ["PlaceReprint"] = "student", ["GetReprint"] = "student",
        ["ListReprints"] = "operator", ["GetReprintForStaff"] = "operator",
        ["ListDevices"] = "student", ["SignOutDevice"] = "student", ["WithdrawConsent"] = "student", ["ExportAccount"] = "student",
        ["DeleteAccount"] = "student", ["GetRetention"] = "operator", ["RemindMissing"] = Campaigns,
        ["OpenTicket"] = "student", ["ListTickets"] = "student", ["GetTicket"] = "student", ["SayInTicket"] = "student",
        ["ShowInTicket"] = "student", ["CloseTicket"] = "student", ["ListStaffTickets"] = "operator", ["GetStaffTicket"] = "operator",
        ["AnswerTicket"] = "operator", ["RequestInvoice"] = "student", ["ListInvoices"] = "student", ["ListInvoiceRequests"] = Money,
        ["IssueInvoice"] = Money, ["DeclineInvoice"] = Money,
        ["CheckPhoto"] = "student", ["GuideFrame"] = "student", ["CheckIntegratorPhoto"] = "integrator",
        ["ListReviewQueue"] = "reviewer senior", ["ClaimNextOrder"] = "reviewer senior", ["ClaimOrder"] = "reviewer senior",
        ["ReleaseOrder"] = "reviewer senior", ["ApproveOrder"] = "reviewer senior", ["RejectOrder"] = "reviewer senior",
        ["ReopenOrder"] = "senior", ["ListRejectionReasons"] = AgencyStaff, ["GetStaffOrder"] = AgencyStaff,
        ["GetOrderAnnotatedPhoto"] = AgencyStaff, ["GetPrintSheet"] = "operator",
        ["ExtendDeadline"] = "operator", ["ReleaseEnrolment"] = "operator", ["MakeBatch"] = "operator", ["ListBatches"] = "operator",
        ["GetBatch"] = "operator", ["DownloadPackage"] = "operator", ["CompleteBatch"] = "operator", ["ReturnFromBatch"] = "operator",
        ["DownloadPackageAsIntegrator"] = "integrator", ["CompleteBatchAsIntegrator"] = "integrator", ["GetIntegratorOrder"] = "integrator",
        ["ListOpenPayments"] = Money, ["FindPayment"] = Money, ["AskPayment"] = Money, ["DecidePayment"] = "finance",
        ["ConfirmTransfer"] = "operator", ["DecideTransfer"] = "finance",
        ["ListRefunds"] = Money, ["ListRefundRequests"] = Money, ["RequestRefund"] = "operator", ["WithdrawRefundRequest"] = "operator",
        ["ApproveRefund"] = "finance", ["DeclineRefund"] = "finance", ["GiveGoodwill"] = "finance", ["SettleRefund"] = "finance",
        ["RecordRefundByHand"] = "finance", ["RedirectRefund"] = "finance",
        ["AskForRefund"] = "student", ["TakeRefundRequestBack"] = "student",
        ["ListReconciliations"] = Money, ["GetReconciliation"] = Money, ["GetReconciliationCsv"] = Money, ["ReconcileDay"] = Money,
        ["ResolveReconciliation"] = "finance",
        ["ListDeadLetters"] = "operator", ["ReplayDeadLetter"] = "operator", ["TestConnectivity"] = "operator",
        ["GetConnectivityTest"] = "operator",
        ["ListSchools"] = "school operator administrator", ["CreateSchool"] = "operator", ["CreateCampaign"] = "operator",
        ["ListCampaigns"] = Campaigns, ["GetCampaign"] = Campaigns, ["OpenCampaign"] = Campaigns, ["CloseCampaign"] = Campaigns,
        ["ExtendCampaign"] = Campaigns, ["ChangeFeatureCode"] = Campaigns, ["ImportRoster"] = Campaigns, ["GetProgress"] = Campaigns,
        ["ListMissing"] = Campaigns, ["ExportMissing"] = Campaigns, ["ExtendStudent"] = Campaigns, ["IssueCollectionCodes"] = Campaigns,
        ["GetOwnStaffAccount"] = Staff, ["ChangePassword"] = Staff, ["BeginSecondFactor"] = Staff, ["ConfirmSecondFactor"] = Staff,
        ["ListStaff"] = "administrator", ["CreateStaff"] = "administrator", ["GetStaff"] = "administrator",
        ["SetStaffRoles"] = "administrator", ["DisableStaff"] = "administrator", ["EnableStaff"] = "administrator",
        ["ResetPassword"] = "administrator", ["RemoveSecondFactor"] = "administrator", ["ListClients"] = "administrator",
        ["CreateClient"] = "administrator", ["RotateClientSecret"] = "administrator", ["RevokeClient"] = "administrator",
        ["ListAuditEntries"] = "administrator",
        ["ListWebhooks"] = "integrator", ["CreateWebhook"] = "integrator", ["GetWebhook"] = "integrator", ["ChangeWebhook"] = "integrator",
        ["DeleteWebhook"] = "integrator", ["RotateWebhookSecret"] = "integrator", ["EnableWebhook"] = "integrator",
        ["TestWebhook"] = "integrator", ["ListWebhookDeliveries"] = "integrator", ["ReplayWebhookDelivery"] = "integrator",
        ["ReplayWebhook"] = "integrator", ["OpenSandboxStudent"] = "integrator", ["ReviewSandboxOrder"] = "integrator",
        ["MakeSandboxBatch"] = "integrator",
        ["AskForCorrection"] = "student", ["CheckProof"] = "student", ["OpenCorrection"] = "operator", ["ImportResults"] = "operator",
        ["ListResults"] = Campaigns, ["ReturnForRemake"] = "operator", ["ExportAddresses"] = "operator", ["RecordParcels"] = "operator",
        ["ReportCorrection"] = "integrator",
        ["RejectOrders"] = "reviewer senior", ["GetReviewStatistics"] = "reviewer senior operator", ["SetCampaignReview"] = "operator",
        ["OverrideSpecification"] = "operator", ["IssueCodeSheets"] = Campaigns, ["ChangeClientQuota"] = "administrator",
        ["ListStaffWebhooks"] = "operator administrator", ["ListStaffWebhookDeliveries"] = "operator administrator",
        ["ReplayStaffWebhookDelivery"] = "operator administrator", ["ReplayStaffWebhook"] = "operator administrator",
    };

    // Whose the thing in the path is, where a student or a school has things of its own.
    private static readonly Dictionary<string, string> Things = new()
    {
        ["GetEnrolment"] = "enrolment", ["GetPhotoGuide"] = "enrolment", ["GetSubmission"] = "submission", ["GetOrder"] = "order",
        ["StartPayment"] = "order", ["ConfirmPayment"] = "order", ["CancelOrder"] = "order", ["WithdrawOrder"] = "order",
        ["AskForRefund"] = "order", ["TakeRefundRequestBack"] = "order",
        ["ReplaceOrderSubmission"] = "order", ["GetAnnotatedPhoto"] = "submission", ["AppealSubmission"] = "submission",
        ["GetReprint"] = "reprint", ["SignOutDevice"] = "device", ["GetTicket"] = "ticket", ["SayInTicket"] = "ticket",
        ["ShowInTicket"] = "ticket", ["CloseTicket"] = "ticket", ["RequestInvoice"] = "order", ["RemindMissing"] = "campaign",
        ["GetCampaign"] = "campaign", ["OpenCampaign"] = "campaign", ["CloseCampaign"] = "campaign", ["ExtendCampaign"] = "campaign",
        ["ChangeFeatureCode"] = "campaign", ["ImportRoster"] = "campaign", ["GetProgress"] = "campaign", ["ListMissing"] = "campaign",
        ["ExportMissing"] = "campaign", ["ExtendStudent"] = "campaign", ["IssueCollectionCodes"] = "campaign",
        ["GetWebhook"] = "webhook", ["ChangeWebhook"] = "webhook", ["DeleteWebhook"] = "webhook", ["RotateWebhookSecret"] = "webhook",
        ["EnableWebhook"] = "webhook", ["TestWebhook"] = "webhook", ["ListWebhookDeliveries"] = "webhook",
        ["ReplayWebhookDelivery"] = "webhook", ["ReplayWebhook"] = "webhook", ["IssueCodeSheets"] = "campaign",
        ["AskForCorrection"] = "order", ["CheckProof"] = "order", ["ListResults"] = "campaign",
    };

    [Fact]
    public async Task Every_operation_is_refused_to_every_kind_of_caller_that_may_not_and_to_no_other()
    {
        var operations = await OperationsAsync();
        operations.Select(operation => operation.Id).Except(May.Keys).ShouldBeEmpty("enter these operations in May");
        May.Keys.Except(operations.Select(operation => operation.Id)).ShouldBeEmpty("these operations are gone");

        List<string> wrong = [];
        foreach (var (role, caller) in await CallersAsync())
        {
            // Logging out comes last: it ends the session that the others need.
            foreach (var operation in operations.OrderBy(operation => operation.Id == "LogOut"))
            {
                var answer = await CallAsync(caller, operation, Guid.CreateVersion7());
                var may = May[operation.Id].Split(' ').Contains(role);
                var right = may
                    ? answer.Code is not ("auth.required" or "auth.forbidden" or "auth.session_ended") || operation.Id == "RefreshTokens"
                    : (answer.Status, answer.Code) == (role == "guest" ? (HttpStatusCode.Unauthorized, "auth.required") : (HttpStatusCode.Forbidden, "auth.forbidden"));
                if (!right || (int)answer.Status >= 500) wrong.Add($"{operation.Id} as {role}, who {(may ? "may" : "may not")}: {answer}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_another_s_answers_like_what_is_not_there()
    {
        var operations = await OperationsAsync();
        var owned = operations.Where(operation => operation.Path.Contains('{', StringComparison.Ordinal)
            && May[operation.Id] != Everybody
            && (May[operation.Id].Split(' ').Intersect(["student", "school"]).Any()
                || operation.Path.StartsWith("/integrations/webhooks", StringComparison.Ordinal))).ToList();
        owned.Select(operation => operation.Id).Except(Things.Keys).ShouldBeEmpty("say whose these are");

        var mine = await OwnerAsync();
        var others = await OwnerAsync();
        List<string> wrong = [];
        // What is one's own is deleted last: the others need it.
        foreach (var operation in owned.OrderBy(operation => operation.Method == HttpMethod.Delete))
        {
            var caller = Things[operation.Id] switch { "campaign" => mine.School, "webhook" => mine.Integrator, _ => mine.Student };
            var other = await CallAsync(caller, operation, others.Things[Things[operation.Id]], others.Entry);
            var missing = await CallAsync(caller, operation, Guid.CreateVersion7(), Guid.CreateVersion7());
            var own = await CallAsync(caller, operation, mine.Things[Things[operation.Id]], mine.Entry);
            if (missing.Status != HttpStatusCode.NotFound) wrong.Add($"{operation.Id}, missing: {missing}");
            if (WithoutTrace(other) != WithoutTrace(missing)) wrong.Add($"{operation.Id}: another's {other}, missing {missing}");
            if (WithoutTrace(own) == WithoutTrace(missing) || (int)own.Status >= 500) wrong.Add($"{operation.Id}, own: {own}");
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<(string Role, Caller Caller)>> CallersAsync()
    {
        async Task<Caller> StaffAsync(params ActorKind[] roles)
        {
            var (userName, password) = await host.AddStaffAsync(roles);
            return new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        }

        return
        [
            ("guest", host.Guest()),
            ("student", await host.StudentAsync()),
            ("school", (await host.AddSchoolAsync()).School),
            ("reviewer", await StaffAsync(ActorKind.Reviewer)),
            ("senior", await StaffAsync(ActorKind.SeniorReviewer)),
            ("operator", await StaffAsync(ActorKind.Operator)),
            ("finance", await StaffAsync(ActorKind.Finance)),
            ("administrator", await StaffAsync(ActorKind.Administrator)),
            ("integrator", await host.IntegratorAsync()),
        ];
    }

    /// <summary>A school with a campaign and a roster, and a student with an enrolment, a photo and an order.</summary>
    private async Task<(Caller School, Caller Student, Caller Integrator, Dictionary<string, Guid> Things, Guid Entry)> OwnerAsync()
    {
        var (operators, school, schoolId) = await host.AddSchoolAsync();
        var closesAt = host.Clock.GetUtcNow().AddDays(30);
        var campaign = (await operators.PostAsync("/staff/campaigns", new
        {
            schoolId, name = "补采", mode = "Organised", payer = "Student", priceFen = 1500, opensAt = closesAt.AddDays(-60), closesAt,
            resubmissionEndsAt = closesAt.AddDays(10),
        })).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        var student = await (await host.NewStudent(schoolCode: await host.SchoolCodeAsync(schoolId)).LogInAsync()).ConsentAsync();
        var roster = System.Text.Encoding.UTF8.GetBytes($"unique_number\n20271110001\n{student.Code.UniqueNumber}\n");
        (await school.UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", roster)).Ok();
        var entry = Guid.Parse((await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing")).Ok()["items.0.entryId"]!);
        var order = await student.PaidAsync(campaign["featureCode"]!);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var reprint = (await student.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "one-inch", sheets = 1, delivery = "PickUp" })).Created();
        var ticket = (await student.PostAsync("/support-tickets", new { topic = "Other", text = "请问何时制作？" })).Created();
        await student.LogInAsync();
        var device = (await student.GetAsync("/account/devices")).Ok()["items.1.id"]!;
        var integrator = await new Integrators(host).ClientAsync("webhooks");
        var webhook = (await integrator.PostAsync("/integrations/webhooks", new { url = "https://photos.example.org/x" })).Created();
        return (school, student, integrator, new()
        {
            ["webhook"] = Guid.Parse(webhook["webhook.id"]!), ["ticket"] = ticket.Id, ["device"] = Guid.Parse(device),
            ["campaign"] = campaign.Id, ["order"] = order.Id, ["reprint"] = Guid.Parse(reprint["order.id"]!),
            ["enrolment"] = Guid.Parse(order["enrolmentId"]!),
            ["submission"] = Guid.Parse(order["submissionId"]!),
        }, entry);
    }

    // Every path takes the same identity where it has one, and a body that the call understands.
    private async Task<Answer> CallAsync(Caller caller, Operation operation, Guid id, Guid? entry = null)
    {
        var path = PathPart().Replace(operation.Path, part => part.Value == "{entryId}" ? $"{entry ?? id}" : $"{id}");
        if (operation.Id == "ShowInTicket") return await caller.UploadAsync(path, "picture", Photos.Good);
        if (operation.Takes == "multipart/form-data") return await caller.UploadAsync(path, "file", "unique_number\n20271110001\n"u8.ToArray());
        using var body = operation.Takes switch
        {
            null => null,
            "application/x-www-form-urlencoded" => (HttpContent)new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            _ => JsonContent.Create(Bodies.GetValueOrDefault(operation.Id, new { })),
        };
        return await caller.SendAsync(operation.Method, path, body, ifMatch: "\"1\"");
    }

    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["ReplaceOrderSubmission"] = new { submissionId = Guid.CreateVersion7() },
        ["AppealSubmission"] = new { ground = "CheckWrong", reason = "眼镜没有反光，检测有误。" },
        ["ExtendCampaign"] = new { closesAt = "2040-01-01T00:00:00+08:00", resubmissionEndsAt = "2040-02-01T00:00:00+08:00" },
        ["SayInTicket"] = new { text = "请尽快" }, ["AskForRefund"] = new { reason = "重复支付" },
        ["RequestInvoice"] = new { title = "张晓明" },
        ["AskForCorrection"] = new { reason = "照片不是本人" }, ["CheckProof"] = new { finding = "Correct" },
        ["ExtendStudent"] = new { until = "2041-01-01T00:00:00+08:00" },
        ["ChangeWebhook"] = new { url = "https://photos.example.org/y" },
        ["ReplayWebhook"] = new { since = "2026-01-01T00:00:00+08:00" },
    };

    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        using var response = await host.Http.GetAsync(new Uri("swagger/v1/swagger.json", UriKind.Relative), TestContext.Current.CancellationToken);
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(call => new Operation(
                call.Value.GetProperty("operationId").GetString()!,
                HttpMethod.Parse(call.Name),
                path.Name["/api/v1".Length..],
                call.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().Last().Name : null))),
        ];
    }

    private static string WithoutTrace(Answer answer) => TraceId().Replace($"{answer} {answer.ContentType}", "");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathPart();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    private sealed record Operation(string Id, HttpMethod Method, string Path, string? Takes);
}
