using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.Payments;

public sealed class PaymentTests
{
    [Fact]
    public async Task A_notification_that_comes_before_the_prepay_answer_pays_the_order()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        school.WeChatPay.DuringPrepay = async number => (await school.NotifyAsync(school.WeChatPay.Pay(number))).Value.ShouldBe(ChargeOutcome.Accepted);

        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error.ShouldBeNull();

        var paid = await school.OrderAsync(new OrderId(order.Id));
        (paid.Status, paid.Attempts.Single().State).ShouldBe((OrderStatus.PendingReview, AttemptState.Paid));
    }

    [Fact]
    public async Task The_same_money_by_notification_query_and_return_counts_once()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        var fact = school.WeChatPay.Pay(number);
        (await school.NotifyAsync(fact)).Value.ShouldBe(ChargeOutcome.Accepted);
        var version = await school.VersionAsync(order);

        (await school.NotifyAsync(fact)).Value.ShouldBe(ChargeOutcome.Unchanged);
        (await school.SendAsync(new ConfirmPaymentProcess(student, order))).Error.ShouldBeNull();
        await school.RunTimersAsync();

        (await school.VersionAsync(order)).ShouldBe(version);
        (await school.OrderAsync(order)).Charges.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_amount_is_kept_for_a_person_and_holds_the_order()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        (await school.NotifyAsync(school.WeChatPay.Pay(number) with { AmountFen = 2999 })).Value.ShouldBe(ChargeOutcome.Suspicious);

        (await school.SendAsync(new StartPaymentProcess(student, order))).Error!.Code.ShouldBe(OrderErrors.PaymentUnderExamination.Code);
        (await school.SendAsync(new CancelOrderProcess(student, order))).Error!.Code.ShouldBe(OrderErrors.PaymentUnderExamination.Code);
        school.Clock.Advance(TimeSpan.FromHours(1));
        (await school.RunTimersAsync()).Expired.ShouldBe(0);
        var held = await school.OrderAsync(order);
        (held.Status, held.Charges.Single().Amount.Fen).ShouldBe((OrderStatus.PendingPayment, 2999));
    }

    [Fact]
    public async Task A_second_payment_is_surplus_and_goes_back()
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        var first = school.WeChatPay.Pay(number);
        await school.NotifyAsync(first);
        (await school.NotifyAsync(first with { TransactionId = "4200099999999" })).Value.ShouldBe(ChargeOutcome.Surplus);

        var paid = await school.OrderAsync(order);
        paid.Status.ShouldBe(OrderStatus.PendingReview);
        paid.Refunds.Single().Amount.Fen.ShouldBe(3000);
        (await school.NotifyAsync(first with { TransactionId = "4200099999999" })).Value.ShouldBe(ChargeOutcome.Unchanged);
        (await school.OrderAsync(order)).Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Money_for_a_cancelled_order_goes_back_and_never_revives_it()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        (await school.SendAsync(new CancelOrderProcess(student, order))).Value.Status.ShouldBe(OrderStatus.Cancelled);
        school.WeChatPay.StateOf(number).ShouldBe(ChargeState.Closed);

        (await school.NotifyAsync(school.WeChatPay.Pay(number))).Value.ShouldBe(ChargeOutcome.Surplus);
        var cancelled = await school.OrderAsync(order);
        (cancelled.Status, cancelled.Refunds.Single().Amount.Fen).ShouldBe((OrderStatus.Cancelled, 3000));
    }

    [Fact]
    public async Task Money_that_comes_while_WeChat_closes_the_attempt_pays_the_order()
    {
        await using var school = await School.OpenAsync();
        var (student, order, _) = await school.AboutToPayAsync();
        school.WeChatPay.BeforeClosing = async paid => await school.NotifyAsync(school.WeChatPay.Pay(paid));

        (await school.SendAsync(new CancelOrderProcess(student, order))).Error!.Code.ShouldBe(PaymentErrors.AlreadyPaid.Code);
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public async Task An_attempt_that_could_not_be_closed_stays_closing_and_is_closed_by_the_timers()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        school.WeChatPay.InReach = false;
        (await school.SendAsync(new CancelOrderProcess(student, order))).Error!.Code.ShouldBe(LoginErrors.WeChatUnavailable.Code);
        (await school.SendAsync(new StartPaymentProcess(student, order))).Error!.Code.ShouldBe(PaymentErrors.AttemptClosing.Code);
        await school.RunTimersAsync();
        (await school.OrderAsync(order)).Attempts.Single().State.ShouldBe(AttemptState.Closing);

        school.WeChatPay.InReach = true;
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        await school.RunTimersAsync();
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.Cancelled);
        school.WeChatPay.StateOf(number).ShouldBe(ChargeState.Closed);
    }

    [Fact]
    public async Task A_charge_that_WeChat_never_heard_of_can_be_closed()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        school.WeChatPay.InReach = false;
        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error!.Code.ShouldBe(LoginErrors.WeChatUnavailable.Code);
        school.WeChatPay.InReach = true;

        (await school.SendAsync(new CancelOrderProcess(student, new OrderId(order.Id)))).Value.Status.ShouldBe(OrderStatus.Cancelled);
    }

    [Fact]
    public async Task A_prepay_call_without_answer_is_repeated_with_the_same_number()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        school.WeChatPay.DuringPrepay = _ => throw new TimeoutException();
        await Should.ThrowAsync<TimeoutException>(() => school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id))));
        school.WeChatPay.DuringPrepay = _ => Task.CompletedTask;

        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error.ShouldBeNull();
        school.WeChatPay.Prepaid.Distinct().Count().ShouldBe(1);
        (await school.OrderAsync(new OrderId(order.Id))).Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_order_cannot_be_paid_confirmed_or_cancelled()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PlaceAsync();
        var stranger = await school.StudentAsync();
        var id = new OrderId(order.Id);
        (await school.SendAsync(new StartPaymentProcess(stranger, id))).Error!.Code.ShouldBe(OrderErrors.NotFound.Code);
        (await school.SendAsync(new ConfirmPaymentProcess(stranger, id))).Error!.Code.ShouldBe(OrderErrors.NotFound.Code);
        (await school.SendAsync(new CancelOrderProcess(stranger, id))).Error!.Code.ShouldBe(OrderErrors.NotFound.Code);
        (await school.SendAsync(new GetOrderQuery(stranger, id))).Error!.Code.ShouldBe(OrderErrors.NotFound.Code);
    }

    [Fact]
    public async Task Money_for_a_number_that_was_never_opened_is_unknown()
    {
        await using var school = await School.OpenAsync();
        var (_, _, number) = await school.AboutToPayAsync();
        var fact = school.WeChatPay.Pay(number) with { OutTradeNo = "000015-20990101000000000-01" };
        (await school.NotifyAsync(fact)).Error!.Code.ShouldBe(PaymentErrors.Unknown.Code);
    }
}
