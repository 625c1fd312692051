using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What time does: each test puts the clock of a host of its own forward.</summary>
public sealed class TimeTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    [Fact]
    public async Task An_access_token_ends_after_ten_minutes_and_the_refresh_token_goes_on()
    {
        var student = await host.StudentAsync();
        host.Clock.PutForward(TimeSpan.FromMinutes(11));
        (await student.GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.required");
        student.Token = (await student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken })).Ok()["accessToken"];
        (await student.GetAsync("/account")).Ok();
    }

    [Fact]
    public async Task A_recognition_ends_after_fifteen_minutes()
    {
        var student = await host.StudentAsync();
        var recognition = await student.RecognitionAsync();
        host.Clock.PutForward(TimeSpan.FromMinutes(16));
        await student.LogInAsync();
        (await student.EnrolAsync(recognition, JourneyHost.FeatureCode)).Conflict("recognition.expired");
    }

    [Fact]
    public async Task A_wrongly_guessed_feature_code_may_be_tried_again_after_an_hour()
    {
        var student = await host.StudentAsync();
        var recognition = await student.RecognitionAsync();
        for (var guess = 0; guess < 10; guess++)
            (await student.EnrolAsync(recognition, $"ZZZZ0{guess}")).Unprocessable("feature_code.wrong");
        (await student.EnrolAsync(recognition, "ZZZZ99")).Refused(HttpStatusCode.TooManyRequests, "feature_code.too_many_attempts");
        host.Clock.PutForward(TimeSpan.FromMinutes(61));
        await student.LogInAsync();
        await student.EnrolledAsync(JourneyHost.FeatureCode);
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_when_its_time_to_pay_is_over()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        host.Clock.PutForward(TimeSpan.FromMinutes(29));
        await student.LogInAsync();
        await host.RunTimersAsync();
        (await student.StartPaymentAsync(order.Id)).Conflict("order.payment_overdue");
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingPayment");

        host.Clock.PutForward(TimeSpan.FromMinutes(2));
        await host.RunTimersAsync();
        (await student.OrderAsync(order.Id))["statusText"].ShouldBe("已取消");
        (await student.PlaceAsync(Guid.Parse(order["submissionId"]!))).Created();
    }

    [Fact]
    public async Task A_reviewers_lease_ends_after_ten_minutes()
    {
        // Free of charge, since WeChat would not take calls from a clock that runs ahead.
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free);
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        var first = await host.AddReviewerAsync();
        (await first.ClaimAsync(order.Id)).Ok();
        host.Clock.PutForward(TimeSpan.FromMinutes(9.5));
        var second = await host.AddReviewerAsync();
        (await second.ClaimAsync(order.Id)).Conflict("review.claimed_by_another");
        host.Clock.PutForward(TimeSpan.FromMinutes(1));
        await host.RunTimersAsync();
        (await second.ClaimAsync(order.Id)).Ok();
    }

    [Fact]
    public async Task A_rejected_order_is_closed_at_the_later_of_its_own_and_the_campaigns_deadline()
    {
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free, closesIn: TimeSpan.FromDays(4));
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        var reviewer = await host.AddReviewerAsync();
        await reviewer.RejectedAsync(order.Id);

        host.Clock.PutForward(TimeSpan.FromDays(3));
        await host.RunTimersAsync();
        await student.LogInAsync();
        (await student.OrderAsync(order.Id))["status"].ShouldBe("Rejected", "its own two days are over, the campaign's five are not");

        host.Clock.PutForward(TimeSpan.FromDays(2.1));
        await host.RunTimersAsync();
        await student.LogInAsync();
        (await student.OrderAsync(order.Id))["status"].ShouldBe("Cancelled");
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = order["submissionId"] }))
            .Conflict("order.transition_not_allowed");
    }

    [Fact]
    public async Task A_correction_without_another_photo_ends_with_the_delivered_one_which_stands_again()
    {
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free, closesIn: TimeSpan.FromDays(1));
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.AddReviewerAsync()).ApprovedAsync(order.Id);
        var batch = (await (await host.OperatorAsync()).PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await (await host.OperatorAsync()).PostAsync($"/staff/batches/{batch}/completion", new { receipt = "交接单" })).Ok();
        (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = "照片不是本人" })).Ok()["status"].ShouldBe("Rejected");
        (await (await host.OperatorAsync()).GetAsync($"/staff/batches/{batch}")).Ok()["superseded"].ShouldBe("1");

        host.Clock.PutForward(TimeSpan.FromDays(2.1));
        await host.RunTimersAsync();
        await student.LogInAsync();
        var closed = (await student.OrderAsync(order.Id)).Ok();
        (closed["status"], closed["submissionId"], closed["refundStatus"]).ShouldBe(("Completed", order["submissionId"], "None"));
        await (await host.OperatorAsync()).UntilAsync($"/staff/batches/{batch}", view => view["superseded"] == "0" && view["orders"] == "1");
    }

    [Fact]
    public async Task After_its_closing_a_campaign_still_takes_another_photo_for_a_rejected_order()
    {
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free, closesIn: TimeSpan.FromHours(20));
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.AddReviewerAsync()).RejectedAsync(order.Id);
        host.Clock.PutForward(TimeSpan.FromHours(30));
        await student.LogInAsync();
        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Ok()["status"].ShouldBe("PendingReview");
    }

    [Fact]
    public async Task A_photos_link_ends()
    {
        var student = await host.StudentAsync();
        var submission = (await student.SubmitAsync(await student.EnrolledAsync(JourneyHost.FeatureCode))).Created();
        var link = new Uri(submission["photoUrl"]!, UriKind.RelativeOrAbsolute);
        (await host.Http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.PutForward(TimeSpan.FromHours(1));
        (await host.Http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
