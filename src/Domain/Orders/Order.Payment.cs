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
        return OpenAttempt is { } open
            ? open
            : Open(PaymentMethod.WeChat, MerchantAccount, appId, merchantId, payerOpenId, by, now);
    }

    /// <summary>
    /// Records a prepay id; without effect while one is good or when the attempt has moved on.
    /// </summary>
    public void RecordPrepay(string outTradeNo, string prepayId, DateTimeOffset now)
    {
        if (Attempt(outTradeNo) is not { State: AttemptState.Created or AttemptState.Pending } attempt
            || attempt.UsablePrepayId(now) is not null) return;
        attempt.Prepaid(prepayId, now);
        Touch();
    }

    /// <summary>
    /// Begins to close the open attempt without ending the order, so that the next one gets another number: WeChat
    /// takes no changed request under the same number.
    /// </summary>
    /// <returns>Whether there is an attempt to close.</returns>
    public bool BeginToReplace(string outTradeNo, DateTimeOffset now)
    {
        if (Attempt(outTradeNo) is not { IsOpen: true } attempt) return false;
        if (attempt.State != AttemptState.Closing)
        {
            attempt.MoveTo(AttemptState.Closing, now);
            Touch();
        }

        return true;
    }

    /// <summary>
    /// Confirms with evidence that a transfer has come. It pays the order once a second person agrees; the order waits
    /// for that person.
    /// </summary>
    /// <returns>The attempt, or why it cannot be paid so.</returns>
    public Result<PaymentAttempt> ConfirmTransfer(string evidence, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Pay, by.Kind, now) is { } refusal) return refusal;
        if (OpenAttempt is not null) return PaymentErrors.AttemptOpen;
        PaymentAttempt attempt = Open(PaymentMethod.Transfer, PaymentAttempt.TransferAccount, "", "", "", by, now);
        attempt.Confirmed(evidence, by.Id);
        return attempt;
    }

    /// <summary>The second person agrees that the transfer came.</summary>
    public Result<ChargeOutcome> ApproveTransfer(string outTradeNo, Actor by, DateTimeOffset now)
    {
        if (Attempt(outTradeNo) is not { AwaitsApproval: true } attempt) return PaymentErrors.NoTransfer;
        if (by.Id == attempt.ConfirmedBy) return OrderErrors.SecondPersonRequired;
        attempt.Decided(by.Id);
        return ApplyPayment(
            new PaymentFact(outTradeNo, outTradeNo, "", "", "", attempt.Amount.Fen, Money.Currency, attempt.CreatedAt), now);
    }

    /// <summary>The second person does not find the transfer; the order can be paid anew.</summary>
    public Result DeclineTransfer(string outTradeNo, Actor by, DateTimeOffset now)
    {
        if (Attempt(outTradeNo) is not { AwaitsApproval: true } attempt) return PaymentErrors.NoTransfer;
        attempt.Decided(by.Id);
        attempt.MoveTo(AttemptState.Closed, now);
        Touch();
        return Result.Ok;
    }

    private PaymentAttempt Open(
        PaymentMethod method, string account, string appId, string merchantId, string payerOpenId, Actor by, DateTimeOffset now)
    {
        int sequence = _attempts.Count + 1;
        var attempt = new PaymentAttempt(
            sequence,
            string.Create(CultureInfo.InvariantCulture, $"{Number}-{sequence:00}"),
            method, Price, account, appId, merchantId, payerOpenId, PaymentDueAt - ExpiryAhead, now);
        _attempts.Add(attempt);
        Move(OrderAction.Pay, Status, by, attempt.OutTradeNo, now);
        return attempt;
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
            open.MoveTo(AttemptState.Closing, now, byTimers: by == Actor.System);
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
        attempt.MoveTo(AttemptState.Closed, now);
        Touch();
        if (EndsWhenClosed is not { } ending || Status != OrderStatus.PendingPayment || OpenAttempt is not null) return;
        EndsWhenClosed = null;
        Actor by = ending == OrderAction.Cancel ? new Actor(ActorKind.Student, AccountId.Value) : Actor.System;
        Move(ending, OrderStatus.Cancelled, by, outTradeNo, now);
    }

    /// <summary>
    /// Applies a charge that the provider reports: the one way by which money reaches an order, whether by notification,
    /// query, the client's return, the poller or the bill.
    /// </summary>
    /// <returns>What it came to, or <c>payment.unknown</c> when the number is not this order's.</returns>
    public Result<ChargeOutcome> ApplyPayment(PaymentFact fact, DateTimeOffset now)
    {
        if (Attempt(fact.OutTradeNo) is not { } attempt) return PaymentErrors.Unknown;
        if (_charges.Exists(charge => charge.TransactionId == fact.TransactionId)) return ChargeOutcome.Unchanged;

        string difference = string.Join(',', Differences(fact, attempt));
        ChargeDisposition disposition =
            difference.Length > 0 ? ChargeDisposition.Suspicious
            : Status == OrderStatus.PendingPayment ? ChargeDisposition.Accepted
            : ChargeDisposition.Surplus;
        var received = new ReceivedCharge(fact, difference.Length > 0 ? difference : null, disposition, now);
        _charges.Add(received);
        PostCharge(received);
        switch (disposition)
        {
            case ChargeDisposition.Suspicious:
                if (attempt.State != AttemptState.Paid) attempt.MoveTo(AttemptState.Suspicious, now);
                Move(OrderAction.ApplyPayment, Status, Actor.System, "suspicious", now);
                Raise(new PaymentSuspected(Id, fact.OutTradeNo, now));
                return ChargeOutcome.Suspicious;

            case ChargeDisposition.Surplus:
                if (attempt.State != AttemptState.Paid) attempt.MoveTo(AttemptState.Surplus, now);
                Move(OrderAction.ApplyPayment, Status, Actor.System, "surplus", now);
                AddRefund(received, received.Amount, RefundCause.Surplus, "", now);
                Move(OrderAction.RefundSurplus, Status, Actor.System, fact.OutTradeNo, now);
                return ChargeOutcome.Surplus;

            default:
                Accept(attempt, now);
                Move(OrderAction.ApplyPayment, StatusOncePaid, Actor.System, fact.OutTradeNo, now);
                return ChargeOutcome.Accepted;
        }
    }

    /// <summary>A person takes a charge that was looked into as the order's payment.</summary>
    public Result AcceptPayment(string transactionId, string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.AcceptPayment, by.Kind, now) is { } refusal) return refusal;
        if (Examined(transactionId) is not { } charge) return PaymentErrors.NotUnderExamination;
        if (charge.Currency != Money.Currency) return PaymentErrors.OtherCurrency;
        charge.Decide(ChargeDisposition.Accepted, by);
        Post($"decision {charge.TransactionId}", LedgerBook.Examined, LedgerBook.Earned, charge.Amount, charge, now);
        Accept(Attempt(charge.OutTradeNo)!, now);
        Move(OrderAction.AcceptPayment, StatusOncePaid, by, reason, now);
        return Result.Ok;
    }

    /// <summary>A person gives a charge back that was looked into. What waits for its payment can be paid again.</summary>
    public Result ReturnPayment(string transactionId, string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ReturnPayment, by.Kind, now) is { } refusal) return refusal;
        if (Examined(transactionId) is not { } charge) return PaymentErrors.NotUnderExamination;
        charge.Decide(ChargeDisposition.Surplus, by);
        if (Attempt(charge.OutTradeNo) is { State: AttemptState.Suspicious } attempt && Examined(null) is null)
            attempt.MoveTo(AttemptState.Surplus, now);
        Post($"decision {charge.TransactionId}", LedgerBook.Examined, LedgerBook.Owed, charge.Amount, charge, now);
        AddRefund(charge, charge.Amount, RefundCause.Examined, reason, now);
        Move(OrderAction.ReturnPayment, Status, by, reason, now);
        return Result.Ok;
    }

    private void Accept(PaymentAttempt attempt, DateTimeOffset now)
    {
        attempt.MoveTo(AttemptState.Paid, now);
        EndsWhenClosed = null;
        foreach (PaymentAttempt other in _attempts.Where(other => other.IsOpen)) other.MoveTo(AttemptState.Closing, now, byTimers: true);
    }

    // Money that differs from what was asked for: the order waits for the person who decides on it.
    private ReceivedCharge? Examined(string? transactionId) => _charges.Find(charge =>
        charge.Disposition == ChargeDisposition.Suspicious && (transactionId is null || charge.TransactionId == transactionId));

    private bool IsUnderExamination =>
        Examined(null) is not null || _attempts.Exists(attempt => attempt.AwaitsApproval);

    private static IEnumerable<string> Differences(PaymentFact fact, PaymentAttempt attempt)
    {
        if (fact.AmountFen != attempt.Amount.Fen) yield return "amount";
        if (fact.Currency != Money.Currency) yield return "currency";
        if (fact.AppId != attempt.AppId) yield return "app";
        if (fact.MerchantId != attempt.MerchantId) yield return "merchant";
        if (fact.PayerOpenId != attempt.PayerOpenId) yield return "payer";
    }

    private PaymentAttempt? Attempt(string outTradeNo) => _attempts.Find(attempt => attempt.OutTradeNo == outTradeNo);

    private Error? PaymentHindrance(DateTimeOffset now) =>
        IsUnderExamination ? OrderErrors.PaymentUnderExamination
        : OpenAttempt is { State: AttemptState.Closing } ? PaymentErrors.AttemptClosing
        : now > PaymentDueAt - ExpiryAhead - LeastTimeToPay ? OrderErrors.PaymentOverdue
        : null;
}
