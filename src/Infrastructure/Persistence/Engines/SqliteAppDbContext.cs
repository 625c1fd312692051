using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>
/// The database on SQLite, the embedded default. A save is written in its turn without a flush of its own, and is
/// answered after one that it shares with the others.
/// </summary>
/// <seealso href="https://www.sqlite.org/pragma.html#pragma_synchronous"/>
internal sealed class SqliteAppDbContext(
    DbContextOptions<SqliteAppDbContext> options, PersonalDataCipher cipher, SqliteWriters writers)
    : AppDbContext(options, cipher)
{
    private const string SharedFlush = "PRAGMA synchronous=NORMAL";
    private const string OwnFlush = "PRAGMA synchronous=FULL";

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!ChangeTracker.HasChanges()) return 0;

        // A transaction that is open already has its turn, and flushes when it ends.
        if (Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        // Open until the flush is over, so that the log is there.
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            int saved;
            using (await writers.EnterAsync(cancellationToken))
            {
                await ExecuteAsync(SharedFlush, cancellationToken);
                try
                {
                    saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                }
                finally
                {
                    // Statements that do not come through here flush by themselves.
                    await ExecuteAsync(OwnFlush, CancellationToken.None);
                }
            }

            await writers.FlushAsync();
            return saved;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    private Task<int> ExecuteAsync(string pragma, CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync(pragma, cancellationToken);
}
