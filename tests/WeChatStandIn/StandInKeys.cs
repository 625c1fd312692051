using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Everything secret that the stand-in and the API share: nothing of it means anything elsewhere.</summary>
internal sealed class StandInKeys
{
    private readonly ConcurrentDictionary<string, RSA> _privateKeys = new(StringComparer.Ordinal);
    private volatile PlatformKey[] _platform;
    private volatile PlatformKey _default;

    public StandInKeys(IOptions<StandInOptions> options)
    {
        Set = options.Value.KeyFile is { Length: > 0 } file ? LoadOrMake(file) : KeySet.Make();
        _platform = Set.PlatformKeys;
        _default = _platform[0];
    }

    public KeySet Set { get; }

    /// <summary>All keys of WeChat's side: those of the set, and those that were added since.</summary>
    public IReadOnlyList<PlatformKey> Platforms => _platform;

    /// <summary>The key that signs notifications, and answers to calls that ask for no other.</summary>
    public PlatformKey Default => _default;

    /// <summary>The key that signs some notifications while keys are changed.</summary>
    public PlatformKey Second => _platform[1];

    public MerchantKeys? Merchant(string merchantId) => Set.Merchants.FirstOrDefault(m => m.MerchantId == merchantId);

    public PlatformKey Platform(string? serial) => Array.Find(_platform, key => key.Serial == serial) ?? _default;

    /// <summary>Adds a key, as WeChat does when it changes them.</summary>
    /// <param name="certificate">A platform certificate rather than a public key.</param>
    /// <param name="use">Whether it signs from now on.</param>
    public PlatformKey Add(bool certificate, bool use)
    {
        var added = certificate ? PlatformKey.MakeCertificate() : PlatformKey.MakePublicKey();
        _platform = [.. _platform, added];
        if (use) _default = added;
        return added;
    }

    /// <summary>Forgets added keys.</summary>
    public void Reset()
    {
        _platform = Set.PlatformKeys;
        _default = _platform[0];
    }

    public string SignAsPlatform(PlatformKey key, byte[] message)
    {
        var rsa = Private(key.PrivateKeyPem);
        lock (rsa)
        {
            return Convert.ToBase64String(rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public string SignAsMerchant(MerchantKeys merchant, string message)
    {
        var rsa = Private(merchant.PrivateKeyPem);
        lock (rsa)
        {
            return Convert.ToBase64String(
                rsa.SignData(Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    /// <summary>Opens what a merchant encrypted for the platform key, or gives null.</summary>
    public string? Decrypt(PlatformKey key, string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        if (!Convert.TryFromBase64String(base64 ?? "", bytes, out var length) || length == 0) return null;
        var rsa = Private(key.PrivateKeyPem);
        lock (rsa)
        {
            try
            {
                return Encoding.UTF8.GetString(rsa.Decrypt(bytes[..length], RSAEncryptionPadding.OaepSHA1));
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }

    public static string EncryptFor(MerchantKeys merchant, string text)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(merchant.PublicKeyPem);
        return Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes(text), RSAEncryptionPadding.OaepSHA1));
    }

    public static bool IsMerchants(MerchantKeys merchant, byte[] message, byte[] signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(merchant.PublicKeyPem);
        return rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static KeySet LoadOrMake(string file)
    {
        // A file of an older stand-in has no certificates, and is replaced.
        if (File.Exists(file) && JsonSerializer.Deserialize<KeySet>(File.ReadAllText(file)) is { } kept && kept.PlatformKeys[1].CertificatePem is not null)
            return kept;

        var made = KeySet.Make();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(made));
        return made;
    }

    private RSA Private(string pem) => _privateKeys.GetOrAdd(pem, static text =>
    {
        var made = RSA.Create();
        made.ImportFromPem(text);
        return made;
    });
}

internal sealed record KeySet(
    string AppId, string Secret, string PushToken, string EncodingAesKey, PlatformKey[] PlatformKeys, MerchantKeys[] Merchants)
{
    public static KeySet Make() => new(
        "wx" + RandomNumberGenerator.GetHexString(16, lowercase: true),
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        RandomText.Of(32),
        RandomText.Of(43),
        [PlatformKey.MakePublicKey(), PlatformKey.MakeCertificate()],
        [MerchantKeys.Make("main"), MerchantKeys.Make("second")]);
}

internal sealed record PlatformKey(string Serial, string PrivateKeyPem, string PublicKeyPem, string? CertificatePem, DateTimeOffset? NotAfter)
{
    private static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(5 * 365);

    public static PlatformKey MakePublicKey()
    {
        using var rsa = RSA.Create(2048);
        return new PlatformKey(
            "PUB_KEY_ID_01" + RandomText.Digits(20), rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem(), null, null);
    }

    public static PlatformKey MakeCertificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=WeChat stand-in", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + CertificateLifetime);
        return new PlatformKey(
            certificate.SerialNumber, rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem(),
            certificate.ExportCertificatePem(), now + CertificateLifetime);
    }
}

internal sealed record MerchantKeys(
    string Account, string MerchantId, string SerialNo, string PrivateKeyPem, string PublicKeyPem, string ApiV3Key)
{
    public static MerchantKeys Make(string account)
    {
        using var rsa = RSA.Create(2048);
        return new MerchantKeys(
            account,
            "16" + RandomText.Digits(8),
            RandomNumberGenerator.GetHexString(40),
            rsa.ExportPkcs8PrivateKeyPem(),
            rsa.ExportSubjectPublicKeyInfoPem(),
            RandomText.Of(32));
    }
}
