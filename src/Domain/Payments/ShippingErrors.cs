using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Payments;

/// <summary>Why WeChat did not take shipping information.</summary>
public static class ShippingErrors
{
    /// <summary>WeChat's shipping management does not know the payment yet; it takes about ten seconds.</summary>
    public static readonly Error NotYet = Error.Of(
        "shipping.not_yet", ErrorKind.Unavailable,
        "微信尚未收录这笔支付。", "WeChat's shipping management does not know the payment yet.",
        "请稍后重试；如持续出现，请核对商户号与小程序的绑定。",
        "Try again later; if it stays so, check that merchant and mini-program are bound.");

    /// <summary>The payment is shipped, and the one correction that WeChat allows is used up.</summary>
    public static readonly Error Already = Error.Of(
        "shipping.already", ErrorKind.Conflict,
        "这笔支付已完成发货，不能再次修改。", "The payment is shipped and cannot be corrected again.",
        "无需处理。", "Nothing needs to be done.");

    /// <summary>WeChat refuses; the fact <c>errcode</c> holds its code.</summary>
    public static readonly Error Refused = Error.Of(
        "shipping.refused", ErrorKind.Unprocessable,
        "微信拒绝了发货信息。", "WeChat refused the shipping information.",
        "请核对支付状态与发货内容。", "Check the payment's state and what was shipped.");
}
