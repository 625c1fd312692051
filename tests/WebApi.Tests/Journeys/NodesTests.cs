using System.Net;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Several nodes on one database and one bucket.</summary>
[Trait("Engine", "Sqlite")]
public sealed class NodesTests(JourneyHost codes)
{
    private const int Students = 12;

    // Longer than the lease of an idempotency key and than that of the timers.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journey_whose_calls_go_to_three_nodes_in_turn_survives_one_that_dies_and_one_that_sleeps_for_a_minute()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var s3 = new S3Process();
        await s3.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        await using var first = new ApiProcess(wechat, database, Named("first"));
        await using ApiProcess mortal = new(wechat, database, Named("mortal"), first), third = new(wechat, database, Named("third"), first);
        await first.StartAsync();
        await Task.WhenAll(mortal.StartAsync(), third.StartAsync());
        using var balancer = new Balancer([first, mortal, third]);
        using var http = new HttpClient(balancer) { BaseAddress = first.Address, Timeout = TimeSpan.FromMinutes(5) };
        var students = await Task.WhenAll(Enumerable.Range(0, Students).Select(async _ =>
            await (await new Student(http, wechat, codes.IssueCode()).LogInAsync()).ConsentAsync()));

        var dying = new TaskCompletionSource();
        var sleeping = new TaskCompletionSource();
        var placed = 0;
        var journeys = students.Select(async (student, number) =>
        {
            // Every second photo goes to the bucket by a form, past the nodes.
            var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
            var submission = number % 2 == 0
                ? await student.PassedAsync(enrolment)
                : (await student.SubmitSentAsync(enrolment, await student.SendPhotoAsync())).Created().Id;
            var order = (await student.PlaceAsync(submission)).Created();
            if (Interlocked.Increment(ref placed) == Students / 4) dying.SetResult();
            var payment = (await student.StartPaymentAsync(order.Id)).Ok();
            await student.PayOnPhoneAsync(payment);
            if (placed >= Students / 2) sleeping.TrySetResult();
            (await student.PostAsync($"/orders/{order.Id}/payments/confirmation")).Ok();
            return (Student: student, Order: order.Id, Number: order["number"]!);
        }).ToArray();
        await dying.Task.WaitAsync(TimeSpan.FromMinutes(3), Now);
        await mortal.KillAsync();
        await sleeping.Task.WaitAsync(TimeSpan.FromMinutes(3), Now);
        // The node that sleeps is one that is in the middle of the timers and holds their lease.
        await using var timers = new HeldTimers(database);
        var sleepy = await timers.HolderAsync() == "first" ? first : third;
        var held = await timers.LeaseAsync();
        held.ExpiresAt.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
        var asleep = TimeProvider.System.GetTimestamp();
        await sleepy.PauseAsync();
        (await timers.LeaseAsync()).ShouldBe(held);
        await timers.LetGoAsync();
        var orders = await Task.WhenAll(journeys);
        await mortal.StartAsync();
        using (var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1)))
            while (TimeProvider.System.GetElapsedTime(asleep) < Pause) await seconds.WaitForNextTickAsync(Now);
        var taken = await timers.LeaseAsync();
        taken.Token.ShouldBeGreaterThan(held.Token);
        sleepy.Log.ShouldNotContain(Lost(held));
        await sleepy.ResumeAsync();

        // What the woken one still wants to record of its run is refused: the lease goes on from where the others have it.
        await sleepy.UntilLoggedAsync(Lost(held));
        (await timers.LeaseAsync()).Token.ShouldBeGreaterThanOrEqualTo(taken.Token);

        balancer.Unanswered.ShouldBeGreaterThan(0);
        var staff = await first.ReviewerAsync();
        var charges = await wechat.ListAsync("charges", Now);
        using var plain = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var (student, order, number) in orders)
        {
            var seen = await staff.UntilAsync($"/staff/orders/{order}", found => found["order.status"] == "PendingReview");
            seen["order.refundStatus"].ShouldBe("None");
            seen.Json.GetProperty("history").EnumerateArray().Select(line => line.GetProperty("action").GetString()!)
                .Count(action => action is "Place" or "ApplyPayment").ShouldBe(2, number);
            charges.Count(charge => (string)charge["state"]! == "Success"
                && ((string)charge["outTradeNo"]!).StartsWith(number, StringComparison.Ordinal)).ShouldBe(1, number);
            (await student.GetAsync("/orders")).Ok().List("items").Count.ShouldBe(1);

            // Each event told the student once, on whatever node its handlers ran.
            var messages = (await student.UntilAsync("/messages", told => told.List("items").Count > 0)).Json.GetProperty("items").EnumerateArray()
                .Select(message => message.GetProperty("text").ToString()).ToList();
            messages.ShouldBeUnique(number);

            // The photo comes from the bucket itself.
            var link = seen["submission.photoUrl"].ShouldNotBeNull();
            link.ShouldStartWith(s3.Address);
            using var photo = await plain.GetAsync(new Uri(link), Now);
            photo.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await photo.Content.ReadAsByteArrayAsync(Now)).AsSpan(0, 2).ToArray().ShouldBe([0xFF, 0xD8]);
        }

        // A node's connections bear its name.
        Dictionary<string, string> Named(string node) => new(s3.Settings)
        {
            ["Database:ConnectionString"] = $"{database.ConnectionString};Application Name={node}",
        };

        static string Lost((long Token, DateTimeOffset ExpiresAt) lease) =>
            $"The job timers ran longer than its lease {lease.Token.ToString(System.Globalization.CultureInfo.InvariantCulture)};";
    }

    [Fact]
    public async Task What_an_address_sends_to_one_node_counts_on_the_other()
    {
        const int Limit = 600;
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        Dictionary<string, string> limits = new() { ["RateLimits:PerAddressPerMinute"] = "600" };
        await using ApiProcess one = new(wechat, database, limits), other = new(wechat, database, limits);
        await one.StartAsync();
        await other.StartAsync();

        // Windows are the clock's minutes: a flood that saw two of them tells nothing.
        int minute, first, second;
        do
        {
            minute = TimeProvider.System.GetUtcNow().Minute;
            first = await FloodUntilRefusedAsync(one);
            second = await FloodUntilRefusedAsync(other);
        }
        while (first < Limit || minute != TimeProvider.System.GetUtcNow().Minute);

        second.ShouldBeLessThan(Limit / 2);
    }

    /// <returns>The requests that were answered before the first refusal.</returns>
    private static async Task<int> FloodUntilRefusedAsync(ApiProcess node)
    {
        for (var passed = 0; ; passed++)
        {
            using var answer = await node.Http.GetAsync(new Uri("/api/v1/agreements/current", UriKind.Relative), Now);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return passed;
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
