using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photos as objects of an S3 bucket. Uploads are staged on the node's own disk and sent whole: an object appears only
/// when all of it is there.
/// </summary>
internal sealed class S3PhotoStore(S3Bucket bucket, TimeProvider clock) : IPhotoStorage
{
    private const string Prefix = "photos/";

    private readonly TemporaryPhotos _temporary = new(Path.Combine(Path.GetTempPath(), "campusphoto-uploads"), clock);

    public static string ObjectOf(string key) => Prefix + key;

    public Stream OpenScratch() => PrivateFiles.Scratch(_temporary.NewPath());

    public Task<Result<IStagedPhoto>> StageAsync(Stream content, long maxBytes, CancellationToken cancellationToken) =>
        _temporary.StageAsync(content, maxBytes, (path, type, token) => KeepAsync(path, PhotoKeys.New(), type, token), cancellationToken);

    public Task<Result<IStagedPhoto>> StageAsync(StoredPhoto photo, Stream content, CancellationToken cancellationToken) =>
        _temporary.StageAsync(content, photo.Bytes, (path, type, token) => KeepAsync(path, photo.Key, type, token), cancellationToken);

    public async Task<StoredPhoto> StoreAsync(
        ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(content.ToArray(), writable: false);
        string key = PhotoKeys.New();
        await bucket.PutAsync(ObjectOf(key), bytes, contentType, cancellationToken);
        return new StoredPhoto(key, Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length, contentType);
    }

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) =>
        PhotoKeys.IsKey(key) ? await bucket.OpenAsync(ObjectOf(key), cancellationToken) : null;

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (PhotoKeys.IsKey(key)) await bucket.DeleteAsync(ObjectOf(key), cancellationToken);
    }

    public IAsyncEnumerable<string> KeysWrittenBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        bucket.KeysWrittenBeforeAsync(Prefix, time, cancellationToken);

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        string key = $"probes/{PhotoKeys.New()}";
        using var content = new MemoryStream([1]);
        await bucket.PutAsync(key, content, "application/octet-stream", cancellationToken);
        await bucket.DeleteAsync(key, cancellationToken);
    }

    private async Task<string> KeepAsync(string path, string key, string contentType, CancellationToken cancellationToken)
    {
        await using FileStream file = PrivateFiles.Read(path);
        await bucket.PutAsync(ObjectOf(key), file, contentType, cancellationToken);
        return key;
    }
}
