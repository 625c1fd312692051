using System.Data.Common;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Persistence.Engines;
using CampusPhoto.Infrastructure.Persistence.Moving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>
/// Copies a SQLite database and its photos to a folder while the program runs. The database comes first: each of its rows'
/// photos is there then, unless it is deleted before its turn comes.
/// </summary>
public static class Backup
{
    internal const string Keys = "The keys of PersonalData are not in it. Keep them elsewhere: without them nobody can read it.";

    /// <summary>Backs up the running configuration's database and photos.</summary>
    /// <param name="configuration">Has <c>Database</c> and <c>Storage</c>.</param>
    /// <param name="environment">Under whose content root relative paths of the configuration lie.</param>
    /// <param name="folder">Where to: an empty folder, or an earlier backup, which is brought up to date.</param>
    /// <param name="output">Is told what was copied.</param>
    /// <param name="clock">Names the copy.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when photos are missing from the store; the backup is finished without them.</returns>
    /// <exception cref="CommandRefusedException">It cannot be done.</exception>
    public static async Task<bool> RunAsync(
        IConfiguration configuration, IHostEnvironment environment, string folder, TextWriter output, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var source = new Place(configuration, configuration, environment);
        RefuseServers(source.Engine);
        await using AppDbContext db = source.Open();
        if (!await db.Database.CanConnectAsync(cancellationToken))
            throw new CommandRefusedException("The database (Database) is not there.");
        var (backup, alone) = BackupFolder.Begin(folder, environment);
        using var _ = alone;

        DateTimeOffset madeAt = clock.GetUtcNow();
        string name = BackupFolder.NameAt(madeAt);
        await SqliteFile.CopyAsync(db, backup.PathOf(name), cancellationToken);
        PhotosCopied copied;
        await using (DbConnection copy = await SqliteFile.OpenAsync(backup.PathOf(name), cancellationToken))
        {
            await RefuseFaultsAsync(copy, cancellationToken);
            copied = await new PhotoCopies(source.Photos, backup.Photos, bySize: true)
                .CopyAsync(StoredPhotos.ReadAsync(copy, null, StoredPhotos.Statement(db), cancellationToken), cancellationToken);
        }

        var (bytes, sha256) = await BackupFolder.MeasureAsync(backup.PathOf(name), cancellationToken);
        await backup.FinishAsync(
            new Manifest(BackupFolder.Format, madeAt, name, bytes, sha256, copied.Photos, copied.Bytes, copied.Lost), cancellationToken);
        IReadOnlyList<LostPhoto> missing = await StillNamedAsync(db, copied.Lost, cancellationToken);
        Move.Tell(output, missing);
        await output.WriteLineAsync($"database {name}, {bytes} bytes, checked");
        await output.WriteLineAsync($"photos   {copied.Photos}, {copied.Bytes} bytes, {copied.Copied} copied now");
        await output.WriteLineAsync(Keys);
        await output.WriteLineAsync(missing.Count == 0
            ? "Backed up."
            : $"Backed up without {missing.Count} photos that the database names and the store does not have whole.");
        return missing.Count == 0;
    }

    internal static void RefuseServers(DatabaseEngine engine)
    {
        if (engine == DatabaseEngine.Sqlite) return;
        throw new CommandRefusedException(engine == DatabaseEngine.PostgreSql
            ? "This copies SQLite databases. PostgreSQL has its own: pg_basebackup with WAL archiving, or pg_dump; see docs/operations.md, Backup and restore."
            : "This copies SQLite databases. SQL Server has its own: BACKUP DATABASE and BACKUP LOG; see docs/operations.md, Backup and restore.");
    }

    internal static async Task RefuseFaultsAsync(DbConnection copy, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> faults = await SqliteFile.FaultsAsync(copy, cancellationToken);
        if (faults.Count > 0) throw new CommandRefusedException($"The database is damaged: {string.Join("; ", faults)}");
    }

    // A row that is gone by now took its photo along.
    private static async Task<IReadOnlyList<LostPhoto>> StillNamedAsync(
        AppDbContext db, IReadOnlyList<LostPhoto> lost, CancellationToken cancellationToken)
    {
        if (lost.Count == 0) return lost;
        var keys = lost.ToDictionary(photo => photo.Key);
        List<LostPhoto> named = [];
        await db.Database.OpenConnectionAsync(cancellationToken);
        await foreach (var photo in StoredPhotos.ReadAsync(db.Database.GetDbConnection(), null, StoredPhotos.Statement(db), cancellationToken))
            if (keys.TryGetValue(photo.Key, out LostPhoto? found)) named.Add(found);
        return named;
    }
}
