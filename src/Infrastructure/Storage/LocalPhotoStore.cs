using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photos as files of a private folder. A photo is written aside, flushed to the disk and renamed, so that a name in
/// the store is always a whole photo.
/// </summary>
internal sealed class LocalPhotoStore : IPhotoStorage
{
    private const int FolderDigits = 2;

    private readonly string _root;
    private readonly TemporaryPhotos _temporary;

    public LocalPhotoStore(IOptions<PhotoStoreOptions> options, IHostEnvironment environment, TimeProvider clock)
    {
        _root = Path.GetFullPath(options.Value.Path, environment.ContentRootPath);
        PrivateFiles.MakeFolder(_root);

        // On the same volume as the store, so that keeping is renaming.
        _temporary = new TemporaryPhotos(Path.Combine(_root, "tmp"), clock);
    }

    public Stream OpenScratch() => PrivateFiles.Scratch(_temporary.NewPath());

    public Task<Result<IStagedPhoto>> StageAsync(Stream content, long maxBytes, CancellationToken cancellationToken) =>
        _temporary.StageAsync(content, maxBytes, (path, _, _) => KeepAsync(path, PhotoKeys.New()), cancellationToken);

    public Task<Result<IStagedPhoto>> StageAsync(StoredPhoto photo, Stream content, CancellationToken cancellationToken) =>
        _temporary.StageAsync(content, photo.Bytes, (path, _, _) => KeepAsync(path, photo.Key), cancellationToken);

    public async Task<StoredPhoto> StoreAsync(
        ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        string aside = _temporary.NewPath();
        await using (FileStream file = PrivateFiles.Create(aside)) await file.WriteAsync(content, cancellationToken);
        string key = await KeepAsync(aside, PhotoKeys.New());
        return new StoredPhoto(key, Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length, contentType);
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) => Task.FromResult<Stream?>(
        PhotoKeys.IsKey(key) && File.Exists(PathOf(key)) ? PrivateFiles.Read(PathOf(key)) : null);

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (PhotoKeys.IsKey(key) && File.Exists(PathOf(key))) File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<string> KeysWrittenBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => (
        from folder in Directory.EnumerateDirectories(_root)
        where Path.GetFileName(folder).Length == FolderDigits
        from file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
        where PhotoKeys.IsKey(file.Name) && file.LastWriteTimeUtc < time.UtcDateTime
        select file.Name).ToAsyncEnumerable();

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        string probe = _temporary.NewPath();
        await using (FileStream file = PrivateFiles.Create(probe)) await file.WriteAsync(new byte[] { 1 }, cancellationToken);
        File.Delete(probe);
    }

    private async Task<string> KeepAsync(string aside, string key)
    {
        await using (var file = new FileStream(aside, FileMode.Open, FileAccess.Write))
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        string target = PathOf(key);
        string inner = Path.GetDirectoryName(target)!;
        string outer = Path.GetDirectoryName(inner)!;
        PrivateFiles.MakeFolder(outer);
        PrivateFiles.MakeFolder(inner);
        File.Move(aside, target, overwrite: true);

        // The folders above may be new as well, and a photo is only as durable as the way to it.
        FolderFlush.ToDisk(inner);
        FolderFlush.ToDisk(outer);
        FolderFlush.ToDisk(_root);
        return key;
    }

    // Two levels of 256 folders keep each small at millions of photos.
    private string PathOf(string key) => Path.Combine(_root, key[..FolderDigits], key[FolderDigits..(2 * FolderDigits)], key);
}
