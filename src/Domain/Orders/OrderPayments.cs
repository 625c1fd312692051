using CampusPhoto.Domain.Common;

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
    private PaymentAttempt() => (OutTradeNo, PayerOpenId, MerchantAccount) = ("", "", "");

    internal PaymentAttempt(
        int sequence, string outTradeNo, Money amount, string merchantAccount, string appId, string merchantId,
        string payerOpenId, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        (Sequence, OutTradeNo, Amount, PayerOpenId) = (sequence, outTradeNo, amount, payerOpenId);
        (MerchantAccount, AppId, MerchantId) = (merchantAccount, appId, merchantId);
        (ExpiresAt, CreatedAt, State) = (expiresAt, now, AttemptState.Created);
    }

    /// <summary>Greatest length of an out_trade_no.</summary>
    public const int MaxOutTradeNoLength = 32;

    /// <summary>Position among the order's attempts, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>Our number at WeChat: order number and position.</summary>
    public string OutTradeNo { get; private set; }

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
    public AttemptState State { get; internal set; }

    /// <summary>WeChat's prepay id, once known.</summary>
    public string? PrepayId { get; internal set; }

    /// <summary>Whether it may still bring money.</summary>
    public bool IsOpen => State is AttemptState.Created or AttemptState.Pending or AttemptState.Closing;
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

/// <summary>Money that WeChat says was charged. Never changed, never dropped.</summary>
public sealed class ReceivedCharge
{
    private ReceivedCharge() => (TransactionId, OutTradeNo) = ("", "");

    internal ReceivedCharge(
        string transactionId, string outTradeNo, Money amount, ChargeDisposition disposition, DateTimeOffset paidAt, DateTimeOffset now)
    {
        (TransactionId, OutTradeNo, Amount) = (transactionId, outTradeNo, amount);
        (Disposition, PaidAt, ReceivedAt) = (disposition, paidAt, now);
    }

    /// <summary>WeChat's number.</summary>
    public string TransactionId { get; private set; }

    /// <summary>Our number of the attempt.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>What was charged.</summary>
    public Money Amount { get; private set; }

    /// <summary>What it is to us.</summary>
    public ChargeDisposition Disposition { get; private set; }

    /// <summary>When it was paid, by WeChat.</summary>
    public DateTimeOffset PaidAt { get; private set; }

    /// <summary>When we learned of it.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }
}

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
}

/// <summary>Money that is to go back, by one charge.</summary>
public sealed class Refund
{
    private Refund() => (OutRefundNo, TransactionId) = ("", "");

    internal Refund(string outRefundNo, string transactionId, Money amount, RefundCause cause, DateTimeOffset now) =>
        (OutRefundNo, TransactionId, Amount, Cause, DecidedAt) = (outRefundNo, transactionId, amount, cause, now);

    /// <summary>Greatest length of an out_refund_no.</summary>
    public const int MaxOutRefundNoLength = 64;

    /// <summary>Our number at WeChat: the same for the same refund however often it is sent.</summary>
    public string OutRefundNo { get; private set; }

    /// <summary>The charge that goes back.</summary>
    public string TransactionId { get; private set; }

    /// <summary>How much goes back.</summary>
    public Money Amount { get; private set; }

    /// <summary>Why.</summary>
    public RefundCause Cause { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>When the money was back with the payer.</summary>
    public DateTimeOffset? SettledAt { get; private set; }
}
