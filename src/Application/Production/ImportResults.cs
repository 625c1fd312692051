using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>
/// Imports 学信网's results. Every row is looked at before any takes effect; then each order goes by its own version, and
/// what an order's state does not allow is left as it is and named. The same file again changes nothing.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="File">The file, which can be sought in; not disposed.</param>
/// <param name="FileSha256">Its SHA-256, small hexadecimal digits.</param>
/// <param name="DryRun">Only says what would happen.</param>
/// <param name="Operator">The operator.</param>
public sealed record ImportResultsProcess(CampaignId Campaign, Stream File, string FileSha256, bool DryRun, Guid Operator)
    : IProcess<ResultImport>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer)
    {
        var import = (ResultImport)answer!;
        return import.DryRun
            ? null
            : AuditNote.On(
                "results.imported", "campaign", Campaign.Value,
                string.Create(CultureInfo.InvariantCulture, $"accepted={import.Accepted},refused={import.Refused},skipped={import.Skipped}"));
    }
}

/// <summary>What an import came to, or would come to; the numbers add up to the rows.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Accepted">Orders newly noted as accepted.</param>
/// <param name="Refused">Orders newly refused, each with a correction opened.</param>
/// <param name="Unchanged">Orders of which that was known.</param>
/// <param name="Skipped">Orders that were left as they are.</param>
/// <param name="SkippedRows">The first fifty of those, and why.</param>
/// <param name="DryRun">Whether nothing was changed.</param>
public sealed record ResultImport(
    int Rows, int Accepted, int Refused, int Unchanged, int Skipped, IReadOnlyList<SkippedResult> SkippedRows, bool DryRun);

/// <summary>A row that had no effect.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="OrderNumber">订单编号.</param>
/// <param name="Code">Code of the error that says why.</param>
/// <param name="Message">Why, in words.</param>
public sealed record SkippedResult(int Row, string OrderNumber, string Code, ShownText Message);

internal sealed class ImportResultsHandler(
    ISender sender, IReadDb db, IRosterFiles files, IProductionResults results, IPersonalDataHasher hasher, TimeProvider clock)
    : IRequestHandler<ImportResultsProcess, Result<ResultImport>>
{
    private const int MostRows = 50_000;
    private const int AskedAtOnce = 500;
    private const int Chunk = 50;
    private const int MostTold = 50;

    public async Task<Result<ResultImport>> Handle(ImportResultsProcess request, CancellationToken cancellationToken)
    {
        if (!await db.Campaigns.AnyAsync(campaign => campaign.Id == request.Campaign, cancellationToken)) return CampaignErrors.NotFound;
        Result<Table> table = await Table.ReadAsync(files, request.File, ResultColumns.Headings, MostRows, cancellationToken);
        if (table.Error is { } unreadable) return unreadable;
        Result<string> key = ResultColumns.KeyOf(table.Value);
        if (key.Error is { } headings) return headings;
        IReadOnlyList<ResultRow> rows = ResultColumns.Read(table.Value, key.Value);
        if (table.Value.Refusal(TableErrors.RowsInvalid) is { } malformed) return malformed;
        IReadOnlyList<OrderResult> orders = await OrdersOfAsync(request.Campaign, rows, table.Value, key.Value, cancellationToken);
        if (table.Value.Refusal(TableErrors.RowsInvalid) is { } unknown) return unknown;

        List<ResultOutcome> outcomes = [];
        foreach (OrderResult[] chunk in orders.Chunk(Chunk))
            outcomes.AddRange(request.DryRun ? await TryAsync(request, chunk, cancellationToken) : await RecordAsync(request, chunk, cancellationToken));
        return Summary(outcomes, request.DryRun);
    }

    private async Task<IReadOnlyList<OrderResult>> OrdersOfAsync(
        CampaignId campaign, IReadOnlyList<ResultRow> rows, Table table, string key, CancellationToken cancellationToken)
    {
        List<OrderResult> orders = [];
        foreach (ResultRow[] some in rows.Chunk(AskedAtOnce))
        {
            Dictionary<string, NamedOrder> found;
            if (key == ResultColumns.OrderNumberColumn)
            {
                found = (await results.FindOrdersAsync(campaign, [.. some.Select(row => new OrderNumber(row.Key))], cancellationToken))
                    .ToDictionary(order => order.Number.Value, StringComparer.Ordinal);
            }
            else
            {
                Dictionary<KeyedHash, string> hashes = some.ToDictionary(row => hasher.Hash(PersonalValue.UniqueNumber, row.Key), row => row.Key);
                found = (await results.FindOrdersAsync(campaign, [.. hashes.Keys], cancellationToken))
                    .ToDictionary(order => hashes[order.Student], StringComparer.Ordinal);
            }

            foreach (ResultRow row in some)
            {
                if (found.TryGetValue(row.Key, out NamedOrder? order))
                    orders.Add(new OrderResult(order.Id, order.Number, row.Row.Number, row.Accepted, row.Reason));
                else
                    table.Fault(row.Row, key, "该采集批次中没有此订单。", "The campaign has no such order.");
            }
        }

        return orders;
    }

    private async Task<IReadOnlyList<ResultOutcome>> RecordAsync(
        ImportResultsProcess request, OrderResult[] chunk, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<ResultOutcome>> recorded = await sender.Send(
            new RecordResultsCommand(chunk, request.FileSha256, request.Operator), cancellationToken);
        if (recorded.Error is not { } error) return recorded.Value;
        if (chunk is [var only]) return [ResultOutcome.Of(only, error)];

        // Somebody else works on one of them; the others need not wait.
        List<ResultOutcome> outcomes = [];
        foreach (OrderResult one in chunk) outcomes.AddRange(await RecordAsync(request, [one], cancellationToken));
        return outcomes;
    }

    // The same rules on copies that nobody saves.
    private async Task<IReadOnlyList<ResultOutcome>> TryAsync(
        ImportResultsProcess request, OrderResult[] chunk, CancellationToken cancellationToken)
    {
        OrderId[] ids = [.. chunk.Select(one => one.Order)];
        Dictionary<OrderId, Order> orders = await db.Whole().Where(order => ids.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancellationToken);
        ILookup<OrderId, ProductionResult> earlier = (await db.ProductionResults.Where(result => ids.Contains(result.OrderId))
            .ToListAsync(cancellationToken)).ToLookup(result => result.OrderId);
        return [.. chunk.Select(one => ResultBook.Apply(orders[one.Order], one, earlier[one.Order], request.FileSha256, request.Operator, clock.GetUtcNow()))];
    }

    private static ResultImport Summary(List<ResultOutcome> outcomes, bool dryRun) => new(
        outcomes.Count,
        outcomes.Count(one => one is { IsNew: true, Result.Accepted: true }),
        outcomes.Count(one => one is { IsNew: true, Result.Accepted: false }),
        outcomes.Count(one => one is { IsNew: false, Error: null }),
        outcomes.Count(one => one.Error is not null),
        [
            .. outcomes.Where(one => one.Error is not null).Take(MostTold).Select(one => new SkippedResult(
                one.Result.Row, one.Result.Number.Value, one.Error!.Code, new ShownText(one.Error.Message))),
        ],
        dryRun);
}

