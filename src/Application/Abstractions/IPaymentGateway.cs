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

    /// <summary>Asks by WeChat's number of the charge, such as a bill names it.</summary>
    Task<Result<Charge>> QueryByTransactionAsync(string account, string transactionId, CancellationToken cancellationToken);

    /// <summary>Closes a charge so that it can no longer be paid. May be repeated.</summary>
    /// <returns>Success, or <c>payment.already_paid</c> when money came first, or <c>wechat.unavailable</c>.</returns>
    Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken);

    /// <summary>
    /// Gives money back. Repeating it with equal facts is safe: one number is one refund. An answer means that WeChat
    /// has taken the task, not that the payer has the money.
    /// </summary>
    /// <returns>
    /// The refund as it stands; or <c>payment.refund_refused</c>, <c>payment.refund_not_funded</c> (repeat later with the
    /// same number), <c>wechat.unavailable</c> (the refund may exist: repeat or ask).
    /// </returns>
    Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Asks what became of a refund.</summary>
    /// <returns>The refund; or <c>payment.refund_unknown</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a refund that is <see cref="RefundOutcome.Abnormal"/> elsewhere: to the payer's bank card, or to the merchant's
    /// own account, from which the agency then pays by itself.
    /// </summary>
    /// <returns>The refund, under way again; or <c>payment.refund_refused</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<RefundFact>> RedirectRefundAsync(RefundRedirection request, CancellationToken cancellationToken);

    /// <summary>Downloads a day's bill of all charges and refunds, and checks its digest. A day without any is an empty bill.</summary>
    /// <param name="account">Our key of the merchant account.</param>
    /// <param name="day">The day in China, before today and not older than three months.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The bill; or <c>payment.bill_not_ready</c>, <c>payment.bill_damaged</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<TradeBill>> DownloadTradeBillAsync(string account, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Downloads a day's movements of the merchant's basic account, as <see cref="DownloadTradeBillAsync"/> does.</summary>
    Task<Result<FundFlowBill>> DownloadFundFlowBillAsync(string account, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Verifies and decrypts a notification's raw body.</summary>
    /// <returns>
    /// What it tells; or <c>notification.rejected</c> (signature, time, serial or content do not hold; nothing may be
    /// changed), or <c>notification.not_a_payment</c> for a genuine one of another kind.
    /// </returns>
    Task<Result<Notification>> ReadNotificationAsync(RawNotification raw, CancellationToken cancellationToken);
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

/// <summary>What a genuine notification tells: one of the three.</summary>
/// <param name="Charge">A payment (<c>TRANSACTION.SUCCESS</c>).</param>
/// <param name="Refund">A refund that has ended (<c>REFUND.SUCCESS</c>, <c>REFUND.CLOSED</c>, <c>REFUND.ABNORMAL</c>).</param>
/// <param name="Echo">The words of a connectivity test (<c>SECURITY_ECHO.SUCCESS</c>).</param>
public sealed record Notification(Charge? Charge = null, RefundFact? Refund = null, string? Echo = null);

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
