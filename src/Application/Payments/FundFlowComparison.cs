using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Compares what a merchant account took in and gave out in a day (资金账单) with the day's charges and refunds (交易账单):
/// each charge must have come in and each refund gone out, and nothing else may have under their names.
/// </summary>
internal static class FundFlowComparison
{
    private const string Charge = "交易";
    private const string Return = "退款";
    private const string Fee = "手续费";

    // Near midnight the two bills may have a movement on different days.
    private static readonly TimeSpan Midnight = TimeSpan.FromMinutes(5);

    public static FundFlowSums SumsOf(FundFlowBill flow)
    {
        long fees = flow.Rows.Where(IsFee).Sum(Out);
        FundFlowRow[] others = [.. flow.Rows.Where(row => !IsFee(row) && row.Business is not (Charge or Return))];
        return new FundFlowSums(
            flow.Rows.Count, flow.IncomeFen, flow.ExpenseFen, fees,
            others.Where(row => row.IsIncome).Sum(row => row.AmountFen), others.Where(row => !row.IsIncome).Sum(row => row.AmountFen));
    }

    public static async Task<IReadOnlyList<Difference>> CompareAsync(
        IReadDb db, TradeBill bill, FundFlowBill flow, CancellationToken cancellationToken)
    {
        var charged = new Movements(flow, Charge, row => -Out(row));
        var refunded = new Movements(flow, Return, Out);
        List<Difference> differences = [];
        foreach (TradeBillRow row in bill.Rows.Where(row => row.Kind == TradeBillKind.Charge))
            Check(row, charged.Take(row.TransactionId, row.OutTradeNo), row.AmountFen);
        foreach (TradeBillRow row in bill.Rows.Where(row => row.Kind == TradeBillKind.Refund))
        {
            // One that is under way, or was given up, need not have moved yet.
            Moved? moved = refunded.Take(row.RefundId ?? "", row.OutRefundNo ?? "");
            if (row.RefundStatus == "SUCCESS") Check(row, moved, row.RefundFen);
        }

        string[] transactions = [.. charged.Left.Select(one => one.TransactionId)];
        List<string> ours = await db.Orders.SelectMany(order => order.Charges).Where(charge => transactions.Contains(charge.TransactionId))
            .Select(charge => charge.TransactionId).ToListAsync(cancellationToken);
        differences.AddRange(charged.Left.Where(one => !ours.Contains(one.TransactionId)).Select(one => Foreign(one, null)));
        string[] vouchers = [.. refunded.Left.Select(one => one.Voucher)];
        List<string> ourRefunds = await db.Orders.SelectMany(order => order.Refunds).Where(refund => vouchers.Contains(refund.OutRefundNo))
            .Select(refund => refund.OutRefundNo).ToListAsync(cancellationToken);
        differences.AddRange(refunded.Left.Where(one => one.Fen != 0 && !ourRefunds.Contains(one.Voucher)).Select(one => Foreign(one, one.Voucher)));
        return differences;

        void Check(TradeBillRow row, Moved? moved, long fen)
        {
            if (moved is null && IsNearMidnight(row, bill.Day)) return;
            if (moved?.Fen == fen) return;
            differences.Add(new Difference(
                moved is null ? DifferenceKind.MissingThere : DifferenceKind.AmountDiffers, DifferenceHandling.Alarm,
                row.OutTradeNo, row.TransactionId, row.OutRefundNo, fen, moved?.Fen, BillKind.FundFlow));
        }
    }

    private static Difference Foreign(Moved moved, string? outRefundNo) => new(
        DifferenceKind.Foreign, DifferenceHandling.Alarm, outRefundNo is null ? moved.Voucher : "", moved.TransactionId, outRefundNo,
        null, moved.Fen, BillKind.FundFlow);

    private static bool IsFee(FundFlowRow row) => row.Business.Contains(Fee, StringComparison.Ordinal);

    private static long Out(FundFlowRow row) => row.IsIncome ? -row.AmountFen : row.AmountFen;

    private static bool IsNearMidnight(TradeBillRow row, DateOnly day)
    {
        DateTimeOffset from = new(day, TimeOnly.MinValue, OrderNumber.ChinaOffset);
        return row.At < from + Midnight || row.At > from.AddDays(1) - Midnight;
    }

    /// <summary>What moved under one pair of numbers, in fen; what went out and came back is taken off.</summary>
    private sealed record Moved(string TransactionId, string Voucher, long Fen);

    /// <summary>Movements of one business, found by WeChat's number or by ours.</summary>
    private sealed class Movements(FundFlowBill flow, string business, Func<FundFlowRow, long> fen)
    {
        private readonly List<Moved> _left =
        [
            .. flow.Rows.Where(row => row.Business == business).GroupBy(row => (row.TransactionId, row.Voucher))
                .Select(rows => new Moved(rows.Key.TransactionId, rows.Key.Voucher, rows.Sum(fen))),
        ];

        private readonly HashSet<Moved> _taken = [];
        private Dictionary<string, Moved>? _byNumber;

        public IEnumerable<Moved> Left => _left.Where(one => !_taken.Contains(one));

        public Moved? Take(string theirs, string ours)
        {
            _byNumber ??= ByNumber();
            Moved? found = _byNumber.GetValueOrDefault(theirs) ?? _byNumber.GetValueOrDefault(ours);
            if (found is not null) _taken.Add(found);
            return found;
        }

        private Dictionary<string, Moved> ByNumber()
        {
            Dictionary<string, Moved> found = new(StringComparer.Ordinal);
            foreach (Moved one in _left)
            {
                found.TryAdd(one.TransactionId, one);
                found.TryAdd(one.Voucher, one);
            }

            return found;
        }
    }
}
