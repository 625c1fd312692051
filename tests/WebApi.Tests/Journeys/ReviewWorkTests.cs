using System.Net;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Several reviewers at the work of several schools; on a host of its own, since the queue is everybody's.</summary>
public sealed class ReviewWorkTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    [Fact]
    public async Task A_drawn_approval_goes_to_another_reviewer_and_a_disagreement_to_a_senior_one()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        (await (await host.OperatorAsync()).PostAsync(
            $"/staff/campaigns/{campaign.Id}/review", new { priority = "Ordinary", secondOpinionPercent = 100 })).Ok()["secondOpinionPercent"].ShouldBe("100");
        var student = await host.StudentAsync();
        var order = (await student.PlacedAsync(campaign.FeatureCode.Value)).Id;
        var (first, second, third) = (await host.AddReviewerAsync(), await host.AddReviewerAsync(), await host.AddReviewerAsync());
        var senior = await host.ReviewerAsync();

        (await first.ClaimAsync(order)).Ok();
        var approved = (await first.ApproveAsync(order)).Ok();
        (approved["status"], approved["stage"]).ShouldBe(("PendingReview", "Second"));
        (await first.ClaimAsync(order)).Refused(HttpStatusCode.Forbidden, "review.other_reviewer_required");
        (await (await host.OperatorAsync()).PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Conflict("batch.empty");

        (await second.ClaimAsync(order)).Ok();
        (await second.RejectAsync(order, "GLARE")).Ok()["stage"].ShouldBe("Senior");
        (await third.ClaimAsync(order)).Refused(HttpStatusCode.Forbidden, "review.senior_reviewer_required");
        (await student.OrderAsync(order)).Ok()["status"].ShouldBe("PendingReview", "the student hears of the decision alone");

        (await senior.ClaimAsync(order)).Ok();
        (await senior.ApproveAsync(order)).Ok()["status"].ShouldBe("PendingProduction");

        var own = (await first.GetAsync("/staff/reviews/statistics")).Ok();
        own.List("items").Count.ShouldBe(1, "a reviewer sees the own row");
        (own["items.0.decisions"], own["items.0.upheld"], own["items.0.agreement"]).ShouldBe(("1", "1", "1"));
        (await second.GetAsync("/staff/reviews/statistics")).Ok()["items.0.reversed"].ShouldBe("1");
        (await senior.GetAsync("/staff/reviews/statistics")).Ok().List("items").Count.ShouldBeGreaterThan(2);
        (await first.GetAsync("/staff/reviews/statistics?from=2027-01-01T00:00:00Z&until=2026-01-01T00:00:00Z"))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Many_are_rejected_with_one_reason_and_what_cannot_be_is_named()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        List<Guid> orders = [];
        for (var student = 0; student < 4; student++)
            orders.Add((await (await host.StudentAsync()).PlacedAsync(campaign.FeatureCode.Value)).Id);
        var (reviewer, colleague) = (await host.AddReviewerAsync(), await host.AddReviewerAsync());
        (await reviewer.ClaimAsync(orders[1])).Ok();
        (await colleague.ClaimAsync(orders[2])).Ok();
        List<object> seen = [];
        foreach (var order in orders) seen.Add(new { orderId = order, version = long.Parse((await host.StaffViewAsync(order))["version"]!) });
        (await reviewer.ClaimAsync(orders[3])).Ok();

        var missing = Guid.CreateVersion7();
        object body = new { orders = seen.Append(new { orderId = missing, version = 1L }), reason = "BACKGROUND_COLOUR", note = "请使用蓝色背景。" };
        var answer = (await reviewer.PostAsync("/staff/reviews/bulk-rejection", body, key: "many")).Ok();
        answer.Json.GetProperty("rejected").EnumerateArray().Select(one => one.GetProperty("orderId").GetGuid()).ShouldBe(orders[..2]);
        answer.Json.GetProperty("skipped").EnumerateArray().Select(one => (one.GetProperty("orderId").GetGuid(), one.GetProperty("code").GetString()))
            .ShouldBe([(orders[2], "review.claimed_by_another"), (orders[3], "order.version_mismatch"), (missing, "order.not_found")]);
        (await reviewer.PostAsync("/staff/reviews/bulk-rejection", body, key: "many")).Ok().ToString().ShouldBe(answer.ToString());
        (await host.StaffViewAsync(orders[0]))["order.status"].ShouldBe("Rejected");

        (await reviewer.PostAsync("/staff/reviews/bulk-rejection", new { orders = Array.Empty<object>(), reason = "BLUR" }))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await reviewer.PostAsync("/staff/reviews/bulk-rejection", new { orders = seen, reason = "UGLY" }))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task A_reviewer_sees_every_photo_of_the_order_with_its_report_decisions_and_annotated_picture()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var student = await host.StudentAsync();
        var placed = await student.PlacedAsync(campaign.FeatureCode.Value);
        var reviewer = await host.AddReviewerAsync();
        await reviewer.RejectedAsync(placed.Id, "GLARE");
        var submissionId = await student.PassedAsync(Guid.Parse(placed["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{placed.Id}/submission", new { submissionId })).Ok();

        var view = (await reviewer.GetAsync($"/staff/orders/{placed.Id}")).Ok();
        view.List("attempts").Count.ShouldBe(2);
        (view["attempts.0.isCurrent"], view["attempts.0.reviews.0.reasons.0.code"]).ShouldBe(("False", "GLARE"));
        (view["attempts.1.isCurrent"], view["attempts.1.submission.id"]).ShouldBe(("True", submissionId.ToString()));
        view["attempts.0.submission.photoUrl"].ShouldNotBeNullOrEmpty();
        var earlier = (await reviewer.GetAsync(view["attempts.0.annotatedPhoto"]!["/api/v1".Length..])).Ok();
        var current = (await reviewer.GetAsync(view["attempts.1.annotatedPhoto"]!["/api/v1".Length..])).Ok();
        (earlier.ContentType, current.ContentType).ShouldBe(("image/jpeg", "image/jpeg"));
        earlier.Bytes.ShouldNotBe(current.Bytes);
        (await reviewer.GetAsync($"/staff/orders/{placed.Id}/annotated-photo?submissionId={Guid.CreateVersion7()}")).NotFound("order.not_found");
    }
}
