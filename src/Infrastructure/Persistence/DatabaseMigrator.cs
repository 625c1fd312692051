using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Brings the database up to date, and never waits for ever.</summary>
internal sealed class DatabaseMigrator(
    IDbContextFactory<AppDbContext> contexts, IOptions<DatabaseOptions> options, TimeProvider clock)
{
    /// <summary>Applies what is missing.</summary>
    /// <exception cref="TimeoutException">
    /// It took too long, most likely because a program was killed during a migration and left its lock behind.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        TimeSpan patience = options.Value.MigrationTimeout;
        using var tooLong = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            while (!await TryMigrateAsync(either.Token))
            {
            }
        }
        catch (OperationCanceledException exception)
            when (tooLong.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The database was not migrated within {patience} (Database:MigrationTimeout). If no other node is "
                + "migrating it, a program was killed during a migration and left its lock behind: stop all nodes, run "
                + "DELETE FROM \"__EFMigrationsLock\" on the database, and start again.",
                exception);
        }
    }

    // PostgreSQL's lock holds for one migration: of two nodes that start at once, one may find the next one done already.
    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        int before = await AppliedAsync(cancellationToken);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
            return true;
        }
        catch (DbException)
        {
            if (await AppliedAsync(cancellationToken) == before) throw;
            return false;
        }
    }

    private async Task<int> AppliedAsync(CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Count()
            : -1;
    }
}
