using System.Globalization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>Who asked for the money back, while the request is open.</summary>
    public Guid? RefundRequestedBy { get; private set; }

    /// <summary>Why the student asked for the money back, the last time; null where an operator asked.</summary>
    public string? StudentsRefundReason { get; private set; }

    /// <summary>Why the student's request was declined.</summary>
    public string? RefundDeclinedBecause { get; private set; }

    /// <summary>The first of the two people who give money back together, until the second agrees.</summary>
    public Guid? RefundEndorsedBy { get; private set; }

    /// <summary>What the first person would give back as a courtesy; null for the whole, as requested.</summary>
    public Money? RefundEndorsedAmount { get; private set; }

    /// <summary>Everything that was charged.</summary>
    public Money Paid => new(_charges.Sum(charge => charge.Amount.Fen));

    /// <summary>Everything that goes back or has gone back.</summary>
    public Money Returned => new(_refunds.Where(refund => refund.Counts).Sum(refund => refund.Amount.Fen));

    /// <summary>What is left of the accepted payment.</summary>
    public Money Refundable => AcceptedCharge is { } charge ? LeftOf(charge) : Money.Zero;

    private ReceivedCharge? AcceptedCharge => _charges.Find(charge => charge.Disposition == ChargeDisposition.Accepted);

    /// <summary>Asks for the money back. Until it is decided, review and production wait.</summary>
    public Result RequestRefund(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.RequestRefund, by.Kind, now) is { } refusal) return refusal;
        (RefundStatus, RefundRequestedBy) = (RefundStatus.Requested, by.Id);
        (StudentsRefundReason, RefundDeclinedBecause) = (by.Kind == ActorKind.Student ? reason : null, null);
        Move(OrderAction.RequestRefund, Status, by, reason, now);
        return Result.Ok;
    }

    /// <summary>Declines the request.</summary>
    public Result DeclineRefund(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.DeclineRefund, by.Kind, now) is { } refusal) return refusal;
        (RefundStatus, RefundRequestedBy) = (RefundStatus.Declined, null);
        RefundDeclinedBecause = StudentsRefundReason is null ? null : reason;
        EndEndorsement();
        Move(OrderAction.DeclineRefund, Status, by, reason, now);
        return Result.Ok;
    }

    /// <summary>Takes the request back; only who made it may.</summary>
    public Result WithdrawRefundRequest(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.WithdrawRefundRequest, by.Kind, now) is { } refusal) return refusal;
        if (RefundRequestedBy != by.Id) return OrderErrors.ActorNotAllowed;
        (RefundStatus, RefundRequestedBy, StudentsRefundReason) = (StatusOfRefunds, null, null);
        if (RefundEndorsedAmount is null) EndEndorsement();
        Move(OrderAction.WithdrawRefundRequest, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>
    /// The first of two people agrees to give money back: the whole as requested, or a part as a courtesy. A later
    /// endorsement takes the place of an earlier one.
    /// </summary>
    /// <param name="amount">How much as a courtesy, or null for the whole.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The member of finance.</param>
    /// <param name="now">The time.</param>
    public Result EndorseRefund(Money? amount, string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.EndorseRefund, by.Kind, now) is { } refusal) return refusal;
        if (amount is { } part)
        {
            if (GoodwillHindrance(part) is { } wrong) return wrong;
        }
        else
        {
            if (RefundStatus != RefundStatus.Requested) return OrderErrors.NoRefundRequest;
            if (by.Id == RefundRequestedBy) return OrderErrors.SecondPersonRequired;
        }

        (RefundEndorsedBy, RefundEndorsedAmount) = (by.Id, amount);
        Move(OrderAction.EndorseRefund, Status, by, reason, now);
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
        EndEndorsement();
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
        if (GoodwillHindrance(amount) is { } wrong) return wrong;
        if (RefundEndorsedAmount is not null) EndEndorsement();
        AddRefund(AcceptedCharge!, amount, RefundCause.Goodwill, reason, now);
        Move(OrderAction.RefundGoodwill, Status, by, reason, now);
        return Result.Ok;
    }

    /// <summary>
    /// Applies what the provider says of a refund: the one way, whether by notification, query, the timers or the bill.
    /// </summary>
    /// <returns>Whether it was news; or <c>payment.unknown</c> when the number is not this order's, <c>refund.differs</c>.</returns>
    public Result<bool> ApplyRefund(RefundFact fact, DateTimeOffset now)
    {
        if (Refund(fact.OutRefundNo) is not { } refund) return PaymentErrors.Unknown;
        if (fact.AmountFen != refund.Amount.Fen || fact.TransactionId != refund.TransactionId) return PaymentErrors.RefundDiffers;
        RefundState before = refund.State;
        if (!refund.Apply(fact, now)) return false;
        if (refund.State != before)
        {
            if (refund.State == RefundState.Succeeded)
            {
                Post(
                    $"refund {refund.OutRefundNo}", LedgerBook.Owed, LedgerBook.Provider, refund.Amount,
                    _charges.Find(charge => charge.TransactionId == refund.TransactionId)!, refund.SettledAt!.Value);
            }

            if (RefundStatus is RefundStatus.Pending or RefundStatus.Refunded) RefundStatus = StatusOfRefunds;
            Raise(new RefundMoved(Id, Number, AccountId, refund.OutRefundNo, refund.State, now));
        }

        Touch();
        return true;
    }

    /// <summary>Records that the provider did not take a refund; it is sent again, unless the refusal is for good.</summary>
    public Result RefuseRefund(string outRefundNo, string fault, bool forGood, DateTimeOffset now)
    {
        if (Refund(outRefundNo) is not { State: RefundState.Decided } refund) return PaymentErrors.RefundNotOpen;
        refund.Refused(fault, forGood);
        if (forGood) Raise(new RefundMoved(Id, Number, AccountId, outRefundNo, refund.State, now));
        Touch();
        return Result.Ok;
    }

    /// <summary>A person has a refund sent again: one that was refused under its own number, a closed one under the next.</summary>
    public Result SendRefundAgain(string outRefundNo, DateTimeOffset now)
    {
        if (Refund(outRefundNo) is not { Counts: true } refund) return PaymentErrors.RefundNotOpen;
        if (refund.State is not (RefundState.Abnormal or RefundState.Closed)) return PaymentErrors.RefundNotOpen;
        if (refund.State == RefundState.Abnormal && refund.RefundId is null)
        {
            refund.SendAgain(now);
            Touch();
            return Result.Ok;
        }

        if (refund.State != RefundState.Closed) return PaymentErrors.RefundNotOpen;
        ReceivedCharge charge = _charges.Find(one => one.TransactionId == refund.TransactionId)!;
        string number = NextRefundNumber(charge);
        refund.Replace(number);
        _refunds.Add(new Refund(number, charge, refund.Amount, refund.Cause, refund.Reason, IsTransfer(charge), now));
        Touch();
        return Result.Ok;
    }

    /// <summary>
    /// Decides where a refund goes that the payer's account does not take. To a card two people have to name the same one;
    /// a later name takes the place of an earlier one.
    /// </summary>
    /// <param name="outRefundNo">Our number of the refund.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="card">Keyed hash of the card, where it goes to one.</param>
    /// <param name="by">The member of finance.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it may be sent there now; otherwise a second person is waited for. Or <c>refund.not_open</c>.</returns>
    public Result<bool> RedirectRefund(string outRefundNo, RefundDestination to, KeyedHash? card, Actor by, DateTimeOffset now)
    {
        if (Refund(outRefundNo) is not { MayBeRedirected: true } refund) return PaymentErrors.RefundNotOpen;
        bool agreed = refund.Redirect(to, card, by, now);
        Touch();
        return agreed;
    }

    /// <summary>People have paid money back that the provider does not pay back, and prove it.</summary>
    public Result SettleByPeople(string outRefundNo, string evidence, DateTimeOffset now)
    {
        if (Refund(outRefundNo) is not { IsPaidByPeople: true } refund) return PaymentErrors.RefundNotOpen;
        refund.Proven(evidence);
        var fact = new RefundFact(
            outRefundNo, refund.RefundId ?? evidence, refund.OutTradeNo, refund.TransactionId, "", refund.Amount.Fen, refund.Amount.Fen,
            RefundOutcome.Succeeded, now);
        return ApplyRefund(fact, now).Error is { } error ? error : Result.Ok;
    }

    // Whole before production is ApproveRefund, which ends the order: nothing unpaid is produced.
    private bool MayStillBeProduced =>
        !InCorrection && Status is not (OrderStatus.InProduction or OrderStatus.Completed or OrderStatus.Cancelled);

    private static bool IsAnother(Actor? second, Actor by) =>
        second is { Kind: ActorKind.Finance } && second.Id != by.Id;

    private RefundStatus StatusOfRefunds =>
        !_refunds.Exists(refund => refund.Counts) ? RefundStatus.None
        : _refunds.TrueForAll(refund => !refund.Counts || refund.State == RefundState.Succeeded) ? RefundStatus.Refunded
        : RefundStatus.Pending;

    private void EndEndorsement() => (RefundEndorsedBy, RefundEndorsedAmount) = (null, null);

    private Error? GoodwillHindrance(Money amount) =>
        Refundable.IsZero ? OrderErrors.NothingPaid
        : amount.Fen <= 0 || amount.Fen > Refundable.Fen ? OrderErrors.RefundExceedsPaid
        : amount == Refundable && MayStillBeProduced ? OrderErrors.GoodwillOnlyPart
        : null;

    private void RefundAll(RefundCause cause, DateTimeOffset now)
    {
        if (AcceptedCharge is { } charge && LeftOf(charge) is { IsZero: false } left) AddRefund(charge, left, cause, "", now);
    }

    private void AddRefund(ReceivedCharge charge, Money amount, RefundCause cause, string reason, DateTimeOffset now)
    {
        string number = NextRefundNumber(charge);
        _refunds.Add(new Refund(number, charge, amount, cause, reason, IsTransfer(charge), now));
        if (charge.Disposition == ChargeDisposition.Accepted)
            Post($"decision {number}", LedgerBook.Earned, LedgerBook.Owed, amount, charge, now);

        // An open request keeps holding the order; only its decision ends it.
        if (RefundStatus != RefundStatus.Requested || cause is RefundCause.Requested or RefundCause.Closed)
            RefundStatus = RefundStatus.Pending;
    }

    private string NextRefundNumber(ReceivedCharge charge)
    {
        int sequence = _refunds.Count(refund => refund.TransactionId == charge.TransactionId) + 1;
        string number = _charges.Find(other => other.OutTradeNo == charge.OutTradeNo) == charge
            ? $"R{charge.OutTradeNo}"
            : $"R{charge.OutTradeNo}-{charge.TransactionId}";
        return string.Create(CultureInfo.InvariantCulture, $"{number}-{sequence:00}");
    }

    private bool IsTransfer(ReceivedCharge charge) => Attempt(charge.OutTradeNo)!.Method == PaymentMethod.Transfer;

    private Refund? Refund(string outRefundNo) => _refunds.Find(refund => refund.OutRefundNo == outRefundNo);

    private Money LeftOf(ReceivedCharge charge) => new(
        charge.Amount.Fen
        - _refunds.Where(refund => refund.TransactionId == charge.TransactionId && refund.Counts).Sum(refund => refund.Amount.Fen));
}
