using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>
/// What every integration of WeChat Pay must handle, one test each. Rotated keys and clocks that drift are a matter of the
/// wire: NotificationTests and ClockTests of the infrastructure have them.
/// </summary>
public sealed class EdgeCaseTests
{
    private static readonly Guid Reviewer = new("0197a000-0000-7000-8000-000000000001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notified_before_the_prepay_answer()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        school.WeChatPay.DuringPrepay = async number => (await school.NotifyAsync(school.WeChatPay.Pay(number))).Value.ShouldBe(ChargeOutcome.Accepted);
        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error.ShouldBeNull();
        (await school.OrderAsync(new OrderId(order.Id))).Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public async Task Prepay_that_timed_out_is_repeated_under_the_same_number()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        school.WeChatPay.Faults = call => call == "prepay" ? Fault.LostAnswer : Fault.None;
        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error!.Code.ShouldBe(LoginErrors.WeChatUnavailable.Code);
        school.WeChatPay.Faults = _ => Fault.None;
        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error.ShouldBeNull();
        school.WeChatPay.Prepaid.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Notification_query_and_the_clients_return_at_once_have_one_effect()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        var fact = school.WeChatPay.Pay(number);
        var told = await Task.WhenAll(Enumerable.Range(0, 16).Select(one => one % 2 == 0
            ? NotifiedAsync(school, fact)
            : ConfirmedAsync(school, student, order)));
        told.ShouldAllBe(error => error == null || error == "request.conflict");
        var paid = await school.OrderAsync(order);
        (paid.Charges.Count, paid.History.Count(line => line.Action == OrderAction.ApplyPayment)).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lost_notification_is_made_up_for_when_the_client_returns_or_by_the_timers(bool clientReturns)
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        school.WeChatPay.Pay(number);
        school.Clock.Advance(TimeSpan.FromSeconds(5));
        if (clientReturns) (await school.SendAsync(new ConfirmPaymentProcess(student, order))).Value.Status.ShouldBe(OrderStatus.PendingReview);
        else await school.RunTimersAsync();
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public async Task Payer_who_gives_up_can_pay_later_under_the_same_number()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        (await school.SendAsync(new ConfirmPaymentProcess(student, order))).Value.Status.ShouldBe(OrderStatus.PendingPayment);
        (await school.SendAsync(new StartPaymentProcess(student, order))).Value.OutTradeNo.ShouldBe(number);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Order_that_times_out_is_asked_for_closed_asked_for_and_released_and_money_that_came_first_pays_it(bool paidWhileClosing)
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        if (paidWhileClosing) school.WeChatPay.BeforeClosing = closing => Task.FromResult(school.WeChatPay.TryPay(closing));
        school.Clock.Advance(TimeSpan.FromMinutes(31));
        await school.RunTimersAsync();
        (await school.OrderAsync(order)).Status.ShouldBe(paidWhileClosing ? OrderStatus.PendingReview : OrderStatus.Cancelled);
        school.WeChatPay.Asked.Count(asked => asked == number).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Money_after_the_cancellation_goes_back_and_the_order_says_why()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        (await school.SendAsync(new CancelOrderProcess(student, order))).Error.ShouldBeNull();
        (await school.NotifyAsync(school.WeChatPay.Pay(number))).Value.ShouldBe(ChargeOutcome.Surplus);
        var seen = (await school.SendAsync(new GetOrderQuery(student, order))).Value;
        (seen.Status, seen.Refunds.Single().Cause, seen.Refunds.Single().CauseText.Text.Zh)
            .ShouldBe((OrderStatus.Cancelled, RefundCause.Surplus, "重复或超时支付，自动退回"));
        await school.QuietenAsync();
        (await school.SendAsync(new GetOrderQuery(student, order))).Value.RefundStatus.ShouldBe(RefundStatus.Refunded);
        await school.MoneyHoldsAsync([order]);
    }

    [Fact]
    public async Task Paid_twice_by_two_attempts_the_second_goes_back_under_a_number_made_of_the_attempts()
    {
        await using var school = await School.OpenAsync();
        var (student, order, first) = await school.AboutToPayAsync();
        await ReplacedAsync(school, student, order);
        var second = (await school.SendAsync(new StartPaymentProcess(student, order))).Value.OutTradeNo;
        second.ShouldNotBe(first);
        await school.NotifyAsync(school.WeChatPay.Pay(second));
        (await school.NotifyAsync(school.WeChatPay.Pay(first))).Value.ShouldBe(ChargeOutcome.Surplus);
        (await school.OrderAsync(order)).Refunds.Single().OutRefundNo.ShouldBe($"R{first}-01");
        await school.QuietenAsync();
        await school.MoneyHoldsAsync([order]);
    }

