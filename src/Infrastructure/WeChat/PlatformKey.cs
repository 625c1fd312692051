using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>One of WeChat Pay's public keys.</summary>
/// <param name="Serial"><c>PUB_KEY_ID_…</c>, or the hexadecimal serial of a platform certificate.</param>
/// <param name="Key">The key.</param>
/// <param name="Ends">When a certificate ends; null for a public key, which does not.</param>
internal sealed record PlatformKey(string Serial, RsaKey Key, DateTimeOffset? Ends) : IRsaKey
{
    /// <inheritdoc />
    public int Bits => Key.Bits;

    /// <summary>Whether it is a WeChat Pay public key, by its serial: a certificate may be configured by its bare key too.</summary>
    public bool IsPublicKey => Serial.StartsWith("PUB_KEY_ID_", StringComparison.Ordinal);

    /// <summary>Reads a public key or a certificate.</summary>
    /// <exception cref="ArgumentException">There is no PEM text in it.</exception>
    /// <exception cref="CryptographicException">It is not an RSA key.</exception>
    public static PlatformKey Read(string serial, string pem) => new(serial, RsaKey.FromPublicPem(pem), EndOf(pem));

    /// <summary>Whether it may still be used.</summary>
    public bool HoldsAt(DateTimeOffset now) => Ends is not { } end || now < end;

    /// <inheritdoc />
    public void Dispose() => Key.Dispose();

    private static DateTimeOffset? EndOf(string pem)
    {
        if (!RsaKey.IsCertificate(pem)) return null;
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.NotAfter;
    }
}
