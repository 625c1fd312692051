using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class BatchRepository(AppDbContext db) : IBatchRepository
{
    public Task<ProductionBatch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellationToken);

    public Task<BatchLine?> GetLineAsync(BatchId batch, OrderId order, CancellationToken cancellationToken) =>
        db.BatchLines.SingleOrDefaultAsync(line => line.BatchId == batch && line.OrderId == order, cancellationToken);

    public void Add(ProductionBatch batch) => db.Batches.Add(batch);

    public void Add(BatchLine line) => db.BatchLines.Add(line);
}
