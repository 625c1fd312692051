using System.Net;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The rows of the order's table that calls reach: allowed where the table allows, refused elsewhere.</summary>
public sealed class OrderTableTests(JourneyHost host)
{
    private const string NotAllowed = "order.transition_not_allowed";

    [Fact]
    public async Task Placing_needs_a_passed_photo_consents_a_phone_and_an_open_campaign()
    {
        var campaign = await host.AddCampaignAsync();
        var code = campaign.FeatureCode.Value;

        var withoutConsents = await host.NewStudent().LogInAsync();
        var enrolment = await withoutConsents.EnrolledAsync(code);
        (await withoutConsents.SubmitAsync(enrolment)).Conflict("consent.required").List("facts.missing").ShouldBe(["PhotoGuide", "FaceData"]);

        var withoutPhone = await (await host.NewStudent().LogInAsync(withPhone: false)).ConsentAsync();
        (await withoutPhone.PlaceAsync(await withoutPhone.PassedAsync(await withoutPhone.EnrolledAsync(code)))).Conflict("account.phone_required");

        var student = await host.StudentAsync();
        enrolment = await student.EnrolledAsync(code);
        (await student.PlaceAsync((await student.SubmitAsync(enrolment, Photos.With("blurred"))).Created().Id)).Unprocessable("submission.not_passed");
        var passed = await student.PassedAsync(enrolment);
        await host.CloseCampaignAsync(campaign.Id);
        (await student.PlaceAsync(passed)).Conflict("campaign.not_open");
        (await student.GetAsync("/orders")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Where_nothing_is_due_a_placed_order_waits_for_review_at_once()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        order["status"].ShouldBe("PendingReview");
        (await student.StartPaymentAsync(order.Id)).Conflict(NotAllowed);
    }

    [Fact]
    public async Task A_student_has_one_live_order_in_a_campaign_and_may_place_anew_after_cancelling()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var submission = Guid.Parse(order["submissionId"]!);
        (await student.PlaceAsync(submission)).Conflict("order.already_placed")["facts.orderId"].ShouldBe(order.Id.ToString());

        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Ok()["statusText"].ShouldBe("已取消");
        (await student.PlaceAsync(submission)).Created().Id.ShouldNotBe(order.Id);
    }

