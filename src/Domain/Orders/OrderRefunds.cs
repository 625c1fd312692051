using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Domain.Orders;

/// <summary>Why money goes back.</summary>
public enum RefundCause
{
    /// <summary>It was too much, or too late.</summary>
    Surplus,

    /// <summary>A refund was asked for and approved.</summary>
    Requested,

    /// <summary>The order was closed without an approved photo.</summary>
    Closed,

    /// <summary>A courtesy.</summary>
    Goodwill,

    /// <summary>It differed from what was asked for, and a person decided to give it back.</summary>
    Examined,
}

/// <summary>Where a refund stands.</summary>
public enum RefundState
{
    /// <summary>Decided and saved; the provider has not accepted it yet.</summary>
    Decided,

    /// <summary>The provider has accepted it; the money is on its way.</summary>
    Processing,

    /// <summary>The money is back with the payer.</summary>
    Succeeded,

    /// <summary>The payer's account does not take it, or the provider refuses; a person has to act.</summary>
    Abnormal,

    /// <summary>The provider gave it up and no money moved; a person has it sent again under a new number.</summary>
    Closed,
}

/// <summary>Where a refund goes that the payer's account does not take.</summary>
public enum RefundDestination
{
    /// <summary>A bank card of the payer.</summary>
    PayerCard,

    /// <summary>The merchant's own bank account; people then pay the payer and prove it.</summary>
    Merchant,
}

/// <summary>Money that is to go back, by one charge.</summary>
public sealed class Refund
{
    /// <summary>Greatest length of an out_refund_no.</summary>
    public const int MaxOutRefundNoLength = 64;

    /// <summary>Greatest length of the provider's number.</summary>
    public const int MaxRefundIdLength = 64;

    /// <summary>Greatest length of a fault.</summary>
    public const int MaxFaultLength = 64;

    /// <summary>The fault of a refund whose money is with the merchant, until people have paid it.</summary>
    public const string WithMerchant = "WITH_MERCHANT";

    private Refund() => (OutRefundNo, OutTradeNo, TransactionId, Reason) = ("", "", "", "");

    internal Refund(string outRefundNo, ReceivedCharge charge, Money amount, RefundCause cause, string reason, bool byPeople, DateTimeOffset now)
    {
        (OutRefundNo, OutTradeNo, TransactionId) = (outRefundNo, charge.OutTradeNo, charge.TransactionId);
        (Amount, Cause, Reason, DecidedAt) = (amount, cause, reason, now);
        NextCheckAt = byPeople ? null : now;
    }

    /// <summary>Our number at the provider: the same for the same refund however often it is sent.</summary>
    public string OutRefundNo { get; private set; }

    /// <summary>Our number of the payment attempt.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>The charge that goes back.</summary>
    public string TransactionId { get; private set; }

    /// <summary>How much goes back.</summary>
    public Money Amount { get; private set; }

    /// <summary>Why.</summary>
    public RefundCause Cause { get; private set; }

    /// <summary>What was said of it when it was decided.</summary>
    public string Reason { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public RefundState State { get; private set; }

    /// <summary>The provider's number, once known.</summary>
    public string? RefundId { get; private set; }

    /// <summary>When the provider accepted it; its bill of that day has it.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When the money was back with the payer.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>When the provider is asked next; null when nothing is to be asked for.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>How often the timers have tried.</summary>
    public int Checks { get; private set; }

    /// <summary>Code of the provider's last refusal, while it stands.</summary>
    public string? Fault { get; private set; }

    /// <summary>The refund that took its place after it was closed.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>Where it was sent instead, once that was decided.</summary>
    public RefundDestination? RedirectedTo { get; private set; }

    /// <summary>The first of the two people who send it to a card.</summary>
    public Guid? CardNamedBy { get; private set; }

    /// <summary>Keyed hash of the card that the first person named.</summary>
    public KeyedHash? NamedCard { get; private set; }

    /// <summary>What proves that people paid it.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Whether people have to pay it and prove it: a transfer, or money that went to the merchant instead.</summary>
    public bool IsPaidByPeople =>
        this is { State: RefundState.Decided, NextCheckAt: null } or { State: RefundState.Abnormal, Fault: WithMerchant };

    /// <summary>Whether the payer's account does not take it, so that a person may send it elsewhere.</summary>
    public bool MayBeRedirected => this is { State: RefundState.Abnormal, RefundId: not null, Counts: true } && Fault != WithMerchant;

    /// <summary>Whether its money still counts as given back or on its way.</summary>
    public bool Counts => ReplacedBy is null;

    internal bool Apply(RefundFact fact, DateTimeOffset now)
    {
        RefundState to = fact.Outcome switch
        {
            RefundOutcome.Succeeded => RefundState.Succeeded,
            RefundOutcome.Abnormal => RefundState.Abnormal,
            RefundOutcome.Closed => RefundState.Closed,
            _ => RefundState.Processing,
        };

        // The merchant has it, and the payer has nothing yet.
        bool withMerchant = to == RefundState.Succeeded && RedirectedTo == RefundDestination.Merchant && Evidence is null;
        if (withMerchant) to = RefundState.Abnormal;
        string? fault = withMerchant ? WithMerchant : null;

        // Money that is back does not come again, and what has ended does not begin again.
        if (State == RefundState.Succeeded || (State == RefundState.Closed && to == RefundState.Processing)) return false;
        if (Fault == WithMerchant && Evidence is null) return false;
        if (State == to && RefundId == fact.RefundId && fault is null) return false;
        (State, RefundId, Fault) = (to, fact.RefundId, fault);
        AcceptedAt ??= now;
        if (to == RefundState.Succeeded) SettledAt = fact.RefundedAt ?? now;

        // That it was abnormal may be told again after it was sent elsewhere: the provider is asked what holds.
        bool asked = to == RefundState.Processing || (to == RefundState.Abnormal && RedirectedTo is not null && !withMerchant);
        NextCheckAt = asked ? CheckPlan.NextTry(Checks + 1, now) : null;
        return true;
    }

    internal bool Redirect(RefundDestination to, KeyedHash? card, Actor by, DateTimeOffset now)
    {
        if (to == RefundDestination.PayerCard && (CardNamedBy is null || CardNamedBy == by.Id || NamedCard != card))
        {
            (CardNamedBy, NamedCard) = (by.Id, card);
            return false;
        }

        (RedirectedTo, NextCheckAt) = (to, CheckPlan.NextTry(1, now));
        return true;
    }

    internal void Proven(string evidence) => Evidence = evidence;

    internal void Refused(string fault, bool forGood)
    {
        Fault = fault.Length <= MaxFaultLength ? fault : fault[..MaxFaultLength];
        if (!forGood) return;
        (State, NextCheckAt) = (RefundState.Abnormal, null);
    }

    internal void SendAgain(DateTimeOffset now) => (State, NextCheckAt) = (RefundState.Decided, now);

    internal void Replace(string by) => ReplacedBy = by;
}
