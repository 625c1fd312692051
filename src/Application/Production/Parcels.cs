using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>Where the posted prints of a batch go, for the people who pack parcels; it is recorded.</summary>
public sealed record ExportAddressesQuery(BatchId Batch) : IQuery<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("reprint.addresses_exported", "batch", Batch.Value);
}

internal sealed class ExportAddressesHandler(IReadDb db) : IRequestHandler<ExportAddressesQuery, Result<WrittenFile>>
{
    private const int AtOnce = 500;

    public async Task<Result<WrittenFile>> Handle(ExportAddressesQuery query, CancellationToken cancellationToken) =>
        await db.Batches.AnyAsync(batch => batch.Id == query.Batch, cancellationToken)
            ? new WrittenFile($"addresses-{query.Batch}.csv", (target, token) => WriteAsync(query.Batch, target, token))
            : BatchErrors.NotFound;

    private async Task WriteAsync(BatchId batch, Stream target, CancellationToken cancellationToken)
    {
        await using StreamWriter writer = Csv.Begin(target);
        await writer.WriteAsync("order_number,recipient,phone,address,offer,sheets,carrier,parcel_number\r\n");
        IQueryable<BatchLine> lines = db.BatchLines.Where(line => line.BatchId == batch && line.State == BatchLineState.Included);
        IQueryable<BatchLine> rest = lines;
        while (true)
        {
            var some = await rest.Join(db.Reprints, line => line.OrderId, reprint => reprint.OrderId, (line, reprint) => new { line.OrderNumber, Reprint = reprint })
                .Where(row => row.Reprint.Delivery == ReprintDelivery.Post)
                .OrderBy(row => row.OrderNumber).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var row in some)
            {
                string?[] cells =
                [
                    row.OrderNumber.Value, row.Reprint.Recipient, row.Reprint.Phone, row.Reprint.Address, row.Reprint.Job.OfferId,
                    $"{row.Reprint.Job.Sheets}", row.Reprint.Carrier, row.Reprint.ParcelNumber,
                ];
                await writer.WriteAsync($"{string.Join(',', cells.Select(cell => Csv.Cell(cell ?? "")))}\r\n");
            }

            await writer.FlushAsync(cancellationToken);
            if (some.Count < AtOnce) return;
            OrderNumber last = some[^1].OrderNumber;
            rest = lines.Where(line => line.OrderNumber.CompareTo(last) > 0);
        }
    }
}

/// <summary>
/// Records the parcels of a batch's posted prints, all of the file or none. The list of addresses with carrier and parcel
/// number filled in is such a file; rows without them are left for another time.
/// </summary>
/// <param name="Batch">The batch.</param>
/// <param name="File">The file, which can be sought in; not disposed.</param>
/// <param name="Operator">The operator.</param>
public sealed record RecordParcelsProcess(BatchId Batch, Stream File, Guid Operator) : IProcess<RecordedParcels>, IIdempotent;

/// <summary>What came of it; the numbers add up to the rows.</summary>
/// <param name="Recorded">Orders whose parcel is new or another one.</param>
/// <param name="Unchanged">Orders whose parcel was known.</param>
/// <param name="Left">Rows without a parcel yet.</param>
public sealed record RecordedParcels(int Recorded, int Unchanged, int Left);

