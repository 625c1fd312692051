using CampusPhoto.Infrastructure.Background;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Deletes what has expired and is only in the way: keys, windows, sessions and unused recognitions.</summary>
internal sealed class ExpiredRowsSweep(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : ISweep
{
    // An ended session still tells a stolen token from a forgotten one for a while.
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset past = now - Afterwards;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.IdempotencyRows.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        await db.AttemptWindows.Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancellationToken);
        await db.SessionRows.Where(row => row.ExpiresAt <= past).ExecuteDeleteAsync(cancellationToken);
        await db.Recognitions.Where(row => row.ExpiresAt <= past).ExecuteDeleteAsync(cancellationToken);
    }
}
