using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Deletes, once an hour, what has expired and is only in the way: keys, windows, sessions and unused recognitions.</summary>
internal sealed partial class ExpiredRowsSweep(
    IDbContextFactory<AppDbContext> contexts, TimeProvider clock, ILogger<ExpiredRowsSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // An ended session still tells a stolen token from a forgotten one for a while.
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    /// <summary>One sweep.</summary>
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Expired rows could not be deleted; they are tried again in an hour.")]
    private partial void LogFailed(Exception exception);
}
