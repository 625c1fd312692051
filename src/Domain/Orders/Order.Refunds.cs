using System.Globalization;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>Who asked for the money back, while the request is open.</summary>
    public Guid? RefundRequestedBy { get; private set; }

    /// <summary>Everything that was charged.</summary>
    public Money Paid => new(_charges.Sum(charge => charge.Amount.Fen));

    /// <summary>Everything that goes back or has gone back.</summary>
    public Money Returned => new(_refunds.Sum(refund => refund.Amount.Fen));

    /// <summary>What is left of the accepted payment.</summary>
    public Money Refundable => AcceptedCharge is { } charge ? LeftOf(charge) : Money.Zero;

    private ReceivedCharge? AcceptedCharge => _charges.Find(charge => charge.Disposition == ChargeDisposition.Accepted);

    /// <summary>Asks for the money back. Until it is decided, review and production wait.</summary>
    public Result RequestRefund(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.RequestRefund, by.Kind, now) is { } refusal) return refusal;
        (RefundStatus, RefundRequestedBy) = (RefundStatus.Requested, by.Id);
        Move(OrderAction.RequestRefund, Status, by, reason, now);
        return Result.Ok;
    }

    /// <summary>Declines the request.</summary>
    public Result DeclineRefund(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.DeclineRefund, by.Kind, now) is { } refusal) return refusal;
        (RefundStatus, RefundRequestedBy) = (RefundStatus.Declined, null);
        Move(OrderAction.DeclineRefund, Status, by, reason, now);
        return Result.Ok;
    }

    /// <summary>Takes the request back; only who made it may.</summary>
    public Result WithdrawRefundRequest(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.WithdrawRefundRequest, by.Kind, now) is { } refusal) return refusal;
        if (RefundRequestedBy != by.Id) return OrderErrors.ActorNotAllowed;
        (RefundStatus, RefundRequestedBy) = (_refunds.Count == 0 ? RefundStatus.None : RefundStatus.Pending, null);
        Move(OrderAction.WithdrawRefundRequest, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>Gives the whole payment back and ends the order.</summary>
    /// <param name="by">The member of finance who decides.</param>
    /// <param name="second">Another person who agrees; needed above the limit.</param>
    /// <param name="limit">Greatest amount that one person may decide.</param>
    /// <param name="now">The time.</param>
    public Result ApproveRefund(Actor by, Actor? second, Money limit, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ApproveRefund, by.Kind, now) is { } refusal) return refusal;
        if (by.Id == RefundRequestedBy) return OrderErrors.SecondPersonRequired;
        if (Refundable.Fen > limit.Fen && !IsAnother(second, by)) return OrderErrors.SecondPersonRequired;
        (RefundRequestedBy, ResubmissionDeadline) = (null, null);
        RefundAll(RefundCause.Requested, now);
        Move(OrderAction.ApproveRefund, OrderStatus.Cancelled, by, "", now);
        return Result.Ok;
    }

    /// <summary>
    /// Gives a part of the payment back as a courtesy, or the whole once production cannot follow; two people decide.
    /// </summary>
    public Result RefundGoodwill(Money amount, string reason, Actor by, Actor? second, DateTimeOffset now)
    {
        if (Refusal(OrderAction.RefundGoodwill, by.Kind, now) is { } refusal) return refusal;
        if (!IsAnother(second, by)) return OrderErrors.SecondPersonRequired;
        if (amount.Fen <= 0 || amount.Fen > Refundable.Fen) return OrderErrors.RefundExceedsPaid;
        if (amount == Refundable && MayStillBeProduced) return OrderErrors.GoodwillOnlyPart;
        AddRefund(AcceptedCharge!, amount, RefundCause.Goodwill, now);
        Move(OrderAction.RefundGoodwill, Status, by, reason, now);
        return Result.Ok;
    }

    // Whole before production is ApproveRefund, which ends the order: nothing unpaid is produced.
    private bool MayStillBeProduced =>
        !InCorrection && Status is not (OrderStatus.InProduction or OrderStatus.Completed or OrderStatus.Cancelled);

    private static bool IsAnother(Actor? second, Actor by) =>
        second is { Kind: ActorKind.Finance } && second.Id != by.Id;

    private void RefundAll(RefundCause cause, DateTimeOffset now)
    {
        if (AcceptedCharge is { } charge && LeftOf(charge) is { IsZero: false } left) AddRefund(charge, left, cause, now);
    }

    private void AddRefund(ReceivedCharge charge, Money amount, RefundCause cause, DateTimeOffset now)
    {
        int sequence = _refunds.Count(refund => refund.TransactionId == charge.TransactionId) + 1;
        string number = _charges.Count(other => other.OutTradeNo == charge.OutTradeNo) == 1
            ? $"R{charge.OutTradeNo}"
            : $"R{charge.OutTradeNo}-{charge.TransactionId}";
        _refunds.Add(new Refund(
            string.Create(CultureInfo.InvariantCulture, $"{number}-{sequence:00}"), charge.TransactionId, amount, cause, now));

        // An open request keeps holding the order; only its decision ends it.
        if (RefundStatus != RefundStatus.Requested || cause is RefundCause.Requested or RefundCause.Closed)
            RefundStatus = RefundStatus.Pending;
    }

    private Money LeftOf(ReceivedCharge charge) => new(
        charge.Amount.Fen
        - _refunds.Where(refund => refund.TransactionId == charge.TransactionId).Sum(refund => refund.Amount.Fen));
}