    [Fact]
    public async Task An_unpaid_order_may_be_edited_paid_and_cancelled_and_nothing_else()
    {
        var (student, reviewer, order) = await UnpaidAsync();
        order.List("allowedActions").ShouldBe(["Pay", "ReplaceSubmission", "Cancel"]);
        await StaffIsRefusedAsync(reviewer, order.Id);
        (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Conflict(NotAllowed);

        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        var edited = (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Ok();
        (edited["status"], edited["submissionId"]).ShouldBe(("PendingPayment", another.ToString()));
        var failed = (await student.SubmitAsync(Guid.Parse(order["enrolmentId"]!), Photos.With("blurred"))).Created();
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = failed.Id })).Unprocessable("submission.not_passed");
        (await student.OrderAsync(order.Id))["submissionId"].ShouldBe(another.ToString());
    }

    [Fact]
    public async Task A_paid_order_cannot_be_cancelled_edited_or_paid_again()
    {
        var (student, _, order) = await PaidAsync();
        order.List("allowedActions").ShouldBe(["Withdraw", "RequestRefund"]);
        (await student.StartPaymentAsync(order.Id)).Conflict("payment.already_paid");
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Conflict(NotAllowed);
        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Conflict(NotAllowed);
        (await student.OrderAsync(order.Id))["version"].ShouldBe(order["version"]);
    }

    [Fact]
    public async Task One_reviewer_at_a_time_holds_an_order_and_a_held_order_cannot_be_withdrawn()
    {
        var (student, reviewer, order) = await PaidAsync();
        var colleague = await host.AddReviewerAsync();
        (await reviewer.ApproveAsync(order.Id)).Conflict("review.not_claimed");
        (await reviewer.ClaimAsync(order.Id)).Ok()["leaseExpiresAt"].ShouldNotBeNull();
        (await colleague.ClaimAsync(order.Id)).Conflict("review.claimed_by_another");
        (await colleague.ApproveAsync(order.Id)).Conflict("review.not_claimed");
        (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Conflict("review.in_progress");
        (await colleague.ReleaseAsync(order.Id)).Conflict("review.not_claimed");

        (await reviewer.ReleaseAsync(order.Id)).Ok();
        (await colleague.ClaimAsync(order.Id)).Ok();
        (await colleague.ReleaseAsync(order.Id)).Ok();
        (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Ok()["statusText"].ShouldBe("已撤回");
    }

    [Fact]
    public async Task Nobody_reviews_an_order_of_their_own()
    {
        var (student, _, order) = await PaidAsync();
        var oneself = await host.AddReviewerAsync(student.Phone);
        (await oneself.ClaimAsync(order.Id)).Refused(HttpStatusCode.Forbidden, "review.own_order");
    }

    [Fact]
    public async Task A_decision_is_on_the_current_photo_and_the_version_that_was_seen()
    {
        var (_, reviewer, order) = await PaidAsync();
        (await reviewer.ClaimAsync(order.Id)).Ok();
        (await reviewer.PostAsync($"/staff/orders/{order.Id}/approval", new { submissionId = order["submissionId"] }))
            .Refused((HttpStatusCode)428, "order.version_required");
        (await reviewer.ApproveAsync(order.Id, ifMatch: "\"1\"")).Refused(HttpStatusCode.PreconditionFailed, "order.version_mismatch");
        (await reviewer.ApproveAsync(order.Id, submissionId: Guid.CreateVersion7())).Conflict("review.not_current_submission");
        (await reviewer.RejectAsync(order.Id, "UGLY")).Unprocessable("review.reason_unknown");
        (await reviewer.ApproveAsync(order.Id)).Ok()["status"].ShouldBe("PendingProduction");
        (await reviewer.ApproveAsync(order.Id)).Conflict(NotAllowed);
    }

    [Fact]
    public async Task A_withdrawn_order_goes_back_to_review_with_another_photo()
    {
        var (student, reviewer, order) = await PaidAsync();
        var withdrawn = (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Ok();
        withdrawn.List("allowedActions").ShouldBe(["ReplaceSubmission", "RequestRefund"]);
        await StaffIsRefusedAsync(reviewer, order.Id);
        (await student.StartPaymentAsync(order.Id)).Conflict("payment.already_paid");

        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Ok()["status"].ShouldBe("PendingReview");
    }

    [Fact]
    public async Task The_rejected_photo_itself_is_not_taken_again_and_the_deadline_can_be_extended()
    {
        var (student, reviewer, order) = await PaidAsync();
        await reviewer.RejectedAsync(order.Id);
        var rejected = (await student.OrderAsync(order.Id)).Ok();
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = order["submissionId"] }))
            .Unprocessable("submission.rejected_before");
        (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Conflict(NotAllowed);
        await StaffIsRefusedAsync(reviewer, order.Id);

        var factory = await host.OperatorAsync();
        var due = DateTimeOffset.Parse(rejected["resubmissionDueAt"]!, System.Globalization.CultureInfo.InvariantCulture);
        var seen = (await factory.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (await factory.PostAsync($"/staff/orders/{order.Id}/deadline", new { deadline = due.AddDays(-500) }, ifMatch: seen.ETag))
            .Unprocessable("order.deadline_not_later");
        (await factory.PostAsync($"/staff/orders/{order.Id}/deadline", new { deadline = due.AddDays(2) }, ifMatch: seen.ETag)).Ok();
        (await student.OrderAsync(order.Id))["resubmissionDueAt"].ShouldBe(
            due.AddDays(2).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", System.Globalization.CultureInfo.InvariantCulture));
        (await reviewer.PostAsync($"/staff/orders/{order.Id}/deadline", new { deadline = due.AddDays(3) }, ifMatch: seen.ETag))
            .Refused(HttpStatusCode.Forbidden, "auth.forbidden");
    }

    [Fact]
    public async Task The_last_attempts_rejection_closes_the_order_at_once()
    {
        var campaign = await host.AddCampaignAsync(attempts: 1);
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).RejectedAsync(order.Id);
        var closed = (await student.OrderAsync(order.Id)).Ok();
        (closed["status"], closed["refundStatus"]).ShouldBe(("Cancelled", "Pending"));
    }

    [Fact]
    public async Task An_approved_order_can_be_reopened_by_a_senior_until_it_is_in_a_batch()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var reviewer = await host.ReviewerAsync();
        var factory = await host.OperatorAsync();
        var junior = await host.AddReviewerAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        (await reviewer.ReopenAsync(order.Id)).Conflict(NotAllowed);
        await reviewer.ApprovedAsync(order.Id);
        (await student.PostAsync($"/orders/{order.Id}/withdrawal")).Conflict(NotAllowed);
        (await junior.ReopenAsync(order.Id)).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await reviewer.ReopenAsync(order.Id)).Ok()["status"].ShouldBe("PendingReview");

        await reviewer.ApprovedAsync(order.Id);
        (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created();
        (await reviewer.ReopenAsync(order.Id)).Conflict(NotAllowed);
    }

    [Fact]
    public async Task An_order_in_production_changes_by_return_and_completion_only()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var reviewer = await host.ReviewerAsync();
        var factory = await host.OperatorAsync();
        (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Conflict("batch.empty");
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Conflict("batch.empty");
        await reviewer.ApprovedAsync(order.Id);
        var first = (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];

        await StaffIsRefusedAsync(reviewer, order.Id);
        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Conflict(NotAllowed);

        (await factory.PostAsync($"/staff/batches/{first}/orders/{order.Id}/return", new { reason = "学校要求重拍" })).Ok(HttpStatusCode.NoContent);
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingProduction");
        (await factory.GetAsync($"/staff/batches/{first}"))["returned"].ShouldBe("1");
        (await factory.PostAsync($"/staff/batches/{first}/orders/{order.Id}/return", new { reason = "再来" })).NotFound("order.not_found");

        var second = (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        var integrator = await host.IntegratorAsync();
        (await integrator.PostAsync($"/integrations/batches/{second}/completion", new { receipt = "SF1" })).Ok();
        (await student.OrderAsync(order.Id))["status"].ShouldBe("Completed");
        (await integrator.GetAsync($"/integrations/orders/{order["number"]}")).Ok()["statusText"].ShouldBe("已完成");
        (await factory.PostAsync($"/staff/batches/{second}/completion", new { receipt = "SF1" })).Conflict("batch.transition_not_allowed");
        (await factory.PostAsync($"/staff/batches/{second}/orders/{order.Id}/return", new { reason = "晚了" })).Conflict(NotAllowed);
        await StaffIsRefusedAsync(reviewer, order.Id);
    }

    [Fact]
    public async Task Every_transition_is_recorded_with_who_when_from_to_and_why()
    {
        var (_, reviewer, order) = await PaidAsync();
        await reviewer.RejectedAsync(order.Id);
        var history = (await reviewer.GetAsync($"/staff/orders/{order["number"]}")).Ok().Json.GetProperty("history").EnumerateArray()
            .Select(line => string.Join(' ', new[] { "action", "from", "to", "by" }.Select(name => line.GetProperty(name).GetString()))).ToArray();
        history.ShouldBe([
            "Place PendingPayment PendingPayment Student", "Pay PendingPayment PendingPayment Student",
            "ApplyPayment PendingPayment PendingReview System", "Claim PendingReview PendingReview Reviewer",
            "Reject PendingReview Rejected Reviewer",
        ]);
    }

    private static async Task StaffIsRefusedAsync(Reviewer reviewer, Guid order)
    {
        (await reviewer.ClaimAsync(order)).Conflict(NotAllowed);
        (await reviewer.ReleaseAsync(order)).Conflict(NotAllowed);
        (await reviewer.ApproveAsync(order)).Conflict(NotAllowed);
        (await reviewer.RejectAsync(order)).Conflict(NotAllowed);
        (await reviewer.ReopenAsync(order)).Conflict(NotAllowed);
    }

    private async Task<(Student Student, Reviewer Reviewer, Answer Order)> UnpaidAsync()
    {
        var student = await host.StudentAsync();
        return (student, await host.ReviewerAsync(), await student.PlacedAsync(JourneyHost.FeatureCode));
    }

    private async Task<(Student Student, Reviewer Reviewer, Answer Order)> PaidAsync()
    {
        var (student, reviewer, order) = await UnpaidAsync();
        return (student, reviewer, await student.PayAsync(order.Id));
    }
}
