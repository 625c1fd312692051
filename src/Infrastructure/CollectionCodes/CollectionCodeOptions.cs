namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Who may issue collection codes, section <c>CollectionCodes</c>.</summary>
internal sealed class CollectionCodeOptions
{
    public const string Section = "CollectionCodes";

    /// <summary>Public keys (PEM, ECDSA P-256) of those who issue codes in our own format, by key id.</summary>
    public Dictionary<string, string> TrustedKeys { get; } = [];

    /// <summary>Key id of <see cref="IssuerKey"/>.</summary>
    public string IssuerKeyId { get; set; } = "";

    /// <summary>Private key (PEM) with which this installation issues codes; empty where it issues none.</summary>
    public string IssuerKey { get; set; } = "";

    /// <summary>The service that decodes all other codes, such as CHSI's.</summary>
    public RemoteDecoderOptions Remote { get; set; } = new();
}

/// <summary>A decoding service reached by HTTP.</summary>
internal sealed class RemoteDecoderOptions
{
    /// <summary>Its address; empty where there is none.</summary>
    public string Url { get; set; } = "";

    /// <summary>Bearer key that it asks for.</summary>
    public string ApiKey { get; set; } = "";
}
