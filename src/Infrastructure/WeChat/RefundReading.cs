using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A refund, or what is wrong with what WeChat said of it.</summary>
internal readonly record struct RefundReading(RefundFact? Refund, string? Fault)
{
    /// <summary>Translates the answer to a request or a query. It does not name the merchant, whose key has signed for it.</summary>
    public static RefundReading OfAnswer(RefundAnswer? body, Merchant merchant) =>
        body is null
            ? new RefundReading(null, "it is not JSON of a refund")
            : Of(body.OutRefundNo, body.RefundId, body.OutTradeNo, body.TransactionId, body.Status, body.SuccessTime, body.Amount, merchant);

    /// <summary>Translates the decrypted resource of a notification.</summary>
    public static RefundReading OfNotification(RefundNotified? body, Merchant merchant)
    {
        if (body is null) return new RefundReading(null, "it is not JSON of a refund");
        return body.MerchantId == merchant.Facts.MerchantId
            ? Of(body.OutRefundNo, body.RefundId, body.OutTradeNo, body.TransactionId, body.RefundStatus, body.SuccessTime, body.Amount, merchant)
            : new RefundReading(null, "mchid is another merchant's");
    }

    private static RefundReading Of(
        string? outRefundNo, string? refundId, string? outTradeNo, string? transactionId, string? status,
        DateTimeOffset? successTime, RefundedAmount? amount, Merchant merchant)
    {
        if (string.IsNullOrEmpty(outRefundNo) || string.IsNullOrEmpty(refundId)
            || string.IsNullOrEmpty(outTradeNo) || string.IsNullOrEmpty(transactionId))
            return new RefundReading(null, "a number is missing");
        if (amount is not { Refund: { } refunded, Total: { } total }) return new RefundReading(null, "the amount is missing");

        var outcome = status switch
        {
            "PROCESSING" => RefundOutcome.Processing,
            "SUCCESS" => RefundOutcome.Succeeded,
            "CLOSED" => RefundOutcome.Closed,
            "ABNORMAL" => RefundOutcome.Abnormal,
            _ => RefundOutcome.Other,
        };
        return outcome == RefundOutcome.Succeeded && successTime is null
            ? new RefundReading(null, "a refund that succeeded lacks success_time")
            : new RefundReading(
                new RefundFact(
                    outRefundNo, refundId, outTradeNo, transactionId, merchant.Facts.MerchantId, refunded, total, outcome,
                    outcome == RefundOutcome.Succeeded ? successTime : null),
                null);
    }
}
