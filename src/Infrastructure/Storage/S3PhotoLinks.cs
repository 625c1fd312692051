using Amazon.S3;
using Amazon.S3.Model;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Photo links that the object store itself honours, so that no node passes the bytes on. They hold for ten minutes.
/// Signing happens here; the store is not asked.
/// </summary>
internal sealed class S3PhotoLinks(S3LinkSigner signer, IOptions<PhotoStoreOptions> options, PhotoLinks sealedLinks, TimeProvider clock)
    : IPhotoLinks
{
    public PhotoLink Create(StoredPhoto photo) => PhotoLink.At(new Uri(signer.Client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = options.Value.S3.Bucket,
        Key = S3PhotoStore.ObjectOf(photo.Key),
        Verb = HttpVerb.GET,
        Expires = (clock.GetUtcNow() + PhotoLinks.Lifetime).UtcDateTime,
        Protocol = options.Value.S3.LinksUseHttp ? Protocol.HTTP : Protocol.HTTPS,
    })));

    public (string Key, string ContentType)? Read(string token) => sealedLinks.Read(token);
}

/// <summary>Signs for the address at which students reach the object store, which may be another than the nodes use.</summary>
internal sealed class S3LinkSigner(IOptions<PhotoStoreOptions> options) : IDisposable
{
    public IAmazonS3 Client { get; } = options.Value.S3.CreateClient(options.Value.S3.PublicServiceUrl ?? options.Value.S3.ServiceUrl);

    public void Dispose() => Client.Dispose();
}
