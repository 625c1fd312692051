using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Tests.Orders;

public sealed class TimerTests
{
    private static readonly Guid Reviewer = new("0197a000-0000-7000-8000-000000000001");

    [Fact]
    public async Task The_first_run_after_a_start_asks_for_every_open_attempt_so_that_no_payment_is_lost()
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        school.WeChatPay.Pay(number);
        school.Clock.Advance(TimeSpan.FromSeconds(2));

        (await school.RunTimersAsync()).Asked.ShouldBe(0);
        (await school.RunTimersAsync(afterStart: true)).Asked.ShouldBe(1);
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public async Task Later_runs_ask_at_the_ages_of_WeChats_plan()
    {
        await using var school = await School.OpenAsync();
        await school.AboutToPayAsync();
        List<double> askedAt = [];
        var opened = school.Now;
        while (school.Now - opened < TimeSpan.FromMinutes(20))
        {
            school.Clock.Advance(TimeSpan.FromSeconds(5));
            if ((await school.RunTimersAsync()).Asked > 0) askedAt.Add((school.Now - opened).TotalSeconds);
        }

        askedAt.ShouldBe([5, 30, 60, 180, 300, 600]);
    }

    [Fact]
    public async Task An_unpaid_order_expires_after_its_attempt_is_closed_at_WeChat()
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        school.Clock.Advance(TimeSpan.FromMinutes(29));
        (await school.RunTimersAsync()).Expired.ShouldBe(0);
        school.Clock.Advance(TimeSpan.FromMinutes(1));

        (await school.RunTimersAsync()).Expired.ShouldBe(1);
        school.WeChatPay.StateOf(number).ShouldBe(ChargeState.Closed);
        var expired = await school.OrderAsync(order);
        (expired.Status, expired.History[^1].Action).ShouldBe((OrderStatus.Cancelled, OrderAction.Expire));
    }

    [Fact]
    public async Task Money_that_came_in_the_last_moment_keeps_an_order_from_expiring()
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        school.WeChatPay.Pay(number);
        school.Clock.Advance(TimeSpan.FromMinutes(31));
        await school.RunTimersAsync();
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public async Task One_order_that_cannot_be_closed_does_not_hold_the_others_up()
    {
        await using var school = await School.OpenAsync();
        var (_, stuck, _) = await school.AboutToPayAsync();
        var (_, other) = await school.PlaceAsync();
        school.WeChatPay.InReach = false;
        school.Clock.Advance(TimeSpan.FromMinutes(31));

        await school.RunTimersAsync();
        (await school.OrderAsync(stuck)).Status.ShouldBe(OrderStatus.PendingPayment);
        (await school.OrderAsync(new OrderId(other.Id))).Status.ShouldBe(OrderStatus.Cancelled);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_cleared_and_recorded()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        (await school.SendAsync(new ClaimOrderCommand(order, Reviewer, null))).Error.ShouldBeNull();
        school.Clock.Advance(TimeSpan.FromMinutes(9));
        (await school.RunTimersAsync()).LeasesCleared.ShouldBe(0);
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        (await school.RunTimersAsync()).LeasesCleared.ShouldBe(1);
        (await school.OrderAsync(order)).History[^1].Action.ShouldBe(OrderAction.ExpireLease);
    }

    [Fact]
    public async Task A_rejected_order_is_closed_with_its_money_back_when_both_deadlines_are_over()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await school.RejectAsync(order, Reviewer);
        school.Clock.Advance(TimeSpan.FromDays(394));
        (await school.RunTimersAsync()).Closed.ShouldBe(0);
        school.Clock.Advance(TimeSpan.FromDays(2));
        (await school.RunTimersAsync()).Closed.ShouldBe(1);
        var closed = await school.OrderAsync(order);
        (closed.Status, closed.Refunds.Single().Amount.Fen).ShouldBe((OrderStatus.Cancelled, 3000));
    }

    [Fact]
    public async Task Two_nodes_that_run_the_timers_at_once_do_each_thing_once()
    {
        await using var school = await School.OpenAsync();
        List<OrderId> orders = [];
        for (var count = 0; count < 5; count++) orders.Add((await school.AboutToPayAsync()).Order);
        school.Clock.Advance(TimeSpan.FromMinutes(31));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => school.RunTimersAsync()));
        foreach (var order in orders)
        {
            var ended = await school.OrderAsync(order);
            ended.Status.ShouldBe(OrderStatus.Cancelled);
            ended.History.Count(line => line.Action == OrderAction.Expire).ShouldBe(1);
        }
    }
}
