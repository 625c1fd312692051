using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Saves the postings of changed orders in the same transaction, and lets no line of the ledger be changed or deleted.</summary>
internal sealed class LedgerInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Post(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Post(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Post(DbContext db)
    {
        foreach (EntityEntry<Order> order in db.ChangeTracker.Entries<Order>().ToArray())
            foreach (LedgerEntry line in order.Entity.TakePostings()) db.Add(line);
        if (db.ChangeTracker.Entries<LedgerEntry>().Any(line => line.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("A line of the ledger is neither changed nor deleted; a correction is a posting of its own.");
    }
}
