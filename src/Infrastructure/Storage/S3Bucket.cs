using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>The bucket. Failures of the service come out as <see cref="IOException"/>, like those of a disk.</summary>
internal sealed class S3Bucket(IAmazonS3 client, IOptions<PhotoStoreOptions> options)
{
    // Shared caches must not keep a face; the one who may see it need not fetch it twice while the link holds.
    private const string CacheControl = "private, max-age=300";

    private string Name => options.Value.S3.Bucket;

    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = Name,
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

    /// <summary>Opens an object, or null when there is none.</summary>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await CallAsync(s3 => s3.GetObjectAsync(Name, key, cancellationToken))).ResponseStream;
        }
        catch (IOException missing) when (missing.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(s3 => s3.DeleteObjectAsync(Name, key, cancellationToken));

    /// <summary>Photo keys under a prefix, without it.</summary>
    public async IAsyncEnumerable<string> KeysWrittenBeforeAsync(
        string prefix, DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsRequest { BucketName = Name, Prefix = prefix };
        bool more;
        do
        {
            ListObjectsResponse page = await CallAsync(s3 => s3.ListObjectsAsync(request, cancellationToken));
            foreach (S3Object found in page.S3Objects ?? [])
            {
                string key = found.Key[prefix.Length..];
                if (PhotoKeys.IsKey(key) && found.LastModified?.ToUniversalTime() < time.UtcDateTime) yield return key;
            }

            // The first version of the call, since it goes on from a name: what is deleted meanwhile cannot shift the pages.
            more = page.IsTruncated == true && page.S3Objects is { Count: > 0 };
            if (more) request.Marker = page.S3Objects![^1].Key;
        }
        while (more);
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
