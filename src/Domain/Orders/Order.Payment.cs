using System.Globalization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Domain.Orders;

/// <summary>What a reported charge came to.</summary>
public enum ChargeOutcome
{
    /// <summary>It is the order's payment.</summary>
    Accepted,

    /// <summary>It was known already.</summary>
    Unchanged,

    /// <summary>It was too much or too late and goes back.</summary>
    Surplus,

    /// <summary>It differs from what was asked for; a person decides.</summary>
    Suspicious,
}

public sealed partial class Order
{
    // WeChat wants at least a minute between opening and time_expire.
    private static readonly TimeSpan LeastTimeToPay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ExpiryAhead = TimeSpan.FromMinutes(1);

    /// <summary>Why the order should end as soon as its open attempt is closed, if it should.</summary>
    public OrderAction? EndsWhenClosed { get; private set; }

    /// <summary>The attempt that may still bring money, or null.</summary>
    public PaymentAttempt? OpenAttempt => _attempts.Find(attempt => attempt.IsOpen);

    /// <summary>
    /// 去支付: opens an attempt, or hands back the one that is open, whose number and facts stay the same.
    /// </summary>
    /// <returns>The attempt to call WeChat for, or why it cannot be paid.</returns>
    public Result<PaymentAttempt> Pay(string appId, string merchantId, string payerOpenId, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Pay, by.Kind, now) is { } refusal) return refusal;
        if (OpenAttempt is { } open) return open;

        int sequence = _attempts.Count + 1;
        var attempt = new PaymentAttempt(
            sequence,
            string.Create(CultureInfo.InvariantCulture, $"{Number}-{sequence:00}"),
            Price, MerchantAccount, appId, merchantId, payerOpenId, PaymentDueAt - ExpiryAhead, now);
        _attempts.Add(attempt);
        Move(OrderAction.Pay, Status, by, attempt.OutTradeNo, now);
        return attempt;
    }

    /// <summary>Records WeChat's first prepay id; without effect once there is one or the attempt has moved on.</summary>
    public void RecordPrepay(string outTradeNo, string prepayId)
    {
        if (Attempt(outTradeNo) is not { State: AttemptState.Created } attempt) return;
        (attempt.State, attempt.PrepayId) = (AttemptState.Pending, prepayId);
        Touch();
    }

    /// <summary>
    /// Begins to close the open attempt, so that the order may end once WeChat has closed it too. Saved before WeChat
    /// is called.
    /// </summary>
    /// <param name="toEnd"><see cref="OrderAction.Cancel"/> or <see cref="OrderAction.Expire"/>.</param>
    /// <param name="by">Who ends the order.</param>
    /// <param name="now">The time.</param>
    /// <returns>The attempt to close, or null when none is open and the order has ended.</returns>
    public Result<PaymentAttempt?> BeginToEnd(OrderAction toEnd, Actor by, DateTimeOffset now)
    {
        if (Refusal(toEnd, by.Kind, now) is { } refusal) return refusal;
        if (OpenAttempt is not { } open)
        {
            Move(toEnd, OrderStatus.Cancelled, by, "", now);
            return default(PaymentAttempt);
        }

        if (open.State != AttemptState.Closing || EndsWhenClosed is null)
        {
            open.State = AttemptState.Closing;
            EndsWhenClosed ??= toEnd;
            Touch();
        }

        return open;
    }

    /// <summary>
    /// Records that WeChat has closed an attempt, and ends the order if that was waited for. Without effect when the
    /// attempt is no longer open.
    /// </summary>
    public void RecordClosed(string outTradeNo, DateTimeOffset now)
    {
        if (Attempt(outTradeNo) is not { IsOpen: true } attempt) return;
        attempt.State = AttemptState.Closed;
        Touch();
        if (EndsWhenClosed is not { } ending || Status != OrderStatus.PendingPayment || OpenAttempt is not null) return;
        EndsWhenClosed = null;
        Actor by = ending == OrderAction.Cancel ? new Actor(ActorKind.Student, AccountId.Value) : Actor.System;
        Move(ending, OrderStatus.Cancelled, by, outTradeNo, now);
    }

    /// <summary>
    /// Applies a charge that WeChat reports: the one way by which money reaches an order, whether by notification,
    /// query, the client's return, the poller or the bill.
    /// </summary>
    /// <returns>What it came to, or <c>payment.unknown</c> when the number is not this order's.</returns>
    public Result<ChargeOutcome> ApplyPayment(PaymentFact fact, DateTimeOffset now)
    {
        if (Attempt(fact.OutTradeNo) is not { } attempt) return PaymentErrors.Unknown;
        if (_charges.Exists(charge => charge.TransactionId == fact.TransactionId)) return ChargeOutcome.Unchanged;

        ChargeDisposition disposition =
            !Equal(fact, attempt) ? ChargeDisposition.Suspicious
            : Status == OrderStatus.PendingPayment ? ChargeDisposition.Accepted
            : ChargeDisposition.Surplus;
        var received = new ReceivedCharge(
            fact.TransactionId, fact.OutTradeNo, new Money(fact.AmountFen), disposition, fact.PaidAt, now);
        _charges.Add(received);
        switch (disposition)
        {
            case ChargeDisposition.Suspicious:
                attempt.State = attempt.State is AttemptState.Paid ? attempt.State : AttemptState.Suspicious;
                Move(OrderAction.ApplyPayment, Status, Actor.System, "suspicious", now);
                Raise(new PaymentSuspected(Id, fact.OutTradeNo, now));
                return ChargeOutcome.Suspicious;

            case ChargeDisposition.Surplus:
                attempt.State = attempt.State is AttemptState.Paid ? attempt.State : AttemptState.Surplus;
                Move(OrderAction.ApplyPayment, Status, Actor.System, "surplus", now);
                AddRefund(received, received.Amount, RefundCause.Surplus, now);
                Move(OrderAction.RefundSurplus, Status, Actor.System, fact.OutTradeNo, now);
                return ChargeOutcome.Surplus;

            default:
                attempt.State = AttemptState.Paid;
                EndsWhenClosed = null;
                foreach (PaymentAttempt other in _attempts.Where(other => other.IsOpen)) other.State = AttemptState.Closing;
                Move(OrderAction.ApplyPayment, StatusOncePaid, Actor.System, fact.OutTradeNo, now);
                return ChargeOutcome.Accepted;
        }
    }

    // Money that differs from what was asked for: the order waits for the person who decides on it.
    private bool IsUnderExamination => _attempts.Exists(attempt => attempt.State == AttemptState.Suspicious);

    private static bool Equal(PaymentFact fact, PaymentAttempt attempt) =>
        fact.AmountFen == attempt.Amount.Fen
        && fact.Currency == Money.Currency
        && fact.AppId == attempt.AppId
        && fact.MerchantId == attempt.MerchantId
        && fact.PayerOpenId == attempt.PayerOpenId;

    private PaymentAttempt? Attempt(string outTradeNo) => _attempts.Find(attempt => attempt.OutTradeNo == outTradeNo);

    private Error? PaymentHindrance(DateTimeOffset now) =>
        IsUnderExamination ? OrderErrors.PaymentUnderExamination
        : OpenAttempt is { State: AttemptState.Closing } ? PaymentErrors.AttemptClosing
        : now > PaymentDueAt - ExpiryAhead - LeastTimeToPay ? OrderErrors.PaymentOverdue
        : null;
}
