using System.Net;
using System.Reflection;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// Calls of money, sixty-four at once: with a key and without one effect, and another content under the same key is refused.
/// </summary>
public sealed class DoubledMoneyTests(JourneyHost host)
{
    private const int Times = 64;
    private static readonly string[] AskAgain = ["idempotency.in_progress", "request.conflict"];

    /// <summary>Where each call that changes something about money is doubled.</summary>
    internal static readonly Dictionary<string, string> Doubled = new(StringComparer.Ordinal)
    {
        ["StartPayment"] = "DoubledRequestTests.Going_to_pay_opens_one_attempt",
        ["ConfirmPayment"] = "DoubledRequestTests.Coming_back_from_paying_applies_the_money_once",
        ["CancelOrder"] = "DoubledRequestTests.Cancelling_cancels_once",
        ["AllowMessages"] = "DoubledRequestTests.A_message_consent_with_a_key_counts_once",
        ["ReceivePaymentNotification"] = "DoubledRequestTests.The_same_notification_sixty_four_times_at_once_applies_the_money_once",
        ["RequestRefund"] = "DoubledRequestTests.Refunds_are_requested_approved_and_given_once",
        ["ApproveRefund"] = "DoubledRequestTests.Refunds_are_requested_approved_and_given_once",
        ["GiveGoodwill"] = "DoubledRequestTests.Refunds_are_requested_approved_and_given_once",
        ["SettleRefund"] = "DoubledRequestTests.Refunds_are_requested_approved_and_given_once",
        ["DeclineRefund"] = "DoubledRequestTests.A_request_that_is_declined_is_declined_once",
        ["ConfirmTransfer"] = "DoubledRequestTests.A_transfer_is_confirmed_and_agreed_to_once",
        ["DecideTransfer"] = "DoubledRequestTests.A_transfer_is_confirmed_and_agreed_to_once",
        ["DecidePayment"] = "DoubledRequestTests.A_payment_that_is_looked_into_is_decided_on_once",
        ["AskForRefund"] = "DoubledMoneyTests.A_student_asks_for_a_refund_once_and_takes_it_back_once",
        ["TakeRefundRequestBack"] = "DoubledMoneyTests.A_student_asks_for_a_refund_once_and_takes_it_back_once",
        ["WithdrawRefundRequest"] = "DoubledMoneyTests.An_operator_takes_a_request_back_once",
        ["RecordRefundByHand"] = "DoubledMoneyTests.A_refund_by_hand_is_proven_once",
        ["RedirectRefund"] = "DoubledMoneyTests.An_abnormal_refund_is_sent_elsewhere_once",
        ["ReconcileDay"] = "DoubledMoneyTests.A_day_is_compared_and_resolved_once",
        ["ResolveReconciliation"] = "DoubledMoneyTests.A_day_is_compared_and_resolved_once",
        ["AskPayment"] = "DoubledMoneyTests.Asking_WeChat_applies_a_payment_once",
        ["ReplayDeadLetter"] = "DoubledMoneyTests.A_dead_letter_is_revived_once",
        ["TestConnectivity"] = "DoubledMoneyTests.Each_connectivity_test_is_one_of_its_own",
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_call_that_changes_something_about_money_is_doubled_in_a_test()
    {
        var calls = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(call => call.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method != "GET") == true)
            .Where(call => IsAboutMoney(call.RoutePattern.RawText ?? ""))
            .Select(call => call.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).Distinct();
        calls.ShouldBe(Doubled.Keys, ignoreOrder: true);
        foreach (var test in Doubled.Values.Distinct())
        {
            var (type, method) = (test.Split('.')[0], test.Split('.')[1]);
            GetType().Assembly.GetTypes().Single(one => one.Name == type).GetMethod(method, BindingFlags.Public | BindingFlags.Instance)
                .ShouldNotBeNull(test);
        }
    }

    [Fact]
    public async Task A_key_under_which_a_call_of_money_was_done_is_refused_for_another_content()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        await KeyedAsync(key => student.PostAsync($"/orders/{order.Id}/refund-request", new { reason = "不需要了" }, key),
            key => student.PostAsync($"/orders/{order.Id}/refund-request", new { reason = "换一个理由" }, key));
        await OnOrderAsync(finance, order, "decline", new { reason = "已送制作" }, new { reason = "另一个理由" });
        await OnOrderAsync(factory, order, "request", new { reason = "学生已转学" }, new { reason = "另一个理由" });
        await OnOrderAsync(finance, order, "approval", null, new { });
        var number = (await finance.GetAsync($"/staff/payments/{order.Id}")).Ok()["refunds.0.outRefundNo"];
        await KeyedAsync(key => finance.PostAsync($"/staff/refunds/{number}/settlement", null, key),
            key => finance.PostAsync($"/staff/refunds/{number}/settlement", new { }, key));

