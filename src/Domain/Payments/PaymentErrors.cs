using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Payments;

/// <summary>Why a payment could not be made or applied.</summary>
public static class PaymentErrors
{
    /// <summary>WeChat already has the money for this number.</summary>
    public static readonly Error AlreadyPaid = Error.Of(
        "payment.already_paid", ErrorKind.Conflict,
        "这笔订单已经支付。", "This has already been paid.",
        "请刷新订单查看最新状态，无需再次支付。", "Reload the order; do not pay again.");

    /// <summary>The attempt was closed and its number cannot be used again.</summary>
    public static readonly Error AttemptClosed = Error.Of(
        "payment.attempt_closed", ErrorKind.Conflict,
        "这次支付已关闭。", "This payment attempt has been closed.",
        "请重新发起支付。", "Start the payment again.");

    /// <summary>The attempt is being closed; nothing new may open until that is settled.</summary>
    public static readonly Error AttemptClosing = Error.Of(
        "payment.attempt_closing", ErrorKind.Conflict,
        "上一次支付正在关闭。", "The previous payment attempt is being closed.",
        "请稍候片刻再支付。", "Wait a moment before paying again.");

    /// <summary>WeChat refuses to open the charge.</summary>
    public static readonly Error Refused = Error.Of(
        "payment.refused", ErrorKind.Unprocessable,
        "微信支付拒绝了这次请求。", "WeChat Pay refused the request.",
        "请稍后重试；如仍不成功，请联系客服并提供订单编号。",
        "Try again later; if it still fails, contact support with the order number.");

    /// <summary>A notification whose signature, time, serial or content does not hold.</summary>
    public static readonly Error NotificationRejected = Error.Of(
        "notification.rejected", ErrorKind.Unauthenticated,
        "通知未通过验证。", "The notification could not be verified.",
        "请使用微信支付平台密钥对原始报文签名。", "Sign the raw body with the platform's key.");

    /// <summary>A genuine notification of something that is not a payment.</summary>
    public static readonly Error NotAPayment = Error.Of(
        "notification.not_a_payment", ErrorKind.Unprocessable,
        "该通知不是支付结果。", "The notification does not tell of a payment.",
        "无需处理。", "Nothing needs to be done.");

    /// <summary>No merchant account or payment attempt goes by that name.</summary>
    public static readonly Error Unknown = Error.Of(
        "payment.unknown", ErrorKind.NotFound,
        "找不到对应的支付记录。", "There is no such payment.",
        "请核对商户账户与商户订单号。", "Check the merchant account and the payment number.");
}
