using CampusPhoto.Infrastructure.Background;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Deletes what has expired and is only in the way: keys, windows, sessions, unused recognitions and old connectivity tests.</summary>
internal sealed class ExpiredRowsSweep(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : ISweep
{
    private static readonly TimeSpan TestsKept = TimeSpan.FromDays(30);

    // An ended session still tells a stolen token from a forgotten one for a while.
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset past = now - Afterwards;
        DateTimeOffset oldTests = now - TestsKept;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.IdempotencyRows.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        await db.AttemptWindows.Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancellationToken);
        await db.SessionRows.Where(row => row.ExpiresAt <= past).ExecuteDeleteAsync(cancellationToken);
        await db.ConnectivityTests.Where(row => row.BegunAt <= oldTests).ExecuteDeleteAsync(cancellationToken);
        await db.Recognitions.Where(row => row.ExpiresAt <= past).ExecuteDeleteAsync(cancellationToken);
    }
}
