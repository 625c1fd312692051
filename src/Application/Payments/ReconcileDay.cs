using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// 对账: fetches a day's bill of charges and refunds and compares it with our ledger both ways, and then with the movements of
/// the merchant's account. What we missed is asked for and applied; what cannot be explained is
/// kept for a person. May be repeated; the last comparison counts.
/// </summary>
/// <param name="MerchantAccount">Key of the merchant account.</param>
/// <param name="Day">The day in China, before today.</param>
public sealed record ReconcileDayProcess(string MerchantAccount, DateOnly Day) : IProcess<ReconciliationView>;

internal sealed class ReconcileDayHandler(
    ISender sender, IReadDb db, IPaymentGateway gateway, AttemptSettlement attempts, RefundSettlement refunds, TimeProvider clock)
    : IRequestHandler<ReconcileDayProcess, Result<ReconciliationView>>
{
    private const int Chunk = 200;
    private const int OldestBillDays = 90;

    // The provider's clock tells which day's bill has a refund; ours only about.
    private static readonly TimeSpan Midnight = TimeSpan.FromMinutes(5);

    public async Task<Result<ReconciliationView>> Handle(ReconcileDayProcess request, CancellationToken cancellationToken)
    {
        if (gateway.FindAccount(request.MerchantAccount) is null) return PaymentErrors.Unknown;
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(OrderNumber.ChinaOffset).DateTime);
        if (request.Day >= today || request.Day < today.AddDays(-OldestBillDays)) return PaymentErrors.DayWithoutBill;
        Result<TradeBill> fetched = await gateway.DownloadTradeBillAsync(request.MerchantAccount, request.Day, cancellationToken);
        if (fetched.Error is { } error) return error;

        Result<FundFlowBill> flow = await gateway.DownloadFundFlowBillAsync(request.MerchantAccount, request.Day, cancellationToken);
        if (flow.Error is { } withoutFlow) return withoutFlow;

        TradeBill bill = fetched.Value;
        List<Difference> differences = [];
        foreach (TradeBillRow[] rows in bill.Rows.Where(row => row.Kind == TradeBillKind.Charge).Chunk(Chunk))
            differences.AddRange(await CompareChargesAsync(rows, cancellationToken));
        foreach (TradeBillRow[] rows in bill.Rows.Where(row => row.Kind == TradeBillKind.Refund).Chunk(Chunk))
            differences.AddRange(await CompareRefundsAsync(rows, cancellationToken));
        differences.AddRange(bill.Rows.Where(row => row.Kind == TradeBillKind.Other).Select(row => new Difference(
            DifferenceKind.Foreign, DifferenceHandling.Alarm, row.OutTradeNo, row.TransactionId, row.OutRefundNo, null, row.AmountFen)));
        OurDay ours = await OurDayAsync(request, cancellationToken);
        differences.AddRange(MissingThere(ours, bill));
        differences.AddRange(await FundFlowComparison.CompareAsync(db, bill, flow.Value, cancellationToken));
        foreach (Difference difference in differences)
            PaymentTelemetry.Differences.Add(1, new KeyValuePair<string, object?>("campusphoto.kind", difference.Kind.ToString()));

        return await sender.Send(
            new RecordReconciliationCommand(
                request.MerchantAccount,
                request.Day,
                new DaySums(
                    bill.Rows.Count(row => row.Kind == TradeBillKind.Charge), bill.Rows.Count(row => row.Kind == TradeBillKind.Refund),
                    bill.ChargedFen, ours.Charges.Sum(charge => charge.Fen), bill.RefundedFen, ours.Refunds.Sum(refund => refund.Fen)),
                FundFlowComparison.SumsOf(flow.Value),
                differences),
            cancellationToken);
    }

    private async Task<IEnumerable<Difference>> CompareChargesAsync(TradeBillRow[] rows, CancellationToken cancellationToken)
    {
        Dictionary<string, long> ours = await ChargesAsync(rows, cancellationToken);
        List<Difference> differences = [];
        foreach (TradeBillRow row in rows.Where(row => !ours.ContainsKey(row.TransactionId)))
        {
            PaymentAttempt? attempt = await db.Orders.SelectMany(order => order.Attempts)
                .SingleOrDefaultAsync(one => one.OutTradeNo == row.OutTradeNo, cancellationToken);
            if (attempt is not null) await attempts.AskAsync(attempt.ToDue(), cancellationToken);
            bool applied = attempt is not null && (await ChargesAsync([row], cancellationToken)).ContainsKey(row.TransactionId);
            differences.Add(new Difference(
                attempt is null ? DifferenceKind.Foreign : DifferenceKind.MissingHere,
                applied ? DifferenceHandling.Applied : DifferenceHandling.Alarm,
                row.OutTradeNo, row.TransactionId, null, null, row.AmountFen));
        }

        differences.AddRange(rows
            .Where(row => ours.TryGetValue(row.TransactionId, out long fen) && fen != row.AmountFen)
            .Select(row => new Difference(
                DifferenceKind.AmountDiffers, DifferenceHandling.Alarm, row.OutTradeNo, row.TransactionId, null,
                ours[row.TransactionId], row.AmountFen)));
        return differences;
    }

    private async Task<Dictionary<string, long>> ChargesAsync(TradeBillRow[] rows, CancellationToken cancellationToken)
    {
        string[] ids = [.. rows.Select(row => row.TransactionId)];
        var found = await db.Orders.SelectMany(order => order.Charges).Where(charge => ids.Contains(charge.TransactionId))
            .Select(charge => new { charge.TransactionId, charge.Amount }).ToListAsync(cancellationToken);
        return found.ToDictionary(charge => charge.TransactionId, charge => charge.Amount.Fen, StringComparer.Ordinal);
    }

    private async Task<IEnumerable<Difference>> CompareRefundsAsync(TradeBillRow[] rows, CancellationToken cancellationToken)
    {
        string[] numbers = [.. rows.Select(row => row.OutRefundNo ?? "")];
        List<Refund> found = await db.Orders.SelectMany(order => order.Refunds)
            .Where(refund => numbers.Contains(refund.OutRefundNo)).ToListAsync(cancellationToken);
        List<Difference> differences = [];
        foreach (TradeBillRow row in rows)
        {
            Difference Found(DifferenceKind kind, DifferenceHandling handling, long? ourFen) =>
                new(kind, handling, row.OutTradeNo, row.TransactionId, row.OutRefundNo, ourFen, row.RefundFen);

            Refund? refund = found.Find(one => one.OutRefundNo == row.OutRefundNo);
            if (refund is null)
            {
                differences.Add(Found(DifferenceKind.Foreign, DifferenceHandling.Alarm, null));
            }
            else if (refund.Amount.Fen != row.RefundFen)
            {
                differences.Add(Found(DifferenceKind.AmountDiffers, DifferenceHandling.Alarm, refund.Amount.Fen));
            }
            else if (row.RefundStatus == "SUCCESS" && refund.State != RefundState.Succeeded && refund.Fault != Refund.WithMerchant)
            {
                await refunds.SettleAsync(refund.OutRefundNo, cancellationToken);
                bool applied = await db.Orders.SelectMany(order => order.Refunds)
                    .AnyAsync(one => one.OutRefundNo == refund.OutRefundNo && one.State == RefundState.Succeeded, cancellationToken);
                differences.Add(Found(
                    DifferenceKind.StateDiffers, applied ? DifferenceHandling.Applied : DifferenceHandling.Alarm, refund.Amount.Fen));
            }
        }

        return differences;
    }

    private async Task<OurDay> OurDayAsync(ReconcileDayProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset from = new DateTimeOffset(request.Day, TimeOnly.MinValue, OrderNumber.ChinaOffset).ToUniversalTime();
        DateTimeOffset to = from.AddDays(1);
        var charges = await db.Ledger
            .Where(line => line.MerchantAccount == request.MerchantAccount && line.Book == LedgerBook.Provider
                && line.AmountFen > 0 && line.At >= from && line.At < to)
            .Select(line => new { line.TransactionId, line.OutTradeNo, line.AmountFen })
            .ToListAsync(cancellationToken);
        var refunded = await db.Orders
            .SelectMany(
                order => order.Refunds.Where(refund => refund.AcceptedAt >= from && refund.AcceptedAt < to),
                (order, refund) => new
                {
                    Refund = refund,
                    Account = order.Attempts.Where(one => one.OutTradeNo == refund.OutTradeNo).Select(one => one.MerchantAccount).First(),
                })
            .Where(one => one.Account == request.MerchantAccount)
            .Select(one => new { one.Refund.OutRefundNo, one.Refund.OutTradeNo, one.Refund.TransactionId, one.Refund.Amount, one.Refund.AcceptedAt })
            .ToListAsync(cancellationToken);
        return new OurDay(
            [.. charges.Select(charge => new OurRow(charge.TransactionId, charge.OutTradeNo, null, charge.AmountFen, false))],
            [
                .. refunded.Select(refund => new OurRow(
                    refund.TransactionId, refund.OutTradeNo, refund.OutRefundNo, refund.Amount.Fen,
                    refund.AcceptedAt < from + Midnight || refund.AcceptedAt > to - Midnight)),
            ]);
    }

    private static IEnumerable<Difference> MissingThere(OurDay ours, TradeBill bill)
    {
        HashSet<string> charged = [.. bill.Rows.Where(row => row.Kind == TradeBillKind.Charge).Select(row => row.TransactionId)];
        HashSet<string> refunded = [.. bill.Rows.Where(row => row.Kind == TradeBillKind.Refund).Select(row => row.OutRefundNo ?? "")];
        return ours.Charges.Where(row => !charged.Contains(row.TransactionId))
            .Concat(ours.Refunds.Where(row => !row.NearMidnight && !refunded.Contains(row.OutRefundNo!)))
            .Select(row => new Difference(
                DifferenceKind.MissingThere, DifferenceHandling.Alarm, row.OutTradeNo, row.TransactionId, row.OutRefundNo, row.Fen, null));
    }

    private sealed record OurDay(IReadOnlyList<OurRow> Charges, IReadOnlyList<OurRow> Refunds);

    private sealed record OurRow(string TransactionId, string OutTradeNo, string? OutRefundNo, long Fen, bool NearMidnight);
}

