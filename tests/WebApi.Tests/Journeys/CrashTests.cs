using System.Text.Json;
using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The power goes while students pay.</summary>
public sealed class CrashTests(JourneyHost codes)
{
    private const int Students = 8;
    private const int Crashes = 10;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_ten_times_while_eight_students_pay_no_paid_order_is_lost_and_none_is_paid_twice()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var api = new ApiProcess(wechat);
        await api.StartAsync();
        List<(Student Student, Guid Order, string Number)> all = [];
        for (var crash = 0; crash < Crashes; crash++)
        {
            var paying = await Task.WhenAll(Enumerable.Range(0, Students).Select(_ => PlaceAsync(api, wechat)));
            all.AddRange(paying);
            await wechat.FaultAsync("notify-lost", Now, count: Students / 2);
            await StormAsync(api, wechat, paying, killAfter: 1 + (crash * 7 % (2 * Students)));
            await api.StartAsync();
            await NothingIsLostAsync(wechat, all);
        }

        // The money that had not been paid yet can still be, each order once.
        foreach (var (student, order, _) in all)
        {
            if ((await student.OrderAsync(order)).Ok()["status"] == "PendingPayment") await student.PayAsync(order);
        }

        await PaidOnceAsync(api, wechat, all);
        api.Log.ShouldContain("POST /api/v1/orders/{id}/payments answered 200 in ");
        foreach (var (student, _, _) in all)
            foreach (var secret in new[] { student.Phone, student.OpenId, student.Code.UniqueNumber, student.Code.Text, student.Token! })
                api.Log.ShouldNotContain(secret);
    }

    private async Task<(Student Student, Guid Order, string Number)> PlaceAsync(ApiProcess api, StandInProcess wechat)
    {
        var student = await (await new Student(api.Http, wechat, codes.IssueCode()).LogInAsync()).ConsentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        return (student, order.Id, order["number"]!);
    }

    /// <summary>All pay at once; the process dies after so many steps have been answered, with the rest in flight.</summary>
    private static async Task StormAsync(
        ApiProcess api, StandInProcess wechat, (Student Student, Guid Order, string Number)[] paying, int killAfter)
    {
        var steps = 0;
        var killing = new TaskCompletionSource();
        void Step()
        {
            if (Interlocked.Increment(ref steps) == killAfter) killing.TrySetResult();
        }

        async Task PayAsync(Student student, Guid order)
        {
            try
            {
                var payment = (await student.StartPaymentAsync(order)).Ok();
                Step();
                var parameters = JsonNode.Parse(payment.Json.GetProperty("parameters").GetRawText())!.AsObject();
                await wechat.PayAsync(parameters, student.OpenId, "success", Now);
                (await student.PostAsync($"/orders/{order}/payments/confirmation")).Ok();
                Step();
            }
            catch (HttpRequestException)
            {
                // The power is gone; what the student saw is a broken connection.
                return;
            }
        }

        var payments = paying.Select(one => PayAsync(one.Student, one.Order)).ToArray();
        await Task.WhenAny(killing.Task, Task.WhenAll(payments));
        await api.KillAsync();
        await Task.WhenAll(payments);
    }

    /// <summary>Whatever WeChat has money for is paid, without any student doing anything.</summary>
    private static async Task NothingIsLostAsync(StandInProcess wechat, IEnumerable<(Student Student, Guid Order, string Number)> all)
    {
        var paid = (await wechat.ListAsync("charges", Now)).Where(charge => (string)charge["state"]! == "Success")
            .Select(charge => ((string)charge["outTradeNo"]!)[..^3]).ToHashSet(StringComparer.Ordinal);
        foreach (var (student, order, number) in all.Where(one => paid.Contains(one.Number)))
            await student.UntilAsync($"/orders/{order}", found => found["status"] == "PendingReview");
    }

    private static async Task PaidOnceAsync(
        ApiProcess api, StandInProcess wechat, IEnumerable<(Student Student, Guid Order, string Number)> all)
    {
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(api.SecretsFile, Now))!;
        var staff = new Caller(api.Http);
        staff.Token = (await staff.PostAsync("/staff/auth/login", new { userName = "reviewer", password = secrets["reviewer"] })).Ok()["accessToken"];
        var charges = await wechat.ListAsync("charges", Now);
        foreach (var (_, order, number) in all)
        {
            charges.Count(charge => (string)charge["state"]! == "Success"
                && ((string)charge["outTradeNo"]!).StartsWith(number, StringComparison.Ordinal)).ShouldBe(1);
            var seen = (await staff.GetAsync($"/staff/orders/{order}")).Ok();
            (seen["order.status"], seen["order.refundStatus"]).ShouldBe(("PendingReview", "None"));
            seen.Json.GetProperty("history").EnumerateArray()
                .Count(line => line.GetProperty("action").GetString() == "ApplyPayment").ShouldBe(1);
        }
    }
}