internal sealed class RecordParcelsHandler(ISender sender, IReadDb db, IRosterFiles files, IReprints reprints)
    : IRequestHandler<RecordParcelsProcess, Result<RecordedParcels>>
{
    private const int MostRows = 5_000;
    private const string Number = "order_number";
    private const string CarrierColumn = "carrier";
    private const string ParcelColumn = "parcel_number";

    private static readonly Dictionary<string, string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        [Number] = Number, ["订单编号"] = Number, [CarrierColumn] = CarrierColumn, ["快递公司"] = CarrierColumn,
        [ParcelColumn] = ParcelColumn, ["快递单号"] = ParcelColumn, ["运单号"] = ParcelColumn,
        ["recipient"] = "recipient", ["phone"] = "phone", ["address"] = "address", ["offer"] = "offer", ["sheets"] = "sheets",
    };

    public async Task<Result<RecordedParcels>> Handle(RecordParcelsProcess request, CancellationToken cancellationToken)
    {
        if (!await db.Batches.AnyAsync(batch => batch.Id == request.Batch, cancellationToken)) return BatchErrors.NotFound;
        Result<Table> read = await Table.ReadAsync(files, request.File, Headings, MostRows, cancellationToken);
        if (read.Error is { } unreadable) return unreadable;
        Table table = read.Value;
        foreach (string needed in (string[])[Number, CarrierColumn, ParcelColumn])
            if (!table.Has(needed)) return TableErrors.ColumnsInvalid.With("missing", needed);
        List<SentParcel> sent = Read(table);
        await CheckOrdersAsync(request.Batch, table, sent, cancellationToken);
        if (table.Refusal(TableErrors.RowsInvalid) is { } wrong) return wrong;
        if (sent.Count == 0) return new RecordedParcels(0, 0, table.Rows.Count);
        Result<int> recorded = await sender.Send(new RecordParcelsCommand(request.Batch, sent), cancellationToken);
        return recorded.Error is { } error
            ? error
            : new RecordedParcels(recorded.Value, sent.Count - recorded.Value, table.Rows.Count - sent.Count);
    }

    private static List<SentParcel> Read(Table table)
    {
        List<SentParcel> sent = [];
        foreach (RosterRow row in table.Rows)
        {
            string? order = table.Cell(row, Number), parcel = table.Cell(row, ParcelColumn), carrier = table.Cell(row, CarrierColumn);
            if (string.IsNullOrEmpty(order)) table.Fault(row, Number, "请填写订单编号。", "Give the order's number.");
            else table.FaultIfRepeated(row, Number, order);
            if (carrier is "" && parcel is "") continue;
            if (!TrackedParcel.IsCarrier(carrier)) table.Fault(row, CarrierColumn, "请填写快递公司，最长 40 个字符。", "Give the carrier, at most 40 characters.");
            if (parcel is null)
                table.FaultOfLostDigits(row, ParcelColumn);
            else if (!TrackedParcel.IsNumber(parcel))
                table.Fault(row, ParcelColumn, "快递单号应为 5 至 40 位字母、数字或短横线。", "A parcel's number has 5 to 40 letters, digits or '-'.");
            sent.Add(new SentParcel(row, new OrderNumber(order ?? ""), new TrackedParcel(carrier ?? "", parcel ?? "")));
        }

        return sent;
    }

    private async Task CheckOrdersAsync(BatchId batch, Table table, List<SentParcel> sent, CancellationToken cancellationToken)
    {
        Dictionary<OrderNumber, Reprint> found = (await reprints.GetAsync(
            batch, [.. sent.Select(one => one.Order)], cancellationToken)).ToDictionary(one => one.Number, one => one.Reprint);
        foreach (SentParcel one in sent)
        {
            if (!found.TryGetValue(one.Order, out Reprint? reprint))
                table.Fault(one.Row, Number, "该制作批次中没有此加洗订单。", "The batch has no such order for prints.");
            else if (reprint.Delivery != ReprintDelivery.Post)
                table.Fault(one.Row, Number, "该订单为到校自取，不邮寄。", "These prints are picked up at the school.");
        }
    }
}

internal sealed record SentParcel(RosterRow Row, OrderNumber Order, TrackedParcel Parcel);

internal sealed record RecordParcelsCommand(BatchId Batch, IReadOnlyList<SentParcel> Parcels) : ICommand<int>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("reprint.parcels_recorded", "batch", Batch.Value);
}

internal sealed class RecordParcelsCommandHandler(IReprints reprints, TimeProvider clock) : IRequestHandler<RecordParcelsCommand, Result<int>>
{
    public async Task<Result<int>> Handle(RecordParcelsCommand command, CancellationToken cancellationToken)
    {
        Dictionary<OrderNumber, TrackedParcel> parcels = command.Parcels.ToDictionary(one => one.Order, one => one.Parcel);
        DateTimeOffset now = clock.GetUtcNow();
        return (await reprints.GetAsync(command.Batch, parcels.Keys, cancellationToken))
            .Count(one => one.Reprint.Send(parcels[one.Number], now));
    }
}
