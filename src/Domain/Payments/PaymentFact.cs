namespace CampusPhoto.Domain.Payments;

/// <summary>What the payment provider says of one charge, from whichever way it reached us.</summary>
/// <param name="OutTradeNo">Our number of the payment attempt.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="AppId">The mini-program that was paid in.</param>
/// <param name="MerchantId">The merchant that was paid.</param>
/// <param name="PayerOpenId">Who paid.</param>
/// <param name="AmountFen">The order's total in fen, before the provider's coupons.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="PaidAt">When the provider says it was paid.</param>
public sealed record PaymentFact(
    string OutTradeNo,
    string TransactionId,
    string AppId,
    string MerchantId,
    string PayerOpenId,
    long AmountFen,
    string Currency,
    DateTimeOffset PaidAt);
