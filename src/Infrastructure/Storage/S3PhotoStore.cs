using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photos as objects of an S3 bucket. Uploads are staged on the node's own disk and sent whole: an object appears only
/// when all of it is there. Failures of the service come out as <see cref="IOException"/>, like those of a disk.
/// </summary>
internal sealed class S3PhotoStore(IAmazonS3 client, IOptions<PhotoStoreOptions> options, TimeProvider clock) : IPhotoStorage
{
    private const string Prefix = "photos/";

    // Shared caches must not keep a face; the one who may see it need not fetch it twice while the link holds.
    private const string CacheControl = "private, max-age=300";

    private readonly TemporaryPhotos _temporary = new(Path.Combine(Path.GetTempPath(), "campusphoto-uploads"), clock);

    private string Bucket => options.Value.S3.Bucket;

    public static string ObjectOf(string key) => Prefix + key;

    public Task<Result<IStagedPhoto>> StageAsync(Stream content, long maxBytes, CancellationToken cancellationToken) =>
        _temporary.StageAsync(content, maxBytes, KeepAsync, cancellationToken);

    public async Task<StoredPhoto> StoreAsync(
        ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(content.ToArray(), writable: false);
        string key = await PutAsync(bytes, contentType, cancellationToken);
        return new StoredPhoto(key, Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length, contentType);
    }

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        if (!PhotoKeys.IsKey(key)) return null;
        try
        {
            return await CallAsync(s3 => s3.GetObjectAsync(Bucket, ObjectOf(key), cancellationToken)) is { } found
                ? found.ResponseStream
                : null;
        }
        catch (IOException missing) when (missing.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (PhotoKeys.IsKey(key)) await CallAsync(s3 => s3.DeleteObjectAsync(Bucket, ObjectOf(key), cancellationToken));
    }

    public async IAsyncEnumerable<string> KeysWrittenBeforeAsync(
        DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsRequest { BucketName = Bucket, Prefix = Prefix };
        bool more;
        do
        {
            ListObjectsResponse page = await CallAsync(s3 => s3.ListObjectsAsync(request, cancellationToken));
            foreach (S3Object found in page.S3Objects ?? [])
            {
                string key = found.Key[Prefix.Length..];
                if (PhotoKeys.IsKey(key) && found.LastModified?.ToUniversalTime() < time.UtcDateTime) yield return key;
            }

            // The first version of the call, since it goes on from a name: what is deleted meanwhile cannot shift the pages.
            more = page.IsTruncated == true && page.S3Objects is { Count: > 0 };
            if (more) request.Marker = page.S3Objects![^1].Key;
        }
        while (more);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        string key = $"probes/{PhotoKeys.New()}";
        using var content = new MemoryStream([1]);
        await PutAsync(key, content, "application/octet-stream", cancellationToken);
        await CallAsync(s3 => s3.DeleteObjectAsync(Bucket, key, cancellationToken));
    }

    private async Task<string> KeepAsync(string path, string contentType, CancellationToken cancellationToken)
    {
        await using FileStream file = PrivateFiles.Read(path);
        return await PutAsync(file, contentType, cancellationToken);
    }

    private async Task<string> PutAsync(Stream content, string contentType, CancellationToken cancellationToken)
    {
        string key = PhotoKeys.New();
        await PutAsync(ObjectOf(key), content, contentType, cancellationToken);
        return key;
    }

    private Task<PutObjectResponse> PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = key,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = contentType,

            // Stores that do not know chunked signing write its framing into the object.
            UseChunkEncoding = false,
        };
        request.Headers.CacheControl = CacheControl;
        return CallAsync(s3 => s3.PutObjectAsync(request, cancellationToken));
    }

    private async Task<T> CallAsync<T>(Func<IAmazonS3, Task<T>> call)
    {
        try
        {
            return await call(client);
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new IOException("The photo store did not do what was asked.", failure);
        }
    }
}
