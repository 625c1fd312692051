using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>制作批次.</summary>
/// <param name="Id">Identity.</param>
/// <param name="CampaignId">The campaign whose orders it holds.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LockedAt">When its orders were fixed.</param>
/// <param name="DeliveredAt">When it was delivered.</param>
/// <param name="Receipt">The receiver's receipt.</param>
/// <param name="Carrier">快递公司, where it went by parcel.</param>
/// <param name="ParcelNumber">快递单号, where it went by parcel.</param>
/// <param name="Orders">Orders in its package.</param>
/// <param name="Returned">Orders taken out again.</param>
/// <param name="Superseded">Orders whose photo a correction replaced.</param>
/// <param name="Remade">Orders that a later batch makes again.</param>
/// <param name="Accepted">Orders whose photo 学信网 accepted.</param>
public sealed record BatchView(
    Guid Id,
    Guid CampaignId,
    BatchStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LockedAt,
    DateTimeOffset? DeliveredAt,
    string? Receipt,
    string? Carrier,
    string? ParcelNumber,
    int Orders,
    int Returned,
    int Superseded,
    int Remade,
    int Accepted);

/// <summary>The latest batches, newest first.</summary>
public sealed record ListBatchesQuery : IQuery<Page<BatchView>>;

internal sealed class ListBatchesHandler(IReadDb db) : IRequestHandler<ListBatchesQuery, Result<Page<BatchView>>>
{
    private const int Latest = 100;

    public async Task<Result<Page<BatchView>>> Handle(ListBatchesQuery query, CancellationToken cancellationToken) =>
        new Page<BatchView>(
            await db.Batches.OrderByDescending(batch => batch.CreatedAt).Take(Latest).Shown(db).ToListAsync(cancellationToken),
            null);
}

/// <summary>One batch.</summary>
public sealed record GetBatchQuery(BatchId Batch) : IQuery<BatchView>;

internal sealed class GetBatchHandler(IReadDb db) : IRequestHandler<GetBatchQuery, Result<BatchView>>
{
    public async Task<Result<BatchView>> Handle(GetBatchQuery query, CancellationToken cancellationToken) =>
        await db.Batches.Where(batch => batch.Id == query.Batch).Shown(db).SingleOrDefaultAsync(cancellationToken) is { } view
            ? view
            : BatchErrors.NotFound;
}

internal static class BatchReads
{
    public static IQueryable<BatchView> Shown(this IQueryable<ProductionBatch> batches, IReadDb db) =>
        batches.Select(batch => new BatchView(
            batch.Id.Value,
            batch.CampaignId.Value,
            batch.Status,
            batch.CreatedAt,
            batch.LockedAt,
            batch.DeliveredAt,
            batch.Receipt,
            batch.Carrier,
            batch.ParcelNumber,
            db.BatchLines.Count(line => line.BatchId == batch.Id && line.State == BatchLineState.Included),
            db.BatchLines.Count(line => line.BatchId == batch.Id && line.State == BatchLineState.Returned),
            db.BatchLines.Count(line => line.BatchId == batch.Id && line.State == BatchLineState.Superseded),
            db.BatchLines.Count(line => line.BatchId == batch.Id && line.State == BatchLineState.Remade),
            db.BatchLines.Count(line => line.BatchId == batch.Id && line.AcceptedAt != null)));
}