    [Theory]
    [InlineData(PaymentDecision.Accept)]
    [InlineData(PaymentDecision.Return)]
    public async Task Money_that_is_not_as_asked_for_waits_and_a_person_decides(PaymentDecision decision)
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        var wrong = school.WeChatPay.Pay(number) with { PayerOpenId = "somebody-else" };
        (await school.NotifyAsync(wrong)).Value.ShouldBe(ChargeOutcome.Suspicious);
        var open = (await school.SendAsync(new ListOpenPaymentsQuery())).Value.Items.Single();
        (open.OutTradeNo, open.TransactionId, open.Difference).ShouldBe((number, wrong.TransactionId, "payer"));

        var decided = await school.SendAsync(new DecidePaymentCommand(number, wrong.TransactionId, decision, "已核实", Books.Finance, open.Version));
        decided.Value.Status.ShouldBe(decision == PaymentDecision.Accept ? OrderStatus.PendingReview : OrderStatus.PendingPayment);
        (await school.SendAsync(new DecidePaymentCommand(number, wrong.TransactionId, decision, "再次", Books.Finance, decided.Value.Version)))
            .Error.ShouldNotBeNull();
        if (decision == PaymentDecision.Return)
        {
            var again = await school.SendAsync(new StartPaymentProcess(student, order));
            again.Value.OutTradeNo.ShouldNotBe(number);
            await school.NotifyAsync(school.WeChatPay.Pay(again.Value.OutTradeNo));
        }

