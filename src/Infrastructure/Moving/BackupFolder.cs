using System.Security.Cryptography;
using System.Text.Json;
using CampusPhoto.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>What a backup holds; <c>manifest.json</c>. A folder without it is no backup.</summary>
/// <param name="Format">Of the folder; 1.</param>
/// <param name="MadeAt">When the database was copied.</param>
/// <param name="Database">The copy's name in the folder.</param>
/// <param name="DatabaseBytes">The copy's size.</param>
/// <param name="DatabaseSha256">The copy's hash; the hash of each photo is in its row there.</param>
/// <param name="Photos">Photos that belong to it.</param>
/// <param name="PhotoBytes">Their size.</param>
/// <param name="Without">Photos that rows name and that could not be copied.</param>
internal sealed record Manifest(
    int Format, DateTimeOffset MadeAt, string Database, long DatabaseBytes, string DatabaseSha256, long Photos, long PhotoBytes,
    IReadOnlyList<LostPhoto> Without);

/// <summary>
/// A folder with a copy of the database, the photos that the copy refers to, and a manifest that is written last and in
/// one step: until then the folder is the backup that it was before.
/// </summary>
internal sealed class BackupFolder(string path, IHostEnvironment environment)
{
    public const int Format = 1;

    private const string ManifestName = "manifest.json";
    private const string LockName = "lock";
    private const string PhotosName = "photos";
    private const string DatabasePrefix = "campusphoto-";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path = Path.GetFullPath(path);

    public IPhotoStorage Photos { get; } = new LocalPhotoStore(
        Options.Create(new PhotoStoreOptions { Path = Path.Combine(Path.GetFullPath(path), PhotosName) }), environment, TimeProvider.System);

    public static async Task<(long Bytes, string Sha256)> MeasureAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream content = PrivateFiles.Read(file);
        return (content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));
    }

    /// <summary>Makes the folder unless it is there, and keeps every other backup out of it.</summary>
    /// <exception cref="CommandRefusedException">It holds something else, or another backup is at work in it.</exception>
    public static (BackupFolder Folder, IDisposable Alone) Begin(string path, IHostEnvironment environment)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full)) throw new CommandRefusedException($"{path} is a file; a backup is a folder.");
        PrivateFiles.MakeFolder(full);
        if (Directory.EnumerateFileSystemEntries(full).Select(Path.GetFileName).FirstOrDefault(name => !IsOurs(name!)) is { } foreign)
            throw new CommandRefusedException($"{path} holds {foreign}, which is no part of a backup. Give an empty folder or that of an earlier backup.");
        try
        {
            var alone = new FileStream(
                Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            return (new BackupFolder(full, environment), alone);
        }
        catch (IOException taken)
        {
            throw new CommandRefusedException($"Another backup is at work in {path}.", taken);
        }
    }

    public string PathOf(string database) => Path.Combine(_path, database);

    public static string NameAt(DateTimeOffset time) => $"{DatabasePrefix}{time.UtcDateTime:yyyyMMddTHHmmssfff}.db";

    /// <exception cref="CommandRefusedException">There is no finished backup in the folder.</exception>
    public static async Task<(BackupFolder Folder, Manifest Manifest)> OpenAsync(
        string path, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        string file = Path.Combine(path, ManifestName);
        if (!File.Exists(file)) throw new CommandRefusedException($"{path} is no finished backup: it has no {ManifestName}.");
        try
        {
            await using FileStream content = PrivateFiles.Read(file);
            Manifest manifest = await JsonSerializer.DeserializeAsync<Manifest>(content, Json, cancellationToken) ?? throw new JsonException();
            if (manifest.Format != Format)
                throw new CommandRefusedException($"{file} is of format {manifest.Format}; this version reads format {Format}.");
            return (new BackupFolder(path, environment), manifest);
        }
        catch (JsonException broken)
        {
            throw new CommandRefusedException($"{file} cannot be read: it was changed or not written whole.", broken);
        }
    }

    /// <summary>Makes this the folder's backup, and clears away the database of the one before.</summary>
    public async Task FinishAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        string aside = PathOf($"{ManifestName}.new");
        File.Delete(aside);
        await using (FileStream file = PrivateFiles.Create(aside))
        {
            await JsonSerializer.SerializeAsync(file, manifest, Json, cancellationToken);
            await file.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        FolderFlush.ToDisk(_path);
        File.Move(aside, PathOf(ManifestName), overwrite: true);
        FolderFlush.ToDisk(_path);
        foreach (string earlier in Directory.EnumerateFiles(_path, $"{DatabasePrefix}*"))
            if (Path.GetFileName(earlier) != manifest.Database) File.Delete(earlier);
    }

    private static bool IsOurs(string name) =>
        name is ManifestName or $"{ManifestName}.new" or LockName or PhotosName || name.StartsWith(DatabasePrefix, StringComparison.Ordinal);
}
