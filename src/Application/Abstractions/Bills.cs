namespace CampusPhoto.Application.Abstractions;

/// <summary>A day's charges and refunds, as WeChat counts them.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="Rows">One row for each charge and each refund, as the bill has them.</param>
/// <param name="ChargedFen">The bill's own sum of charges (订单总金额), in fen.</param>
/// <param name="RefundedFen">The bill's own sum of refunds (申请退款总金额), in fen.</param>
public sealed record TradeBill(DateOnly Day, IReadOnlyList<TradeBillRow> Rows, long ChargedFen, long RefundedFen);

/// <summary>What a row of a trade bill is about.</summary>
public enum TradeBillKind
{
    /// <summary>Money came in (SUCCESS).</summary>
    Charge,

    /// <summary>Money goes back (REFUND).</summary>
    Refund,

    /// <summary>Anything else, such as REVOKED: a person looks at it.</summary>
    Other,
}

/// <summary>One charge or refund of a bill.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="At">When WeChat booked it.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="TransactionId">WeChat's number of the charge.</param>
/// <param name="OutTradeNo">Our number of the charge.</param>
/// <param name="PayerOpenId">Who paid.</param>
/// <param name="AmountFen">The charge's total (订单金额); 0 in rows of refunds.</param>
/// <param name="RefundId">WeChat's number of the refund; null in rows of charges.</param>
/// <param name="OutRefundNo">Our number of the refund; null in rows of charges.</param>
/// <param name="RefundFen">What goes back (申请退款金额); 0 in rows of charges.</param>
/// <param name="RefundStatus">WeChat's word for the refund's state (SUCCESS, PROCESSING, FAIL, …); null in rows of charges.</param>
/// <param name="FeeYuan">WeChat's fee in yuan with five decimals; negative where it is given back.</param>
public sealed record TradeBillRow(
    TradeBillKind Kind,
    DateTimeOffset At,
    string MerchantId,
    string TransactionId,
    string OutTradeNo,
    string PayerOpenId,
    long AmountFen,
    string? RefundId,
    string? OutRefundNo,
    long RefundFen,
    string? RefundStatus,
    decimal FeeYuan);

/// <summary>A day's movements of a merchant's account.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="Rows">The movements, as the bill has them.</param>
/// <param name="IncomeFen">The bill's own sum of what came in, in fen.</param>
/// <param name="ExpenseFen">The bill's own sum of what went out, in fen.</param>
public sealed record FundFlowBill(DateOnly Day, IReadOnlyList<FundFlowRow> Rows, long IncomeFen, long ExpenseFen);

/// <summary>One movement of a merchant's account.</summary>
/// <param name="At">When it was booked.</param>
/// <param name="TransactionId">WeChat's number of the business (微信支付业务单号).</param>
/// <param name="FlowId">WeChat's number of the movement (资金流水单号).</param>
/// <param name="Business">What for (业务名称), such as 交易 or 退款.</param>
/// <param name="IsIncome">Whether money came in.</param>
/// <param name="AmountFen">How much, in fen.</param>
/// <param name="BalanceFen">What the account held afterwards, in fen.</param>
/// <param name="Voucher">Number of the voucher (业务凭证号): our number of the charge or refund.</param>
public sealed record FundFlowRow(
    DateTimeOffset At,
    string TransactionId,
    string FlowId,
    string Business,
    bool IsIncome,
    long AmountFen,
    long BalanceFen,
    string Voucher);
