using System.Globalization;
using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// The power goes while students pay. <c>CAMPUSPHOTO_CRASHES</c> tells how often: 20 times on SQLite and 10 on other
/// engines unless told; <c>./dev storm</c> does it as often as a release needs.
/// </summary>
public sealed class CrashTests(JourneyHost codes)
{
    private const int Students = 32;

    private static readonly int Crashes = int.Parse(
        Environment.GetEnvironmentVariable("CAMPUSPHOTO_CRASHES") ?? (TestDatabase.IsSqlite ? "20" : "10"), CultureInfo.InvariantCulture);

    private static readonly int ServerCrashes = int.Parse(
        Environment.GetEnvironmentVariable("CAMPUSPHOTO_SERVER_CRASHES") ?? "5", CultureInfo.InvariantCulture);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_again_and_again_while_32_students_pay_no_paid_order_is_lost_and_none_is_paid_twice()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var api = new ApiProcess(wechat);
        await api.StartAsync();
        await StormsAsync(api, wechat, Crashes, api.KillAsync, api.StartAsync);
        api.Log.ShouldContain("POST /api/v1/orders/{id}/payments answered 200 in ");
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task When_the_database_server_is_killed_again_and_again_nothing_is_lost_and_the_api_goes_on_by_itself()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var server = new PostgreSqlCluster(durable: true);
        await server.StartAsync();
        await using var database = TestDatabase.On(server);
        await using var api = new ApiProcess(wechat, database);
        await api.StartAsync();
        await StormsAsync(api, wechat, ServerCrashes, server.CrashAsync, async () =>
        {
            await server.StartServerAsync();
            database.ClearPool();
            await api.UntilReadyAsync();
        });
    }

    private async Task StormsAsync(ApiProcess api, StandInProcess wechat, int crashes, Func<Task> crash, Func<Task> recover)
    {
        var random = new Random(20261124);
        List<(Student Student, Guid Model)> students = [];
        foreach (var group in Enumerable.Range(0, Students).Chunk(4))
            students.AddRange(await Task.WhenAll(group.Select(_ => JoinAsync(api, wechat))));
        await using var ready = new ReadySubmissions(api);
        List<PlacedOrder> all = [];
        for (var storm = 0; storm < crashes; storm++)
        {
            var submissions = await ready.AddAsync([.. students.Select(student => student.Model)]);
            var paying = await Task.WhenAll(students.Zip(submissions, async (student, submission) =>
            {
                var order = (await student.Student.PlaceAsync(submission)).Created();
                return new PlacedOrder(student.Student, order.Id, order["number"]!);
            }));
            all.AddRange(paying);
            await wechat.FaultAsync("notify-lost", Now, count: Students / 2);
            await StormAsync(wechat, paying, crash, crashAfter: random.Next(1, 2 * Students));
            await recover();
            await NothingIsLostAsync(wechat, paying);
        }

        // The money that had not been paid yet can still be, each order once.
        await Task.WhenAll(all.GroupBy(one => one.Student).Select(async mine =>
        {
            foreach (var (student, order, _) in mine)
                if ((await student.OrderAsync(order)).Ok()["status"] == "PendingPayment") await student.PayAsync(order);
        }));
        await PaidOnceAsync(api, wechat, all);
        foreach (var (student, _) in students)
            foreach (var secret in new[] { student.Phone, student.OpenId, student.Code.UniqueNumber, student.Code.Text, student.Token! })
                api.Log.ShouldNotContain(secret);
    }

    private async Task<(Student Student, Guid Model)> JoinAsync(ApiProcess api, StandInProcess wechat)
    {
        var student = await (await new Student(api.Http, wechat, codes.IssueCode()).LogInAsync()).ConsentAsync();
        return (student, await student.PassedAsync(await student.EnrolledAsync(JourneyHost.FeatureCode)));
    }

    /// <summary>All pay at once; the power goes after so many steps have been answered, with the rest in flight.</summary>
    private static async Task StormAsync(StandInProcess wechat, IEnumerable<PlacedOrder> paying, Func<Task> crash, int crashAfter)
    {
        var steps = 0;
        var crashing = new TaskCompletionSource();
        void Step()
        {
            if (Interlocked.Increment(ref steps) == crashAfter) crashing.TrySetResult();
        }

        async Task PayAsync(Student student, Guid order)
        {
            try
            {
                var payment = await student.StartPaymentAsync(order);
                if ((int)payment.Status >= 500) return;
                Step();
                var parameters = JsonNode.Parse(payment.Ok().Json.GetProperty("parameters").GetRawText())!.AsObject();
                await wechat.PayAsync(parameters, student.OpenId, "success", Now);
                var confirmed = await student.PostAsync($"/orders/{order}/payments/confirmation");
                if ((int)confirmed.Status >= 500) return;
                confirmed.Ok();
                Step();
            }
            catch (HttpRequestException)
            {
                // The power is gone; what the student saw is a broken connection.
                return;
            }
        }

        var payments = paying.Select(one => PayAsync(one.Student, one.Order)).ToArray();
        await Task.WhenAny(crashing.Task, Task.WhenAll(payments));
        await crash();
        await Task.WhenAll(payments);
    }

    /// <summary>Whatever WeChat has money for is paid, without any student doing anything.</summary>
    private static async Task NothingIsLostAsync(StandInProcess wechat, IEnumerable<PlacedOrder> placed)
    {
        var paid = (await wechat.ListAsync("charges", Now)).Where(charge => (string)charge["state"]! == "Success")
            .Select(charge => ((string)charge["outTradeNo"]!)[..^3]).ToHashSet(StringComparer.Ordinal);
        foreach (var (student, order, _) in placed.Where(one => paid.Contains(one.Number)))
            await student.UntilAsync($"/orders/{order}", found => found["status"] == "PendingReview");
    }

    private static async Task PaidOnceAsync(ApiProcess api, StandInProcess wechat, IReadOnlyList<PlacedOrder> all)
    {
        var staff = await api.ReviewerAsync();
        var charges = (await wechat.ListAsync("charges", Now)).Where(charge => (string)charge["state"]! == "Success")
            .ToLookup(charge => ((string)charge["outTradeNo"]!)[..^3], StringComparer.Ordinal);
        charges.Count.ShouldBe(all.Count);
        foreach (var (_, order, number) in all)
        {
            charges[number].Count().ShouldBe(1, number);
            var seen = (await staff.GetAsync($"/staff/orders/{order}")).Ok();
            (seen["order.status"], seen["order.refundStatus"]).ShouldBe(("PendingReview", "None"));
            seen.Json.GetProperty("history").EnumerateArray()
                .Count(line => line.GetProperty("action").GetString() == "ApplyPayment").ShouldBe(1);
        }
    }

    private sealed record PlacedOrder(Student Student, Guid Order, string Number);
}
