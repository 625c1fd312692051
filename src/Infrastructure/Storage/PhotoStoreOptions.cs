using System.ComponentModel.DataAnnotations;
using Amazon.Runtime;
using Amazon.S3;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Where photos lie.</summary>
internal enum PhotoStoreKind
{
    /// <summary>A folder of this machine: one node.</summary>
    Local,

    /// <summary>A bucket of an S3 service: any number of nodes.</summary>
    S3,
}

/// <summary>The photo store, section <c>Storage</c>.</summary>
internal sealed class PhotoStoreOptions
{
    public const string Section = "Storage";

    public PhotoStoreKind Kind { get; set; }

    /// <summary>The root folder (Local); a relative one lies under the content root.</summary>
    [Required]
    public string Path { get; set; } = "data/photos";

    /// <summary>The bucket (S3).</summary>
    public S3Options S3 { get; set; } = new();

    public bool IsComplete => Kind != PhotoStoreKind.S3
        || (S3.ServiceUrl is not null && S3.Bucket.Length > 0 && S3.AccessKey.Length > 0 && S3.SecretKey.Length > 0);
}

/// <summary>How to reach the bucket, section <c>Storage:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>The service's address, for instance <c>https://s3.cn-north-1.amazonaws.com.cn</c>.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>The address for students, when it is another one.</summary>
    public Uri? PublicServiceUrl { get; set; }

    public string Region { get; set; } = "us-east-1";

    public string Bucket { get; set; } = "";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";

    /// <summary>Whether the bucket is part of the path (MinIO, Ceph) and not of the host's name.</summary>
    public bool ForcePathStyle { get; set; } = true;

    public bool LinksUseHttp => (PublicServiceUrl ?? ServiceUrl)?.Scheme == Uri.UriSchemeHttp;

    public IAmazonS3 CreateClient(Uri? address) => new AmazonS3Client(
        new BasicAWSCredentials(AccessKey, SecretKey),
        new AmazonS3Config
        {
            ServiceURL = address!.ToString(),
            AuthenticationRegion = Region,
            ForcePathStyle = ForcePathStyle,
            Timeout = TimeSpan.FromSeconds(30),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
}
