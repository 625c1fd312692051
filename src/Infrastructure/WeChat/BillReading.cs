using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Translates the columns of bills, by their names, and checks the rows against the bill's own sums.</summary>
internal static class BillReading
{
    /// <exception cref="FormatException">A column is missing, a cell cannot be read, or the sums differ.</exception>
    public static TradeBill Trade(DateOnly day, BillTable table)
    {
        var at = table.Column("交易时间");
        var merchant = table.Column("商户号");
        var transaction = table.Column("微信订单号");
        var number = table.Column("商户订单号");
        var payer = table.Column("用户标识");
        var state = table.Column("交易状态");
        var total = table.Column("订单金额");
        var refundId = table.Column("微信退款单号");
        var refundNumber = table.Column("商户退款单号");
        var refunded = table.Column("申请退款金额");
        var refundStatus = table.Column("退款状态");
        var fee = table.Column("手续费");
        var rows = Enumerable.Range(0, table.Count)
            .Select(row =>
            {
                var kind = state(row) switch
                {
                    "SUCCESS" => TradeBillKind.Charge,
                    "REFUND" => TradeBillKind.Refund,
                    _ => TradeBillKind.Other,
                };
                var isRefund = kind == TradeBillKind.Refund;
                return new TradeBillRow(
                    kind, BillTable.Time(at(row)), merchant(row), transaction(row), number(row), payer(row),
                    BillTable.Fen(total(row)),
                    isRefund ? refundId(row) : null,
                    isRefund ? refundNumber(row) : null,
                    BillTable.Fen(refunded(row)),
                    isRefund ? refundStatus(row) : null,
                    BillTable.Yuan(fee(row)));
            })
            .ToList();

        var bill = new TradeBill(day, rows, BillTable.Fen(table.Sum("订单总金额")), BillTable.Fen(table.Sum("申请退款总金额")));
        Same(bill.ChargedFen, rows.Sum(row => row.AmountFen));
        Same(bill.RefundedFen, rows.Sum(row => row.RefundFen));
        return bill;
    }

    /// <exception cref="FormatException">A column is missing, a cell cannot be read, or the sums differ.</exception>
    public static FundFlowBill FundFlow(DateOnly day, BillTable table)
    {
        var at = table.Column("记账时间");
        var transaction = table.Column("微信支付业务单号");
        var flow = table.Column("资金流水单号");
        var business = table.Column("业务名称");
        var direction = table.Column("收支类型");
        var amount = table.Column("收支金额(元)", "收支金额（元）");
        var balance = table.Column("账户结余(元)", "账户结余（元）");
        var voucher = table.Column("业务凭证号");
        var rows = Enumerable.Range(0, table.Count)
            .Select(row => new FundFlowRow(
                BillTable.Time(at(row)), transaction(row), flow(row), business(row), direction(row) == "收入",
                BillTable.Fen(amount(row)), BillTable.Fen(balance(row)), voucher(row)))
            .ToList();

        var bill = new FundFlowBill(day, rows, BillTable.Fen(table.Sum("收入金额")), BillTable.Fen(table.Sum("支出金额")));
        Same(bill.IncomeFen, rows.Where(row => row.IsIncome).Sum(row => row.AmountFen));
        Same(bill.ExpenseFen, rows.Where(row => !row.IsIncome).Sum(row => row.AmountFen));
        return bill;
    }

    private static void Same(long told, long counted)
    {
        if (told != counted) throw new FormatException("The rows do not add up to the bill's own sums.");
    }
}
