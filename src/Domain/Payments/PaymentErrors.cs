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

    /// <summary>A genuine notification of something that nobody here waits for.</summary>
    public static readonly Error NotAPayment = Error.Of(
        "notification.not_a_payment", ErrorKind.Unprocessable,
        "该通知不是支付或退款结果。", "The notification tells of neither a payment nor a refund.",
        "无需处理。", "Nothing needs to be done.");

    /// <summary>WeChat refuses the refund; the fact <c>reason</c> holds its code.</summary>
    public static readonly Error RefundRefused = Error.Of(
        "payment.refund_refused", ErrorKind.Unprocessable,
        "微信支付拒绝了这笔退款。", "WeChat Pay refused the refund.",
        "请核对退款金额与原支付，处理后以同一退款单号重试。",
        "Check the amount and the payment, then try again with the same refund number.");

    /// <summary>The merchant account does not hold enough money.</summary>
    public static readonly Error RefundNotFunded = Error.Of(
        "payment.refund_not_funded", ErrorKind.Unavailable,
        "商户账户余额不足，暂时无法退款。", "The merchant account does not hold enough money for the refund.",
        "请为商户账户充值，系统会以同一退款单号重试。",
        "Top up the merchant account; the refund is tried again with the same number.");

    /// <summary>WeChat does not know the refund: asking for it never arrived, and may be repeated with the same number.</summary>
    public static readonly Error RefundUnknown = Error.Of(
        "payment.refund_unknown", ErrorKind.NotFound,
        "微信支付没有这笔退款。", "WeChat Pay does not know the refund.",
        "请以同一退款单号重新申请退款。", "Ask for the refund again with the same number.");

    /// <summary>WeChat has not written the day's bill yet.</summary>
    public static readonly Error BillNotReady = Error.Of(
        "payment.bill_not_ready", ErrorKind.Unavailable,
        "该日账单尚未生成。", "The bill of that day has not been written yet.",
        "账单一般在次日 10 点后可下载，请稍后重试。", "Bills are ready after about ten the next morning; try again later.");

    /// <summary>A bill that differs from the digest that WeChat signed, or that cannot be read.</summary>
    public static readonly Error BillDamaged = Error.Of(
        "payment.bill_damaged", ErrorKind.Unavailable,
        "账单内容与微信支付给出的摘要不符或无法读取。", "The bill does not match its digest, or cannot be read.",
        "请重新下载；如仍不成功，请从商户平台下载核对。", "Download it again; if it still fails, compare the bill of the merchant platform.");

    /// <summary>No merchant account or payment attempt goes by that name.</summary>
    public static readonly Error Unknown = Error.Of(
        "payment.unknown", ErrorKind.NotFound,
        "找不到对应的支付记录。", "There is no such payment.",
        "请核对商户账户与商户订单号。", "Check the merchant account and the payment number.");

    /// <summary>A transfer cannot be confirmed while another attempt is open.</summary>
    public static readonly Error AttemptOpen = Error.Of(
        "payment.attempt_open", ErrorKind.Conflict,
        "该订单有一笔支付正在进行。", "A payment of this order is under way.",
        "请等待其关闭后再登记转账。", "Wait until it is closed before you confirm a transfer.");

    /// <summary>No transfer waits for its second person.</summary>
    public static readonly Error NoTransfer = Error.Of(
        "payment.no_transfer", ErrorKind.Conflict,
        "没有待复核的转账。", "No transfer waits for approval.",
        "请刷新后查看该支付的最新状态。", "Look the payment up again.");

    /// <summary>No charge of that number waits for a person's decision.</summary>
    public static readonly Error NotUnderExamination = Error.Of(
        "payment.not_under_examination", ErrorKind.Conflict,
        "该笔支付不在核实中。", "This payment is not being looked into.",
        "请刷新后查看该支付的最新状态。", "Look the payment up again.");

    /// <summary>Money of another currency cannot be an order's payment.</summary>
    public static readonly Error OtherCurrency = Error.Of(
        "payment.other_currency", ErrorKind.Conflict,
        "该笔支付的币种不是人民币。", "This payment is not in renminbi.",
        "请退回该笔支付。", "Give it back.");

    /// <summary>The provider's amount of a refund is not ours.</summary>
    public static readonly Error RefundDiffers = Error.Of(
        "refund.differs", ErrorKind.Conflict,
        "退款金额与登记的不一致。", "The refund's amount is not the one that was decided.",
        "请在商户平台核对该退款。", "Check the refund at the provider.");

    /// <summary>The refund's state does not allow this.</summary>
    public static readonly Error RefundNotOpen = Error.Of(
        "refund.not_open", ErrorKind.Conflict,
        "该退款当前状态不允许此操作。", "The refund's state does not allow this.",
        "请刷新后查看该退款的最新状态。", "Look the refund up again.");

    /// <summary>The day has not been compared yet.</summary>
    public static readonly Error NotReconciled = Error.Of(
        "reconciliation.not_found", ErrorKind.NotFound,
        "该日尚未对账。", "The day has not been compared yet.",
        "账单于次日 10 点后获取；也可手动发起对账。", "Bills come after ten the next morning; or have it compared now.");

    /// <summary>Nothing is left to look into.</summary>
    public static readonly Error NothingToResolve = Error.Of(
        "reconciliation.nothing_open", ErrorKind.Conflict,
        "该日没有待处理的差异。", "No difference of that day is open.",
        "无需处理。", "Nothing needs to be done.");

    /// <summary>Bills exist of days before today, of the last three months.</summary>
    public static readonly Error DayWithoutBill = Error.Of(
        "reconciliation.day_without_bill", ErrorKind.Unprocessable,
        "只能对账今天之前三个月内的日期。", "Bills exist of the last three months before today.",
        "请选择昨天或更早的日期。", "Choose yesterday or an earlier day.");
}