/// <summary>Compares every day that has not been compared, from ten in the morning of the next day; answers how many.</summary>
public sealed record ReconcileDueProcess : IProcess<int>;

internal sealed class ReconcileDueHandler(ISender sender, IReadDb db, IPaymentGateway gateway, TimeProvider clock)
    : IRequestHandler<ReconcileDueProcess, Result<int>>
{
    // Bills are written by about ten the next morning.
    private static readonly TimeSpan BillsAreReady = TimeSpan.FromHours(10);
    private const int OldestBillDays = 89;

    public async Task<Result<int>> Handle(ReconcileDueProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow().ToOffset(OrderNumber.ChinaOffset);
        DateOnly last = DateOnly.FromDateTime((now - BillsAreReady).DateTime).AddDays(-1);
        DateOnly oldest = DateOnly.FromDateTime(now.DateTime).AddDays(-OldestBillDays);
        var accounts = await db.Orders.SelectMany(order => order.Attempts)
            .Where(attempt => attempt.Method == PaymentMethod.WeChat)
            .GroupBy(attempt => attempt.MerchantAccount)
            .Select(attempts => new { Account = attempts.Key, Since = attempts.Min(attempt => attempt.CreatedAt) })
            .ToListAsync(cancellationToken);
        int made = 0;
        foreach (var account in accounts.Where(one => gateway.FindAccount(one.Account) is not null))
        {
            DateOnly? done = await db.Reconciliations.Where(one => one.MerchantAccount == account.Account)
                .MaxAsync(one => (DateOnly?)one.Day, cancellationToken);
            DateOnly day = done?.AddDays(1) ?? DateOnly.FromDateTime(account.Since.ToOffset(OrderNumber.ChinaOffset).DateTime);
            if (day < oldest) day = oldest;
            for (; day <= last; day = day.AddDays(1))
            {
                // A bill that is not there yet is asked for again at the next run, and days follow each other.
                Result<ReconciliationView> compared = await sender.Send(new ReconcileDayProcess(account.Account, day), cancellationToken);
                if (compared.Error is not null) break;
                made++;
            }
        }

        return made;
    }
}

internal sealed record RecordReconciliationCommand(
    string MerchantAccount, DateOnly Day, DaySums Sums, FundFlowSums Flow, IReadOnlyList<Difference> Differences) : ICommand<ReconciliationView>;

internal sealed class RecordReconciliationHandler(IReconciliationRepository days, TimeProvider clock)
    : IRequestHandler<RecordReconciliationCommand, Result<ReconciliationView>>
{
    public async Task<Result<ReconciliationView>> Handle(RecordReconciliationCommand command, CancellationToken cancellationToken)
    {
        Reconciliation? found = await days.FindAsync(command.MerchantAccount, command.Day, cancellationToken);
        Reconciliation day = found ?? new Reconciliation(command.MerchantAccount, command.Day);
        if (found is null) days.Add(day);
        day.Record(command.Sums, command.Flow, command.Differences, clock.GetUtcNow());
        return ReconciliationView.Of(day);
    }
}
