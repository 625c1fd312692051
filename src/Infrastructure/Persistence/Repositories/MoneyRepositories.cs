using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class ShippingUploads(AppDbContext db) : IShippingUploads
{
    public Task<ShippingUpload?> FindAsync(string transactionId, CancellationToken cancellationToken) =>
        db.ShippingUploads.SingleOrDefaultAsync(upload => upload.TransactionId == transactionId, cancellationToken);

    public void Add(ShippingUpload upload) => db.ShippingUploads.Add(upload);
}

internal sealed class ReconciliationRepository(AppDbContext db) : IReconciliationRepository
{
    public Task<Reconciliation?> FindAsync(string merchantAccount, DateOnly day, CancellationToken cancellationToken) =>
        db.Reconciliations.AsSingleQuery().SingleOrDefaultAsync(
            one => one.MerchantAccount == merchantAccount && one.Day == day, cancellationToken);

    public void Add(Reconciliation reconciliation) => db.Reconciliations.Add(reconciliation);
}
