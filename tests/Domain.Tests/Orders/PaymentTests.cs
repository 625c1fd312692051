using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class PaymentTests
{
    private readonly AnOrder _made = At(OrderStatus.PendingPayment);

    private Order Order => _made.Order;

    [Fact]
    public void An_attempt_freezes_what_is_asked_of_WeChat()
    {
        PaymentAttempt attempt = _made.Pay().Value;

        (attempt.Sequence, attempt.OutTradeNo, attempt.Amount, attempt.State)
            .ShouldBe((1, "000015-20260302120000000-01", Terms.Price, AttemptState.Created));
        (attempt.AppId, attempt.MerchantId, attempt.MerchantAccount, attempt.PayerOpenId)
            .ShouldBe((AppId, MerchantId, Terms.MerchantAccount, _made.Account.OpenId));
        attempt.OutTradeNo.Length.ShouldBeLessThanOrEqualTo(PaymentAttempt.MaxOutTradeNoLength);
        attempt.ExpiresAt.ShouldBe(Order.PaymentDueAt.AddMinutes(-1));
    }

    [Fact]
    public void Asking_again_hands_back_the_open_attempt()
    {
        PaymentAttempt first = _made.Pay().Value;
        string before = _made.Fingerprint();

        _made.Pay(Noon.AddMinutes(5)).Value.ShouldBeSameAs(first);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void After_a_closed_attempt_the_next_has_the_next_number()
    {
        Order.RecordClosed(_made.Pay().Value.OutTradeNo, Noon);

        Order.Status.ShouldBe(OrderStatus.PendingPayment);
        _made.Pay().Value.OutTradeNo.ShouldBe("000015-20260302120000000-02");
    }

    [Fact]
    public void Paying_ends_two_minutes_before_the_order_expires()
    {
        _made.Pay(Order.PaymentDueAt.AddMinutes(-2).AddTicks(1)).Error.ShouldBe(OrderErrors.PaymentOverdue);
        _made.Pay(Order.PaymentDueAt.AddMinutes(-2)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void While_an_attempt_is_being_closed_nothing_new_opens()
    {
        _made.Pay();
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon);

        _made.Pay().Error.ShouldBe(PaymentErrors.AttemptClosing);
    }

    [Fact]
    public void A_prepay_id_is_recorded_once()
    {
        string number = _made.Pay().Value.OutTradeNo;
        Order.RecordPrepay(number, "wx-prepay-1", Noon);
        (Order.OpenAttempt!.State, Order.OpenAttempt.PrepayId).ShouldBe((AttemptState.Pending, "wx-prepay-1"));
        string before = _made.Fingerprint();

        Order.RecordPrepay(number, "wx-prepay-1", Noon);
        Order.RecordPrepay(number, "wx-prepay-2", Noon);
        Order.RecordPrepay("somebody-else", "wx-prepay-3", Noon);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void A_prepay_id_that_comes_late_does_not_reopen_an_attempt()
    {
        string number = _made.Pay().Value.OutTradeNo;
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon);
        string before = _made.Fingerprint();

        Order.RecordPrepay(number, "wx-prepay-1", Noon);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void A_payment_as_asked_for_brings_the_order_to_review()
    {
        _made.Pay();

        Order.ApplyPayment(_made.Fact(), Noon.AddMinutes(1)).Value.ShouldBe(ChargeOutcome.Accepted);

        Order.Status.ShouldBe(OrderStatus.PendingReview);
        Order.Attempts[0].State.ShouldBe(AttemptState.Paid);
        ReceivedCharge charge = Order.Charges.ShouldHaveSingleItem();
        (charge.TransactionId, charge.OutTradeNo, charge.Amount, charge.Disposition, charge.PaidAt, charge.ReceivedAt)
            .ShouldBe(("4200000001", Order.Attempts[0].OutTradeNo, Terms.Price, ChargeDisposition.Accepted, Noon, Noon.AddMinutes(1)));
        Order.Paid.ShouldBe(Terms.Price);
        Order.History[^1].ActorKind.ShouldBe(ActorKind.System);
    }

    [Fact]
    public void A_paid_reprint_goes_straight_to_production()
    {
        AnOrder reprint = At(OrderStatus.PendingReview, terms => terms with { Kind = OrderKind.Reprint });

        reprint.Order.Status.ShouldBe(OrderStatus.PendingProduction);
    }

    [Fact]
    public void The_same_payment_told_again_changes_nothing()
    {
        _made.Paid();
        string before = _made.Fingerprint();

        Order.ApplyPayment(_made.Fact(), Noon.AddHours(1)).Value.ShouldBe(ChargeOutcome.Unchanged);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void Money_for_a_number_that_is_not_the_orders_is_unknown()
    {
        _made.Pay();
        string before = _made.Fingerprint();

        Order.ApplyPayment(_made.Fact(outTradeNo: "000015-20260302120000000-09"), Noon).Error.ShouldBe(PaymentErrors.Unknown);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void A_second_payment_is_surplus_and_goes_back_whole()
    {
        _made.Paid();

        Order.ApplyPayment(_made.Fact("4200000002"), Noon).Value.ShouldBe(ChargeOutcome.Surplus);

        Order.Status.ShouldBe(OrderStatus.PendingReview);
        Order.Attempts[0].State.ShouldBe(AttemptState.Paid);
        Refund refund = Order.Refunds.ShouldHaveSingleItem();
        (refund.TransactionId, refund.Amount, refund.Cause).ShouldBe(("4200000002", Terms.Price, RefundCause.Surplus));
        Order.RefundStatus.ShouldBe(RefundStatus.Pending);
        Order.Refundable.ShouldBe(Terms.Price, "the accepted payment is not touched");
        Order.History.TakeLast(2).Select(line => line.Action).ShouldBe([OrderAction.ApplyPayment, OrderAction.RefundSurplus]);
    }

    [Fact]
    public void Money_that_comes_after_the_order_has_ended_goes_back_and_never_revives_it()
    {
        string number = _made.Pay().Value.OutTradeNo;
        Order.BeginToEnd(OrderAction.Expire, Actor.System, Order.PaymentDueAt);
        Order.RecordClosed(number, Order.PaymentDueAt);

        Order.ApplyPayment(_made.Fact(), Order.PaymentDueAt).Value.ShouldBe(ChargeOutcome.Surplus);

        Order.Status.ShouldBe(OrderStatus.Cancelled);
        Order.Attempts[0].State.ShouldBe(AttemptState.Surplus);
        Order.Returned.ShouldBe(Terms.Price);
    }

    [Fact]
    public void Money_for_a_closed_attempt_of_an_unpaid_order_is_its_payment()
    {
        string first = _made.Pay().Value.OutTradeNo;
        Order.RecordClosed(first, Noon);
        _made.Pay();

        Order.ApplyPayment(_made.Fact(outTradeNo: first), Noon).Value.ShouldBe(ChargeOutcome.Accepted);

        Order.Status.ShouldBe(OrderStatus.PendingReview);
        Order.Attempts.Select(attempt => attempt.State).ShouldBe([AttemptState.Paid, AttemptState.Closing]);
    }

    public static TheoryData<string> UnequalFacts => ["amount", "currency", "mini-program", "merchant", "payer"];

    [Theory]
    [MemberData(nameof(UnequalFacts))]
    public void A_payment_that_differs_from_what_was_asked_for_waits_for_a_person(string what)
    {
        _made.Pay();

        Order.ApplyPayment(Unequal(what), Noon).Value.ShouldBe(ChargeOutcome.Suspicious);

        Order.Status.ShouldBe(OrderStatus.PendingPayment);
        Order.Attempts[0].State.ShouldBe(AttemptState.Suspicious);
        Order.Charges.ShouldHaveSingleItem().Disposition.ShouldBe(ChargeDisposition.Suspicious);
        Order.Refunds.ShouldBeEmpty();
        Order.Refundable.ShouldBe(Money.Zero);
        Order.Events.OfType<PaymentSuspected>().ShouldHaveSingleItem().OutTradeNo.ShouldBe(Order.Attempts[0].OutTradeNo);
    }

    [Fact]
    public void While_a_person_looks_into_a_payment_nobody_pays_cancels_or_expires()
    {
        _made.Pay();
        Order.ApplyPayment(Unequal("amount"), Noon);
        string before = _made.Fingerprint();

        _made.Pay().Error.ShouldBe(OrderErrors.PaymentUnderExamination);
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon).Error.ShouldBe(OrderErrors.PaymentUnderExamination);
        Order.BeginToEnd(OrderAction.Expire, Actor.System, Order.PaymentDueAt).Error.ShouldBe(OrderErrors.PaymentUnderExamination);
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void A_suspicious_payment_after_the_right_one_leaves_the_paid_attempt_paid()
    {
        _made.Paid();

        Order.ApplyPayment(Unequal("amount") with { TransactionId = "4200000002" }, Noon).Value.ShouldBe(ChargeOutcome.Suspicious);

        Order.Status.ShouldBe(OrderStatus.PendingReview);
        Order.Attempts[0].State.ShouldBe(AttemptState.Paid);
    }

    [Fact]
    public void Without_an_open_attempt_a_cancelled_order_ends_at_once()
    {
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon).Value.ShouldBeNull();

        Order.Status.ShouldBe(OrderStatus.Cancelled);
    }

    [Fact]
    public void With_an_open_attempt_the_order_ends_only_once_WeChat_has_closed_it()
    {
        PaymentAttempt attempt = _made.Pay().Value;

        Order.BeginToEnd(OrderAction.Cancel, Student, Noon).Value.ShouldBeSameAs(attempt);
        (Order.Status, attempt.State, Order.EndsWhenClosed)
            .ShouldBe((OrderStatus.PendingPayment, AttemptState.Closing, OrderAction.Cancel));

        Order.RecordClosed(attempt.OutTradeNo, Noon.AddMinutes(1));
        (Order.Status, attempt.State, Order.EndsWhenClosed).ShouldBe((OrderStatus.Cancelled, AttemptState.Closed, null));
        (Order.History[^1].Action, Order.History[^1].ActorKind, Order.History[^1].ActorId)
            .ShouldBe((OrderAction.Cancel, ActorKind.Student, Student.Id));
    }

    [Fact]
    public void Beginning_to_end_twice_changes_nothing_more_and_keeps_the_first_cause()
    {
        _made.Pay();
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon);
        string before = _made.Fingerprint();

        Order.BeginToEnd(OrderAction.Expire, Actor.System, Order.PaymentDueAt).Succeeded.ShouldBeTrue();
        _made.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void A_payment_that_arrives_while_closing_wins_over_the_cancellation()
    {
        PaymentAttempt attempt = _made.Pay().Value;
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon);

        Order.ApplyPayment(_made.Fact(), Noon).Value.ShouldBe(ChargeOutcome.Accepted);
        Order.EndsWhenClosed.ShouldBeNull();
        string before = _made.Fingerprint();

        Order.RecordClosed(attempt.OutTradeNo, Noon);
        _made.Fingerprint().ShouldBe(before);
        Order.Status.ShouldBe(OrderStatus.PendingReview);
    }

    private PaymentFact Unequal(string what) => what switch
    {
        "amount" => _made.Fact() with { AmountFen = 1 },
        "currency" => _made.Fact() with { Currency = "USD" },
        "mini-program" => _made.Fact() with { AppId = "wxffffffffffffffff" },
        "merchant" => _made.Fact() with { MerchantId = "1900000999" },
        _ => _made.Fact() with { PayerOpenId = "openid-of-wang" },
    };
}