        await school.QuietenAsync();
        await school.MoneyHoldsAsync([order]);
        (await school.SendAsync(new ListOpenPaymentsQuery())).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_that_WeChat_takes_for_changed_gets_another_number_and_the_price_stays_frozen()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        var id = new OrderId(order.Id);
        await ReplacedAsync(school, student, id);
        var (first, second) = ($"{order.Number}-01", (await school.SendAsync(new StartPaymentProcess(student, id))).Value.OutTradeNo);
        second.ShouldBe($"{order.Number}-02");
        var attempts = (await school.OrderAsync(id)).Attempts;
        attempts.Select(attempt => (attempt.OutTradeNo, attempt.State)).ShouldBe([(first, AttemptState.Closed), (second, AttemptState.Pending)]);
        attempts.ShouldAllBe(attempt => attempt.Amount.Fen == 3000);
    }

    [Fact]
    public async Task Refund_is_sent_again_under_its_number_and_counts_when_WeChat_says_so()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await RefundAsync(school, order);
        school.WeChatPay.Faults = call => call == "refund" ? Fault.LostAnswer : Fault.None;
        await school.RunTimersAsync();
        (await RefundOfAsync(school, order)).State.ShouldBe(RefundState.Decided);
        school.WeChatPay.Faults = _ => Fault.None;
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        await school.RunTimersAsync();
        var sent = await RefundOfAsync(school, order);
        (sent.State, school.WeChatPay.Refunds.Count).ShouldBe((RefundState.Processing, 1));
        (await school.OrderAsync(order)).RefundStatus.ShouldBe(RefundStatus.Pending);

        (await school.NotifyAsync(school.WeChatPay.EndRefund(sent.OutRefundNo, RefundOutcome.Succeeded))).Value.RefundMoved.ShouldBe(true);
        (await school.NotifyAsync(school.WeChatPay.Refunds.Single())).Value.RefundMoved.ShouldBe(false);
        (await school.OrderAsync(order)).RefundStatus.ShouldBe(RefundStatus.Refunded);
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task Refund_that_stops_waits_for_finance_and_is_sent_again()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await RefundAsync(school, order);
        school.WeChatPay.RefundRefusal = PaymentErrors.RefundRefused.With("reason", "RULE_LIMIT");
        await school.RunTimersAsync();
        var stopped = await RefundOfAsync(school, order);
        (stopped.State, stopped.Fault).ShouldBe((RefundState.Abnormal, "RULE_LIMIT"));
        (await school.SendAsync(new ListRefundsQuery(RefundState.Abnormal, 10))).Value.Items.Single().OutRefundNo.ShouldBe(stopped.OutRefundNo);

        school.WeChatPay.RefundRefusal = null;
        (await school.SendAsync(new SettleRefundProcess(stopped.OutRefundNo))).Value.State.ShouldBe(RefundState.Processing);
        await school.NotifyAsync(school.WeChatPay.EndRefund(stopped.OutRefundNo, RefundOutcome.Closed));
        var again = (await school.SendAsync(new SettleRefundProcess(stopped.OutRefundNo))).Value;
        (again.OutRefundNo, again.State).ShouldBe(($"{stopped.OutRefundNo[..^2]}02", RefundState.Processing));
        await school.QuietenAsync();
        (await school.OrderAsync(order)).RefundStatus.ShouldBe(RefundStatus.Refunded);
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task Refund_of_an_order_stops_its_shipping_information()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await school.ApproveAsync(order, Reviewer);
        await school.DeliverAsync();
        await RefundAsync(school, order);
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        (await school.SendAsync(new UploadShippingProcess())).Value.ShouldBe(1);
        school.Shipping.Uploaded.ShouldBeEmpty();
        (await school.ReadAsync(db => db.ShippingUploads.SingleAsync(Ct))).State.ShouldBe(UploadState.Skipped);
    }

    [Fact]
    public async Task Refund_that_is_told_of_before_its_payment()
    {
        await using var school = await School.OpenAsync();
        var (student, order, number) = await school.AboutToPayAsync();
        var fact = school.WeChatPay.Pay(number);
        (await school.SendAsync(new ConfirmPaymentProcess(student, order))).Error.ShouldBeNull();
        await RefundAsync(school, order);
        await school.RunTimersAsync();
        (await school.NotifyAsync(school.WeChatPay.EndRefund($"R{number}-01", RefundOutcome.Succeeded))).Value.RefundMoved.ShouldBe(true);
        (await school.NotifyAsync(fact)).Value.ShouldBe(ChargeOutcome.Unchanged);
        await school.MoneyHoldsAsync([order]);
    }

    [Fact]
    public async Task Price_of_nothing_never_reaches_WeChat()
    {
        await using var school = await School.OpenAsync();
        await school.ReadAsync(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(Ct);
            db.Entry(campaign).ComplexProperty(one => one.Terms).Property(terms => terms.Payer).CurrentValue = Payer.School;
            return await db.SaveChangesAsync(Ct);
        });
        var (student, order) = await school.PlaceAsync();
        order.Status.ShouldBe(OrderStatus.PendingReview);
        order.PaymentMethods.ShouldBe([PaymentMethod.Free]);
        (await school.SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)))).Error.ShouldNotBeNull();
        school.WeChatPay.Prepaid.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bill_of_the_next_morning_finds_what_nobody_told()
    {
        await using var school = await School.OpenAsync();
        var (_, order, number) = await school.AboutToPayAsync();
        var day = DateOnly.FromDateTime(school.Now.ToOffset(TimeSpan.FromHours(8)).DateTime);
        school.WeChatPay.Pay(number);
        school.Clock.Advance(TimeSpan.FromDays(1));
        var report = (await school.SendAsync(new ReconcileDayProcess("main", day))).Value;
        report.Differences.Select(one => (one.Kind, one.Handling)).ShouldBe([(DifferenceKind.MissingHere, DifferenceHandling.Applied)]);
        (await school.OrderAsync(order)).Status.ShouldBe(OrderStatus.PendingReview);
        (report.OurCharged, report.Open).ShouldBe((report.TheirCharged, 0));
    }

    private static async Task<string?> NotifiedAsync(School school, PaymentFact fact) => (await school.NotifyAsync(fact)).Error?.Code;

    private static async Task<string?> ConfirmedAsync(School school, AccountId student, OrderId order) =>
        (await school.SendAsync(new ConfirmPaymentProcess(student, order))).Error?.Code;

    // WeChat says that the request is not the one that it knows under the number.
    private static async Task ReplacedAsync(School school, AccountId student, OrderId order)
    {
        if ((await school.OrderAsync(order)).OpenAttempt is { } open) await school.SendAsync(new BeginToReplaceCommand(open.OutTradeNo));
        else
        {
            school.WeChatPay.PrepayRefusal = PaymentErrors.Refused;
            (await school.SendAsync(new StartPaymentProcess(student, order))).Error!.Code.ShouldBe(PaymentErrors.Refused.Code);
        }

        school.WeChatPay.PrepayRefusal = null;
        school.Clock.Advance(TimeSpan.FromMinutes(1));
        await school.RunTimersAsync();
    }

    private static async Task RefundAsync(School school, OrderId order)
    {
        (await school.SendAsync(new RequestRefundCommand(order, "不再需要", Books.Operator, await school.VersionAsync(order)))).Error.ShouldBeNull();
        (await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)))).Value.Status.ShouldBe(OrderStatus.Cancelled);
    }

    private static async Task<Refund> RefundOfAsync(School school, OrderId order) => (await school.OrderAsync(order)).Refunds.Single();
}