/// <summary>What a row says of an order.</summary>
internal sealed record OrderResult(OrderId Order, OrderNumber Number, int Row, bool Accepted, string Reason);

/// <summary>What a row came to.</summary>
internal sealed record ResultOutcome(OrderResult Result, bool IsNew, Error? Error, int Round)
{
    public static ResultOutcome Of(OrderResult result, Error error) => new(result, false, error, 0);
}

internal static class ResultBook
{
    /// <summary>Does to one order what a row says; a file that was imported before has no second effect, whatever came since.</summary>
    public static ResultOutcome Apply(
        Order order, OrderResult row, IEnumerable<ProductionResult> earlier, string fileSha256, Guid by, DateTimeOffset now)
    {
        int round = order.Round;
        if (earlier.Any(result => result.FileSha256 == fileSha256)) return new ResultOutcome(row, false, null, round);
        Result<bool> recorded = order.RecordResult(
            row.Accepted, row.Reason, now + order.ResubmissionWindow, new Actor(ActorKind.Operator, by), now);
        return recorded.Error is { } error ? ResultOutcome.Of(row, error) : new ResultOutcome(row, recorded.Value, null, round);
    }
}

internal sealed record RecordResultsCommand(IReadOnlyList<OrderResult> Results, string FileSha256, Guid Operator)
    : ICommand<IReadOnlyList<ResultOutcome>>;

internal sealed class RecordResultsHandler(
    IOrderRepository orders, IBatchRepository batches, IProductionResults results, TimeProvider clock)
    : IRequestHandler<RecordResultsCommand, Result<IReadOnlyList<ResultOutcome>>>
{
    public async Task<Result<IReadOnlyList<ResultOutcome>>> Handle(RecordResultsCommand command, CancellationToken cancellationToken)
    {
        OrderId[] ids = [.. command.Results.Select(row => row.Order)];
        Dictionary<OrderId, Order> found = (await orders.GetAsync(ids, cancellationToken)).ToDictionary(order => order.Id);
        Dictionary<OrderId, BatchLine> lines = (await batches.GetIncludedAsync(ids, cancellationToken)).ToDictionary(line => line.OrderId);
        ILookup<OrderId, ProductionResult> earlier = (await results.GetAsync(ids, cancellationToken)).ToLookup(result => result.OrderId);
        DateTimeOffset now = clock.GetUtcNow();
        List<ResultOutcome> outcomes = [];
        foreach (OrderResult row in command.Results)
        {
            Order order = found[row.Order];
            ResultOutcome outcome = ResultBook.Apply(order, row, earlier[row.Order], command.FileSha256, command.Operator, now);
            outcomes.Add(outcome);
            if (outcome.IsNew) Write(command, order, outcome, lines.GetValueOrDefault(row.Order), earlier[row.Order], now);
        }

        return outcomes;
    }

    private void Write(
        RecordResultsCommand command, Order order, ResultOutcome outcome, BatchLine? line, IEnumerable<ProductionResult> earlier, DateTimeOffset now)
    {
        if (outcome.Result.Accepted) line?.MarkAccepted(now);
        else line?.MarkSuperseded();
        ProductionResult? result = earlier.SingleOrDefault(known => known.Round == outcome.Round);
        if (result is null) results.Add(result = new ProductionResult(order.Id, outcome.Round, order.CampaignId));
        result.Record(
            order.ProducedSubmissionId ?? order.CurrentSubmissionId, line?.BatchId, outcome.Result.Accepted,
            outcome.Result.Accepted ? null : outcome.Result.Reason, command.FileSha256, command.Operator, now);
    }
}
