using System.Globalization;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>
/// Two at once, on many orders at the same time. <c>CAMPUSPHOTO_RACES</c> tells on how many for each race: 50 unless told;
/// <c>./dev proofs</c> takes as many as a release needs.
/// </summary>
public sealed class RaceTests
{
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("CAMPUSPHOTO_RACES") ?? "50", CultureInfo.InvariantCulture);

    [Fact]
    public Task Paying_against_closing_at_the_end_of_the_time() => RaceAsync(async (school, orders) =>
    {
        school.Clock.Advance(TimeSpan.FromMinutes(31));
        await Task.WhenAll(orders.Select(order => PayAsync(school, order.Number)).Append(school.RunTimersAsync()).Append(school.RunTimersAsync()));
    });

    [Fact]
    public Task Paying_against_cancelling() => RaceAsync(async (school, orders) => await Task.WhenAll(orders.SelectMany(order => new Task[]
    {
        PayAsync(school, order.Number), school.SendAsync(new CancelOrderProcess(order.Student, order.Order)),
    })));

    [Fact]
    public Task Paying_again_against_a_refund() => RaceAsync(async (school, orders) =>
    {
        await Task.WhenAll(orders.Select(order => PayAsync(school, order.Number)));
        await Task.WhenAll(orders.SelectMany(order => new Task[]
        {
            RefundAsync(school, order.Order), school.NotifyAsync(school.WeChatPay.PaidCharges.Single(charge => charge.OutTradeNo == order.Number)),
            school.SendAsync(new ConfirmPaymentProcess(order.Student, order.Order)),
        }));
    });

    [Fact]
    public Task Two_refunds_at_once_give_the_money_back_once() => RaceAsync(async (school, orders) =>
    {
        await Task.WhenAll(orders.Select(order => PayAsync(school, order.Number)));
        await Task.WhenAll(orders.SelectMany(order => new Task[]
        {
            RefundAsync(school, order.Order), RefundAsync(school, order.Order), GoodwillAsync(school, order.Order, Books.Finance),
            GoodwillAsync(school, order.Order, Books.SecondFinance),
        }));
        foreach (var order in orders)
        {
            var refunded = await school.OrderAsync(order.Order);
            refunded.Returned.Fen.ShouldBeLessThanOrEqualTo(refunded.Paid.Fen);
            refunded.Refunds.Count(refund => refund.Cause == RefundCause.Requested).ShouldBeLessThanOrEqualTo(1);
        }
    }, settled: false);

    private static async Task RaceAsync(
        Func<School, (AccountId Student, OrderId Order, string Number)[], Task> race, bool settled = true)
    {
        await using var school = await School.OpenAsync();
        var placed = await school.PlaceManyAsync(Races);
        var orders = await Task.WhenAll(placed.Select(async one =>
            (one.Student, one.Order, (await school.SendAsync(new StartPaymentProcess(one.Student, one.Order))).Value.OutTradeNo)));
        await race(school, orders);
        await school.QuietenAsync();
        if (settled) await school.MoneyHoldsAsync(placed.Select(one => one.Order));
        else await school.BooksAgreeAsync();
    }

    private static async Task PayAsync(School school, string number)
    {
        if (school.WeChatPay.TryPay(number) is not { } fact) return;

        // Whoever answers "conflict" is told again by WeChat.
        while ((await school.NotifyAsync(fact)).Error is { } error) error.Code.ShouldBe("request.conflict");
    }

    private static async Task RefundAsync(School school, OrderId order)
    {
        await school.SendAsync(new RequestRefundCommand(order, "不再需要", Books.Operator, await school.VersionAsync(order)));
        await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)));
    }

    private static async Task GoodwillAsync(School school, OrderId order, Guid by) =>
        await school.SendAsync(new GiveGoodwillCommand(order, 1000, "等待过长", by, await school.VersionAsync(order)));
}