        var unpaid = await student.PlacedAsync((await host.AddCampaignAsync()).FeatureCode.Value);
        var transfer = await KeyedAsync(key => factory.PostAsync("/staff/payments/transfers", new { orderId = unpaid.Id, evidence = "回单 1" }, key),
            key => factory.PostAsync("/staff/payments/transfers", new { orderId = unpaid.Id, evidence = "回单 2" }, key));
        await KeyedAsync(key => finance.PostAsync($"/staff/payments/{transfer["outTradeNo"]}/transfer-decision", new { came = true }, key),
            key => finance.PostAsync($"/staff/payments/{transfer["outTradeNo"]}/transfer-decision", new { came = false }, key));
        await OnOrderAsync(finance, unpaid, "goodwill", new { amountFen = 100, reason = "等待过长" }, new { amountFen = 200, reason = "等待过长" });
    }

    [Fact]
    public async Task A_student_asks_for_a_refund_once_and_takes_it_back_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        OneDone(await DoubledAsync(() => student.PostAsync($"/orders/{order.Id}/refund-request", new { reason = "不需要了" })), "order.refund_requested");
        await HappenedOnceAsync(order.Id, "RequestRefund");
        OneDone(await DoubledAsync(() => student.DeleteAsync($"/orders/{order.Id}/refund-request")), "order.no_refund_request");
        await HappenedOnceAsync(order.Id, "WithdrawRefundRequest");
    }

    [Fact]
    public async Task An_operator_takes_a_request_back_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var factory = await host.OperatorAsync();
        (await StaffMoneyTests.ActAsync(factory, order, "request", new { reason = "学生已转学" })).Ok();
        OneDone(await DoubledAsync(() => factory.DeleteAsync($"/staff/refunds/orders/{order.Id}/request")), "order.no_refund_request");
        await HappenedOnceAsync(order.Id, "WithdrawRefundRequest");
    }

    [Fact]
    public async Task A_refund_by_hand_is_proven_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        var transfer = (await factory.PostAsync("/staff/payments/transfers", new { orderId = order.Id, evidence = "回单 1" })).Created();
        (await finance.PostAsync($"/staff/payments/{transfer["outTradeNo"]}/transfer-decision", new { came = true })).Ok();
        (await StaffMoneyTests.ActAsync(factory, order, "request", new { reason = "学生已转学" })).Ok();
        (await StaffMoneyTests.ActAsync(finance, order, "approval")).Ok();
        var number = (await finance.GetAsync($"/staff/payments/{order.Id}")).Ok()["refunds.0.outRefundNo"];
        OneDone(await DoubledAsync(() => finance.PostAsync($"/staff/refunds/{number}/evidence", new { evidence = "回单 2" })), "refund.not_open");
        var dossier = (await finance.GetAsync($"/staff/payments/{order.Id}")).Ok();
        dossier["refunds.0.state"].ShouldBe("Succeeded");
        dossier.Json.GetProperty("ledger").EnumerateArray().Count(line => line.GetProperty("posting").GetString()!.StartsWith("refund ", StringComparison.Ordinal))
            .ShouldBe(2);
    }

    [Fact]
    public async Task An_abnormal_refund_is_sent_elsewhere_once()
    {
        var (finance, number) = await AbnormalAsync();
        var answers = await DoubledAsync(() => finance.PostAsync($"/staff/refunds/{number}/redirection", new { destination = "Merchant" }));
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.OK);
        answers.Where(answer => answer.Status != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Code == "refund.not_open" || answer.Code == "request.conflict" || answer.Code == "payment.refund_refused");
        await host.WeChat.PostAsync($"/sim/refunds/{number}/settle", new { outcome = "Success" }, Now);
        (await host.WeChat.ListAsync("journal", Now))
            .Count(call => ((string)call["path"]!).Contains("apply-abnormal-refund", StringComparison.Ordinal) && (int)call["status"]! == 200)
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_day_is_compared_and_resolved_once()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime).AddDays(-9);
        var finance = await host.FinanceAsync();
        var path = $"/staff/reconciliations/second/{day:yyyy-MM-dd}";
        (await DoubledAsync(() => finance.PostAsync(path))).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var made = await db.Reconciliations.SingleAsync(one => one.MerchantAccount == "second" && one.Day == day, Now);
            made.Record(
                new Domain.Payments.DaySums(0, 0, 0, 0, 0, 0), Domain.Payments.FundFlowSums.None,
                [new(Domain.Payments.DifferenceKind.Foreign, Domain.Payments.DifferenceHandling.Alarm, "x", "4200001", null, null, 3_000)],
                host.Clock.GetUtcNow());
            await db.SaveChangesAsync(Now);
        }

        OneDone(await DoubledAsync(() => finance.PostAsync($"{path}/resolution", new { reason = "已核实" })), "reconciliation.nothing_open");
    }

    [Fact]
    public async Task Asking_WeChat_applies_a_payment_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-lost", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var factory = await host.OperatorAsync();
        (await DoubledAsync(() => factory.PostAsync($"/staff/payments/{payment["outTradeNo"]}/query")))
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "request.conflict");
        await HappenedOnceAsync(order.Id, "ApplyPayment");
    }

    [Fact]
    public async Task A_dead_letter_is_revived_once()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var factory = await host.OperatorAsync();
        await student.UntilAsync("/messages", found => found.ToString().Contains("支付成功", StringComparison.Ordinal));
        Guid letter;
        await using (var scope = host.Services.CreateAsyncScope())
        {
            // As the relay leaves an event whose handlers failed to the last.
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            letter = await db.InboxMessages.Where(message => message.OrderId == new Domain.Orders.OrderId(order.Id)).Select(message => message.Id).FirstAsync(Now);
            (await db.OutboxMessages.Where(one => one.Id == letter).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.DeadAt, host.Clock.GetUtcNow()).SetProperty(one => one.ProcessedAt, (DateTimeOffset?)null), Now)).ShouldBe(1);
        }

        OneDone(await DoubledAsync(() => factory.PostAsync($"/staff/dead-letters/{letter}/replay")), "dead_letter.not_found");
        await factory.UntilAsync("/staff/dead-letters", found => !found.ToString().Contains(letter.ToString(), StringComparison.Ordinal));
        (await student.GetAsync("/messages")).Ok().ToString().Split("支付成功").Length.ShouldBe(2, "what its handlers had done is not done again");
    }

    [Fact]
    public async Task Each_connectivity_test_is_one_of_its_own()
    {
        var factory = await host.OperatorAsync();
        var answers = await DoubledAsync(() => factory.PostAsync("/staff/merchants/main/connectivity-tests"));
        answers.Select(answer => answer.Ok()["test"]).Distinct().Count().ShouldBe(Times);
    }

    private async Task<(Caller Finance, string OutRefundNo)> AbnormalAsync()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var finance = await host.FinanceAsync();
        (await student.PostAsync($"/orders/{order.Id}/refund-request", new { reason = "不需要了" })).Ok();
        (await StaffMoneyTests.ActAsync(finance, order, "approval")).Ok();
        var number = (await finance.GetAsync($"/staff/payments/{order.Id}")).Ok()["refunds.0.outRefundNo"]!;
        await host.WeChat.FaultAsync("refund-abnormal", Now, outTradeNo: number);
        (await finance.PostAsync($"/staff/refunds/{number}/settlement")).Ok();
        await host.WeChat.FaultAsync("refund-stays-processing", Now, outTradeNo: number);
        await finance.UntilAsync($"/staff/payments/{order.Id}", found => found["refunds.0.state"] == "Abnormal");
        return (finance, number);
    }

    private static async Task OnOrderAsync(Caller who, Answer order, string what, object? body, object other)
    {
        var seen = (await who.GetAsync($"/staff/payments/{order.Id}")).Ok();
        await KeyedAsync(
            key => who.PostAsync($"/staff/refunds/orders/{order.Id}/{what}", body, key, seen.ETag),
            key => who.PostAsync($"/staff/refunds/orders/{order.Id}/{what}", other, key, seen.ETag));
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

    // Of doubles without a key one is done; the others find it done, or are told to ask again.
    private static void OneDone(Answer[] answers, string found)
    {
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == found || answer.Code == "request.conflict");
    }

    private static bool IsAboutMoney(string route) =>
        route.Contains("/staff/payments", StringComparison.Ordinal) || route.Contains("/staff/refunds", StringComparison.Ordinal)
        || route.Contains("/staff/reconciliations", StringComparison.Ordinal) || route.Contains("/staff/dead-letters", StringComparison.Ordinal)
        || route.Contains("/staff/merchants", StringComparison.Ordinal) || route.Contains("/payments", StringComparison.Ordinal)
        || route.Contains("/refund-request", StringComparison.Ordinal) || route.Contains("/cancellation", StringComparison.Ordinal)
        || route.Contains("/message-consents", StringComparison.Ordinal);

    private static Task<Answer[]> DoubledAsync(Func<Task<Answer>> request) => Task.WhenAll(Enumerable.Range(0, Times).Select(_ => request()));

    private async Task HappenedOnceAsync(Guid order, string action) =>
        (await host.StaffViewAsync(order)).Json.GetProperty("history").EnumerateArray()
            .Count(line => line.GetProperty("action").GetString() == action).ShouldBe(1);
}
