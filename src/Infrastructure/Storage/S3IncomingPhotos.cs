using Amazon.S3.Model;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photos that wait in the bucket, where students' phones post them by a signed policy: one name, ten minutes, so many
/// bytes. The bytes that are judged are the bytes that are kept: a submitted photo is written anew under a name of its own.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html"/>
internal sealed class S3IncomingPhotos(S3Bucket bucket, S3LinkSigner signer, IOptions<PhotoStoreOptions> options) : IIncomingPhotos
{
    private const string Prefix = "incoming/";

    public IncomingForm? Sign(string key, long maxBytes, DateTimeOffset expiresAt)
    {
        CreatePresignedPostResponse signed = signer.Client.CreatePresignedPost(new CreatePresignedPostRequest
        {
            BucketName = options.Value.S3.Bucket,
            Key = Prefix + key,
            Expires = expiresAt.UtcDateTime,
            Conditions = [S3PostCondition.ContentLengthRange(1, maxBytes)],
        });
        return new IncomingForm(new Uri(signed.Url), signed.Fields);
    }

    public Task<Result> ReceiveAsync(string key, Stream content, long maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult<Result>(PhotoErrors.UploadNotFound);

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) => bucket.OpenAsync(Prefix + key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => bucket.DeleteAsync(Prefix + key, cancellationToken);

    public IAsyncEnumerable<string> KeysSentBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        bucket.KeysWrittenBeforeAsync(Prefix, time, cancellationToken);
}
