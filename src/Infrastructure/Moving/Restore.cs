using System.Data.Common;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Persistence.Engines;
using CampusPhoto.Infrastructure.Persistence.Moving;
using CampusPhoto.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>
/// Puts a backup in an empty place. The photos come first and the database last, in one step: a restore that was broken
/// off is simply begun again.
/// </summary>
public static class Restore
{
    /// <summary>Restores to the running configuration's database and photo store.</summary>
    /// <param name="configuration">Has <c>Database</c> and <c>Storage</c>.</param>
    /// <param name="environment">Under whose content root relative paths of the configuration lie.</param>
    /// <param name="folder">The backup.</param>
    /// <param name="output">Is told what was restored.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when photos of the backup are missing or changed; there is no database then.</returns>
    /// <exception cref="CommandRefusedException">It cannot be done.</exception>
    public static async Task<bool> RunAsync(
        IConfiguration configuration, IHostEnvironment environment, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        await using var target = new Place(configuration, configuration, environment);
        Backup.RefuseServers(target.Engine);
        await using AppDbContext db = target.Open();
        string file = db.Database.GetDbConnection().DataSource;
        if (((string[])["", "-wal", "-shm"]).Select(end => file + end).FirstOrDefault(File.Exists) is { } present)
            throw new CommandRefusedException($"{present} is there already. Stop all nodes and move the database away with its -wal and -shm files first.");

        var (backup, manifest) = await BackupFolder.OpenAsync(folder, environment, cancellationToken);
        string copy = backup.PathOf(manifest.Database);
        if (!File.Exists(copy) || await BackupFolder.MeasureAsync(copy, cancellationToken) != (manifest.DatabaseBytes, manifest.DatabaseSha256))
            throw new CommandRefusedException($"{copy} is not what the manifest tells: it was changed or not copied whole. Take another backup.");

        string aside = file + ".restoring";
        File.Delete(aside);
        await using (FileStream from = PrivateFiles.Read(copy), to = PrivateFiles.Create(aside))
        {
            await from.CopyToAsync(to, cancellationToken);
            await to.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(to.SafeFileHandle);
        }

        PhotosCopied copied;
        await using (DbConnection restored = await SqliteFile.OpenAsync(aside, cancellationToken))
        {
            await Backup.RefuseFaultsAsync(restored, cancellationToken);
            HashSet<string> without = [.. manifest.Without.Select(photo => photo.Key)];
            copied = await new PhotoCopies(backup.Photos, target.Photos).CopyAsync(
                StoredPhotos.ReadAsync(restored, null, StoredPhotos.Statement(db), cancellationToken).Where(photo => !without.Contains(photo.Key)),
                cancellationToken);
        }

        if (copied.Lost.Count > 0)
        {
            File.Delete(aside);
            Move.Tell(output, copied.Lost);
            await output.WriteLineAsync($"Not restored: {copied.Lost.Count} photos of the backup are missing or changed. Take another backup.");
            return false;
        }

        File.Move(aside, file);
        FolderFlush.ToDisk(Path.GetDirectoryName(file)!);
        await output.WriteLineAsync($"database {file}, {manifest.DatabaseBytes} bytes, as of {manifest.MadeAt:yyyy-MM-dd HH:mm:ss} UTC");
        await output.WriteLineAsync($"photos   {copied.Photos}, {copied.Bytes} bytes, {copied.Copied} copied now");
        if (manifest.Without.Count > 0) await output.WriteLineAsync($"The backup was made without {manifest.Without.Count} photos that it names.");
        await output.WriteLineAsync("Restored. Start a node with the PersonalData keys that the backup was made with; it brings the database up to date.");
        return true;
    }
}
