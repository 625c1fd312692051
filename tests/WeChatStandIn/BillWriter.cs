using System.Globalization;
using System.Text;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Writes bills as WeChat does: cells behind a backtick, yuan, and sums at the end.</summary>
internal static class BillWriter
{
    private const string TradeColumns =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
        + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    private const string TradeSums = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    private const string FlowColumns =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";

    private const string FlowSums = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

    /// <summary>0.6 %, as most merchants pay.</summary>
    private const decimal FeeRate = 0.006m;

    /// <summary>The bill of charges and refunds of a day, or null when there were none.</summary>
    public static byte[]? Trade(IReadOnlyList<BillEntry> entries)
    {
        if (entries.Count == 0) return null;
        var text = new StringBuilder("\uFEFF").Append(TradeColumns).Append("\r\n");
        foreach (var entry in entries) Row(text, TradeCells(entry));
        var charges = entries.Where(entry => !entry.IsRefund).Sum(entry => entry.Fen);
        var refunds = entries.Where(entry => entry.IsRefund).Sum(entry => entry.Fen);
        text.Append(TradeSums).Append("\r\n");
        Row(text,
            $"{entries.Count}", Yuan(charges), Yuan(refunds), "0.00", Fee(entries.Sum(FeeOf)), Yuan(charges), Yuan(refunds));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The movements of a day, or null when there were none.</summary>
    public static byte[]? FundFlow(IReadOnlyList<BillEntry> entries, long balanceBefore)
    {
        if (entries.Count == 0) return null;
        var text = new StringBuilder("\uFEFF").Append(FlowColumns).Append("\r\n");
        var balance = balanceBefore;
        foreach (var entry in entries)
        {
            balance += entry.IsRefund ? -entry.Fen : entry.Fen;
            Row(text,
                Time(entry.At), entry.RefundId ?? entry.Charge.TransactionId!, $"F{entry.Charge.TransactionId}{entry.RefundId}",
                entry.IsRefund ? "退款" : "交易", entry.IsRefund ? "退款" : "交易", entry.IsRefund ? "支出" : "收入",
                Yuan(entry.Fen), Yuan(balance), "system", "", entry.OutRefundNo ?? entry.OutTradeNo);
        }

        var (income, expense) = (entries.Where(entry => !entry.IsRefund).ToList(), entries.Where(entry => entry.IsRefund).ToList());
        text.Append(FlowSums).Append("\r\n");
        Row(text,
            $"{entries.Count}", $"{income.Count}", Yuan(income.Sum(entry => entry.Fen)),
            $"{expense.Count}", Yuan(expense.Sum(entry => entry.Fen)));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string[] TradeCells(BillEntry entry)
    {
        var terms = entry.Charge.Terms;
        var (charged, refunded) = entry.IsRefund ? ("0.00", Yuan(entry.Fen)) : (Yuan(entry.Fen), "0.00");
        return
        [
            Time(entry.At), terms.AppId, terms.MerchantId, "0", "", entry.Charge.TransactionId!, entry.OutTradeNo, terms.OpenId,
            "JSAPI", entry.IsRefund ? "REFUND" : "SUCCESS", "OTHERS", "CNY", charged, entry.IsRefund ? "0.00" : Yuan(entry.Charge.Coupon),
            entry.RefundId ?? "0", entry.OutRefundNo ?? "0", refunded, "0.00", entry.IsRefund ? "ORIGINAL" : "", entry.RefundStatus ?? "",
            terms.Description, terms.Attach ?? "", Fee(FeeOf(entry)), "0.60%", charged, refunded, "",
        ];
    }

    private static decimal FeeOf(BillEntry entry) => Math.Round(entry.Fen * FeeRate) / 100 * (entry.IsRefund ? -1 : 1);

    private static void Row(StringBuilder text, params string[] cells) =>
        text.AppendJoin(',', cells.Select(cell => "`" + cell)).Append("\r\n");

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Fee(decimal yuan) => yuan.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) =>
        at.ToOffset(BusinessClock.China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
