using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photos as files of a private folder. A photo is written aside, flushed to the disk and renamed, so that a name in
/// the store is always a whole photo.
/// </summary>
internal sealed class LocalPhotoStore : IPhotoStore
{
    private const int KeyBytes = 16;
    private const int CopyBuffer = 64 * 1024;
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root;
    private readonly string _temporary;

    public LocalPhotoStore(IOptions<PhotoStoreOptions> options, IHostEnvironment environment)
    {
        _root = Path.GetFullPath(options.Value.Path, environment.ContentRootPath);
        _temporary = Path.Combine(_root, "tmp");
        MakeFolder(_root);
        MakeFolder(_temporary);

        // What a killed process was writing belongs to nobody.
        foreach (string left in Directory.EnumerateFiles(_temporary)) File.Delete(left);
    }

    public async Task<Result<IStagedPhoto>> StageAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        Staged? unfinished = null;
        try
        {
            unfinished = new Staged(this, Path.Combine(_temporary, NewKey()));
            Result read = await unfinished.ReadAsync(content, maxBytes, cancellationToken);
            if (read.Error is { } error) return error;
            Staged finished = unfinished;
            unfinished = null;
            return finished;
        }
        finally
        {
            if (unfinished is not null) await unfinished.DisposeAsync();
        }
    }

    public async Task<StoredPhoto> StoreAsync(
        ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        string aside = Path.Combine(_temporary, NewKey());
        await using (FileStream file = Create(aside))
        {
            await file.WriteAsync(content, cancellationToken);
            await FlushToDiskAsync(file, cancellationToken);
        }

        string key = Keep(aside);
        return new StoredPhoto(key, Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length, contentType);
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        if (!IsKey(key) || !File.Exists(PathOf(key))) return Task.FromResult<Stream?>(null);
        return Task.FromResult<Stream?>(new FileStream(
            PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBuffer, useAsync: true));
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (IsKey(key) && File.Exists(PathOf(key))) File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    /// <summary>Names of the photos that were written before that time.</summary>
    public IEnumerable<string> KeysWrittenBefore(DateTimeOffset time) =>
        from folder in Directory.EnumerateDirectories(_root)
        where folder != _temporary
        from file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
        where IsKey(file.Name) && file.LastWriteTimeUtc < time.UtcDateTime
        select file.Name;

    /// <summary>Whether a photo could be written now.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        string probe = Path.Combine(_temporary, NewKey());
        await using (FileStream file = Create(probe)) await file.WriteAsync(new byte[] { 1 }, cancellationToken);
        File.Delete(probe);
    }

    private string Keep(string aside)
    {
        string key = NewKey();
        string target = PathOf(key);
        string inner = Path.GetDirectoryName(target)!;
        string outer = Path.GetDirectoryName(inner)!;
        MakeFolder(outer);
        MakeFolder(inner);
        File.Move(aside, target);

        // The folders above may be new as well, and a photo is only as durable as the way to it.
        FolderFlush.ToDisk(inner);
        FolderFlush.ToDisk(outer);
        FolderFlush.ToDisk(_root);
        return key;
    }

    // Two levels of 256 folders keep each small at millions of photos.
    private string PathOf(string key) => Path.Combine(_root, key[..2], key[2..4], key);

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);

    private static bool IsKey(string key) => key.Length == KeyBytes * 2 && key.All(char.IsAsciiHexDigitLower);

    private static async Task FlushToDiskAsync(FileStream file, CancellationToken cancellationToken)
    {
        await file.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = CopyBuffer,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFile;
        return new FileStream(path, options);
    }

    // The mode holds for the last folder of the path only, so each is made by itself.
    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, PrivateFolder);
    }

    private sealed class Staged(LocalPhotoStore store, string path) : IStagedPhoto
    {
        public string Sha256 { get; private set; } = "";

        public long Bytes { get; private set; }

        public async Task<Result> ReadAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[CopyBuffer];
            await using FileStream file = Create(path);
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Bytes += read;
                if (Bytes > maxBytes) return PhotoErrors.TooLarge;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return Bytes == 0 ? PhotoErrors.Empty : Result.Ok;
        }

        public Stream OpenRead() => new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBuffer, useAsync: true);

        public async Task<StoredPhoto> KeepAsync(string contentType, CancellationToken cancellationToken)
        {
            await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
                await FlushToDiskAsync(file, cancellationToken);
            return new StoredPhoto(store.Keep(path), Sha256, Bytes, contentType);
        }

        public ValueTask DisposeAsync()
        {
            if (File.Exists(path)) File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
