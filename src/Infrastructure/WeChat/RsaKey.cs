using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// An RSA key that many requests use at once. <see cref="RSA"/> does not promise to be safe for that, so each use
/// borrows an instance of its own.
/// </summary>
internal sealed class RsaKey : IRsaKey
{
    // OAEP with SHA-1 is what WeChat Pay prescribes for fields of requests.
    private static readonly RSAEncryptionPadding WeChatPadding = RSAEncryptionPadding.OaepSHA1;

    private readonly RSAParameters _parameters;
    private readonly ConcurrentBag<RSA> _idle = [];

    private RsaKey(RSA first, bool isPrivate)
    {
        _parameters = first.ExportParameters(isPrivate);
        Bits = first.KeySize;
        _idle.Add(first);
    }

    /// <inheritdoc />
    public int Bits { get; }

    /// <summary>Whether the PEM text is a certificate rather than a bare key.</summary>
    public static bool IsCertificate(string pem) => pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);

    /// <summary>Reads a private key (PKCS#8 or PKCS#1).</summary>
    /// <exception cref="ArgumentException">There is no PEM text in it.</exception>
    /// <exception cref="CryptographicException">It is not an RSA private key.</exception>
    public static RsaKey FromPrivatePem(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new RsaKey(rsa, isPrivate: true);
    }

    /// <summary>Reads a public key, or the public key of a certificate.</summary>
    /// <exception cref="ArgumentException">There is no PEM text in it.</exception>
    /// <exception cref="CryptographicException">It is not an RSA key.</exception>
    public static RsaKey FromPublicPem(string pem)
    {
        if (!IsCertificate(pem))
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaKey(rsa, isPrivate: false);
        }

        using var certificate = X509Certificate2.CreateFromPem(pem);
        return new RsaKey(
            certificate.GetRSAPublicKey() ?? throw new CryptographicException("The certificate holds no RSA key."),
            isPrivate: false);
    }

    /// <summary>Signs with SHA-256 and PKCS#1 v1.5, as Base64.</summary>
    public string Sign(byte[] message) =>
        Convert.ToBase64String(Borrow(rsa => rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));

    /// <summary>Whether the signature (SHA-256, PKCS#1 v1.5) is this key's over the message.</summary>
    public bool Verify(byte[] message, byte[] signature) =>
        Borrow(rsa => rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Encrypts a personal text for the key's owner, as Base64.</summary>
    public string Encrypt(string text) =>
        Convert.ToBase64String(Borrow(rsa => rsa.Encrypt(Encoding.UTF8.GetBytes(text), WeChatPadding)));

    /// <summary>Opens what was encrypted for this key, or gives null when it was not.</summary>
    public string? Decrypt(string? base64)
    {
        var sealedText = new byte[base64?.Length ?? 0];
        if (!Convert.TryFromBase64String(base64 ?? "", sealedText, out var length)) return null;
        try
        {
            return Encoding.UTF8.GetString(Borrow(rsa => rsa.Decrypt(sealedText[..length], WeChatPadding)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        while (_idle.TryTake(out var rsa)) rsa.Dispose();
    }

    private T Borrow<T>(Func<RSA, T> use)
    {
        if (!_idle.TryTake(out var rsa)) rsa = RSA.Create(_parameters);
        try
        {
            return use(rsa);
        }
        finally
        {
            _idle.Add(rsa);
        }
    }
}
