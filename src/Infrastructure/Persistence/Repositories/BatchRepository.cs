using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Production;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class BatchRepository(AppDbContext db) : IBatchRepository
{
    public Task<ProductionBatch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellationToken);

    public Task<BatchLine?> GetLineAsync(BatchId batch, OrderId order, CancellationToken cancellationToken) =>
        db.BatchLines.SingleOrDefaultAsync(line => line.BatchId == batch && line.OrderId == order, cancellationToken);

    public Task<BatchLine?> FindIncludedAsync(OrderId order, CancellationToken cancellationToken) =>
        db.BatchLines.SingleOrDefaultAsync(line => line.OrderId == order && line.State == BatchLineState.Included, cancellationToken);

    public async Task<IReadOnlyList<BatchLine>> GetIncludedAsync(
        IReadOnlyCollection<OrderId> orders, CancellationToken cancellationToken) =>
        await db.BatchLines.Where(line => orders.Contains(line.OrderId) && line.State == BatchLineState.Included).ToListAsync(cancellationToken);

    public Task<BatchLine?> FindSupersededAsync(OrderId order, SubmissionId photo, CancellationToken cancellationToken) =>
        db.BatchLines
            .Where(line => line.OrderId == order && line.SubmissionId == photo && line.State == BatchLineState.Superseded)
            .Join(db.Batches, line => line.BatchId, batch => batch.Id, (line, batch) => new { line, batch.CreatedAt })
            .OrderByDescending(found => found.CreatedAt).Select(found => found.line).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<OrderId>> ListReadyAsync(
        CampaignId campaign, BatchFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<Order> ready = db.Orders.AsNoTracking()
            .Where(order => order.CampaignId == campaign && order.Status == OrderStatus.PendingProduction);
        if (filter.Kind is { } kind) ready = ready.Where(order => order.Kind == kind);
        if (filter.ApprovedBefore?.ToUniversalTime() is { } before)
            ready = ready.Where(order => !order.History.Any(line => line.Action == OrderAction.Approve && line.At >= before));
        if (filter.College is { } college)
        {
            ready = ready.Where(order => db.RosterEntries.Any(entry => entry.CampaignId == campaign && entry.College == college
                && entry.NumberHash == EF.Property<KeyedHash>(order, StudentIdentityConfiguration.StudentHash)));
        }

        return await ready.OrderBy(order => order.PlacedAt).ThenBy(order => order.Number)
            .Select(order => order.Id).ToListAsync(cancellationToken);
    }

    public void Add(ProductionBatch batch) => db.Batches.Add(batch);

    public void Add(BatchLine line) => db.BatchLines.Add(line);
}
