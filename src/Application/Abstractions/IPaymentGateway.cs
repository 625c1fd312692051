using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Takes money by WeChat Pay v3 JSAPI. No call is made inside a transaction.</summary>
public interface IPaymentGateway
{
    /// <summary>The facts that a charge to this account must carry, or null when there is no such account.</summary>
    MerchantAccount? FindAccount(string account);

    /// <summary>Opens a charge. Repeating it with equal facts is safe and gives a fresh prepay id.</summary>
    /// <returns>
    /// The prepay id (valid for two hours), or <c>payment.already_paid</c>, <c>payment.attempt_closed</c>,
    /// <c>payment.refused</c>, <c>wechat.unavailable</c>.
    /// </returns>
    Task<Result<string>> PrepayAsync(PrepayRequest request, CancellationToken cancellationToken);

    /// <summary>The signed parameters of <c>wx.requestPayment</c> for a prepay id.</summary>
    ClientPayment SignForClient(string account, string prepayId);

    /// <summary>Asks what became of a charge. A number that WeChat does not know is <see cref="ChargeState.Unknown"/>.</summary>
    Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken);

    /// <summary>Closes a charge so that it can no longer be paid. May be repeated.</summary>
    /// <returns>Success, or <c>payment.already_paid</c> when money came first, or <c>wechat.unavailable</c>.</returns>
    Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken);

    /// <summary>Verifies and decrypts a notification's raw body.</summary>
    /// <returns>
    /// The charge; or <c>notification.rejected</c> (signature, time, serial or content do not hold; nothing may be
    /// changed), or <c>notification.not_a_payment</c> for a genuine one of another kind.
    /// </returns>
    Result<Charge> ReadNotification(RawNotification notification);
}

/// <summary>A merchant account's public facts.</summary>
/// <param name="Account">Our key of the account, as in the notification's path.</param>
/// <param name="AppId">The mini-program's appid.</param>
/// <param name="MerchantId">The merchant's mchid.</param>
public sealed record MerchantAccount(string Account, string AppId, string MerchantId);

/// <summary>What is asked of WeChat to open a charge. All of it is frozen with the attempt.</summary>
/// <param name="Account">Our key of the merchant account.</param>
/// <param name="OutTradeNo">Our number, 6 to 32 characters of <c>[0-9A-Za-z_-]</c>.</param>
/// <param name="Description">What is paid for, shown to the payer; at most 127 characters, nothing personal.</param>
/// <param name="AmountFen">At least 1.</param>
/// <param name="PayerOpenId">Who pays.</param>
/// <param name="ExpiresAt">When it stops being payable; frozen, so that a repeat is identical.</param>
public sealed record PrepayRequest(
    string Account,
    string OutTradeNo,
    string Description,
    long AmountFen,
    string PayerOpenId,
    DateTimeOffset ExpiresAt);

/// <summary>The parameters of <c>wx.requestPayment</c>.</summary>
/// <param name="TimeStamp">Seconds since 1970, as text.</param>
/// <param name="NonceStr">A random text.</param>
/// <param name="Package"><c>prepay_id=…</c>.</param>
/// <param name="SignType">Always RSA.</param>
/// <param name="PaySign">Signature by the merchant's key over appId, timeStamp, nonceStr and package.</param>
public sealed record ClientPayment(string TimeStamp, string NonceStr, string Package, string SignType, string PaySign);

/// <summary>What became of a charge.</summary>
public enum ChargeState
{
    /// <summary>WeChat does not know the number: prepay never reached it.</summary>
    Unknown,

    /// <summary>Open and not paid.</summary>
    NotPaid,

    /// <summary>Paid; the fact is there.</summary>
    Paid,

    /// <summary>Closed without payment.</summary>
    Closed,

    /// <summary>Paid and since refunded, wholly or in part; the fact is there.</summary>
    Refunded,

    /// <summary>A state that this version does not know: keep asking, tell a person.</summary>
    Other,
}

/// <summary>A charge as WeChat tells it.</summary>
/// <param name="OutTradeNo">Our number.</param>
/// <param name="State">What became of it.</param>
/// <param name="Fact">The charge's facts once money has moved.</param>
public sealed record Charge(string OutTradeNo, ChargeState State, PaymentFact? Fact);

/// <summary>A notification exactly as it came in.</summary>
/// <param name="Account">Our key of the merchant account, from the path.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Timestamp">Header Wechatpay-Timestamp.</param>
/// <param name="Nonce">Header Wechatpay-Nonce.</param>
/// <param name="Signature">Header Wechatpay-Signature.</param>
/// <param name="Serial">Header Wechatpay-Serial.</param>
public sealed record RawNotification(
    string Account,
    ReadOnlyMemory<byte> Body,
    string? Timestamp,
    string? Nonce,
    string? Signature,
    string? Serial);
