using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Domain.Orders;

/// <summary>Where a payment attempt stands.</summary>
public enum AttemptState
{
    /// <summary>Saved before WeChat is called; WeChat may or may not know it.</summary>
    Created,

    /// <summary>WeChat has given a prepay id; it can be paid.</summary>
    Pending,

    /// <summary>Being closed; no new attempt may open.</summary>
    Closing,

    /// <summary>Closed at WeChat; it can no longer be paid.</summary>
    Closed,

    /// <summary>Paid, and accepted as the order's payment.</summary>
    Paid,

    /// <summary>Paid too much or too late; the money goes back.</summary>
    Surplus,

    /// <summary>Paid with facts that differ from what was asked for; a person decides.</summary>
    Suspicious,
}

/// <summary>One attempt to pay an order: what was asked of WeChat, frozen.</summary>
public sealed class PaymentAttempt
{
    // WeChat keeps a prepay id for two hours; a little earlier a fresh one is asked for.
    private static readonly TimeSpan PrepayLifetime = TimeSpan.FromMinutes(110);
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(10);

    private PaymentAttempt() => (OutTradeNo, PayerOpenId, MerchantAccount) = ("", "", "");

    internal PaymentAttempt(
        int sequence, string outTradeNo, PaymentMethod method, Money amount, string merchantAccount, string appId,
        string merchantId, string payerOpenId, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        (Sequence, OutTradeNo, Method, Amount, PayerOpenId) = (sequence, outTradeNo, method, amount, payerOpenId);
        (MerchantAccount, AppId, MerchantId) = (merchantAccount, appId, merchantId);
        (ExpiresAt, CreatedAt, State) = (expiresAt, now, AttemptState.Created);
        if (method == PaymentMethod.WeChat) NextCheckAt = CheckPlan.NextAsk(now, now);
    }

    /// <summary>Greatest length of an out_trade_no.</summary>
    public const int MaxOutTradeNoLength = 32;

    /// <summary>The account of transfers, which go by no provider.</summary>
    public const string TransferAccount = "transfer";

    /// <summary>Greatest length of an evidence.</summary>
    public const int MaxEvidenceLength = 200;

    /// <summary>Position among the order's attempts, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>Our number at WeChat: order number and position.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>By which means.</summary>
    public PaymentMethod Method { get; private set; }

    /// <summary>What is asked for.</summary>
    public Money Amount { get; private set; }

    /// <summary>Key of the merchant account.</summary>
    public string MerchantAccount { get; private set; }

    /// <summary>The mini-program that is paid in.</summary>
    public string AppId { get; private set; } = "";

    /// <summary>The merchant that is paid.</summary>
    public string MerchantId { get; private set; } = "";

    /// <summary>Who pays.</summary>
    public string PayerOpenId { get; private set; }

    /// <summary>When it stops being payable.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public AttemptState State { get; private set; }

    /// <summary>When the provider is asked next; null when there is nothing to ask for.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>How often the provider was asked by the timers.</summary>
    public int Checks { get; private set; }

    /// <summary>WeChat's latest prepay id, once known.</summary>
    public string? PrepayId { get; private set; }

    /// <summary>When WeChat gave it.</summary>
    public DateTimeOffset? PrepaidAt { get; private set; }

    /// <summary>What proves a transfer, such as the bank's number of it.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Who confirmed the transfer.</summary>
    public Guid? ConfirmedBy { get; private set; }

    /// <summary>The second person, who agreed that the transfer came, or did not.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>Whether it may still bring money.</summary>
    public bool IsOpen => State is AttemptState.Created or AttemptState.Pending or AttemptState.Closing;

    /// <summary>Whether a transfer waits for its second person.</summary>
    public bool AwaitsApproval => Method == PaymentMethod.Transfer && State == AttemptState.Pending;

    /// <summary>The prepay id while it is good.</summary>
    public string? UsablePrepayId(DateTimeOffset now) => PrepaidAt + PrepayLifetime > now ? PrepayId : null;

    internal void MoveTo(AttemptState state, DateTimeOffset now, bool byTimers = false)
    {
        State = state;

        // A person who begins to close goes on at once; the timers come after.
        NextCheckAt = state == AttemptState.Closing ? (byTimers ? now : now + ClosingPatience) : IsOpen ? NextCheckAt : null;
    }

    internal void Prepaid(string prepayId, DateTimeOffset now) =>
        (State, PrepayId, PrepaidAt) = (AttemptState.Pending, prepayId, now);

    internal void Confirmed(string evidence, Guid by) =>
        (State, Evidence, ConfirmedBy) = (AttemptState.Pending, evidence, by);

    internal void Decided(Guid by) => DecidedBy = by;
}

/// <summary>What a charge that came in is to us.</summary>
public enum ChargeDisposition
{
    /// <summary>The order's payment.</summary>
    Accepted,

    /// <summary>Too much, or too late; it goes back.</summary>
    Surplus,

    /// <summary>Its facts differ from what was asked for; a person decides.</summary>
    Suspicious,
}

/// <summary>Money that the provider says was charged. Its facts never change and it is never dropped; a person may decide what it is to us.</summary>
public sealed class ReceivedCharge
{
    /// <summary>Greatest length of a difference.</summary>
    public const int MaxDifferenceLength = 64;

    private ReceivedCharge() => (TransactionId, OutTradeNo, Currency) = ("", "", "");

    internal ReceivedCharge(
        PaymentFact fact, string? difference, ChargeDisposition disposition, DateTimeOffset now)
    {
        (TransactionId, OutTradeNo, Amount, Currency) = (fact.TransactionId, fact.OutTradeNo, new Money(fact.AmountFen), fact.Currency);
        (Difference, Disposition, PaidAt, ReceivedAt) = (difference, disposition, fact.PaidAt, now);
    }

    /// <summary>WeChat's number.</summary>
    public string TransactionId { get; private set; }

    /// <summary>Our number of the attempt.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>What was charged.</summary>
    public Money Amount { get; private set; }

    /// <summary>ISO 4217 code of its currency.</summary>
    public string Currency { get; private set; }

    /// <summary>What differs from what was asked for, separated by commas: amount, currency, app, merchant, payer.</summary>
    public string? Difference { get; private set; }

    /// <summary>What it is to us.</summary>
    public ChargeDisposition Disposition { get; private set; }

    /// <summary>When it was paid, by the provider.</summary>
    public DateTimeOffset PaidAt { get; private set; }

    /// <summary>When we learned of it.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Who decided what it is, where a person had to.</summary>
    public Guid? DecidedBy { get; private set; }

    internal void Decide(ChargeDisposition disposition, Actor by) => (Disposition, DecidedBy) = (disposition, by.Id);
}
