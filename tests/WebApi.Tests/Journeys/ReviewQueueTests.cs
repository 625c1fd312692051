using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>审核 from the queue; on a host of its own, since a queue is everybody's.</summary>
public sealed class ReviewQueueTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    [Fact]
    public async Task The_queue_hands_out_what_has_waited_longest_and_to_each_reviewer_another()
    {
        var (first, second) = (await host.StudentAsync(), await host.StudentAsync());
        var older = await first.PaidAsync(JourneyHost.FeatureCode);
        var younger = await second.PaidAsync(JourneyHost.FeatureCode);
        var reviewer = await host.AddReviewerAsync();
        var queue = (await reviewer.GetAsync("/staff/reviews")).Ok();
        queue.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString())
            .ShouldBe([older["number"], younger["number"]]);

        // Doubled under one key, the first asking takes one order and no more.
        var doubled = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => reviewer.PostAsync("/staff/reviews/next", key: "next")));
        doubled.ShouldAllBe(answer => answer["orderId"] == older.Id.ToString() || answer.Code == "idempotency.in_progress");
        doubled.ShouldContain(answer => answer["orderId"] == older.Id.ToString());

        var colleague = await host.AddReviewerAsync();
        (await colleague.PostAsync("/staff/reviews/next")).Ok()["orderId"].ShouldBe(younger.Id.ToString());
        var third = await host.AddReviewerAsync();
        (await third.PostAsync("/staff/reviews/next")).NotFound("review.queue_empty");
    }
}
