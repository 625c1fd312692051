using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>One SaveChanges is the transaction; the events go with it.</summary>
internal sealed class UnitOfWork(AppDbContext db) : IUnitOfWork
{
    public async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }

    public void Forget() => db.ChangeTracker.Clear();
}
