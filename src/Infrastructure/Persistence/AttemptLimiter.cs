using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Counts by conditional single statements, so that any number of callers at once, on any number of nodes, together get
/// no more than the limit. A window begins with its first try.
/// </summary>
internal sealed class AttemptLimiter(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IAttemptLimiter
{
    public async Task<TimeSpan?> TakeAsync(
        string kind, string subject, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AttemptWindow> mine = db.AttemptWindows.Where(row => row.Kind == kind && row.Subject == subject);
        while (true)
        {
            DateTimeOffset now = clock.GetUtcNow();
            int counted = await mine
                .Where(row => row.EndsAt > now && row.Count < limit)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Count, one => one.Count + 1), cancellationToken);
            if (counted == 1) return null;

            DateTimeOffset endsAt = now + window;
            int begun = await mine
                .Where(row => row.EndsAt <= now)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.EndsAt, endsAt).SetProperty(one => one.Count, 1), cancellationToken);
            if (begun == 1) return null;

            AttemptWindow? present = await mine.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            if (present is null)
            {
                if (await TryAddAsync(db, kind, subject, endsAt, cancellationToken)) return null;
            }
            else if (present.Count >= limit && present.EndsAt > now)
            {
                return present.EndsAt - now;
            }
        }
    }

    public async Task GiveBackAsync(string kind, string subject, TimeSpan window, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.AttemptWindows
            .Where(row => row.Kind == kind && row.Subject == subject && row.Count > 0)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Count, one => one.Count - 1), cancellationToken);
    }

    private static async Task<bool> TryAddAsync(
        AppDbContext db, string kind, string subject, DateTimeOffset endsAt, CancellationToken cancellationToken)
    {
        db.AttemptWindows.Add(new AttemptWindow { Kind = kind, Subject = subject, EndsAt = endsAt, Count = 1 });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
