using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>Has this node look anew for ended access tokens once clients' credentials have been saved.</summary>
internal sealed class ClientInterceptor(TokenEndings endings) : SaveChangesInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Tell(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Tell(DbContext db)
    {
        if (db.ChangeTracker.Entries<IntegratorClientRow>().Any()) endings.Add();
    }
}
