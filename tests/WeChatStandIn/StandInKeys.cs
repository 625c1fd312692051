using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Everything secret that the stand-in and the API share: nothing of it means anything elsewhere.</summary>
internal sealed class StandInKeys
{
    private readonly ConcurrentDictionary<string, RSA> _privateKeys = new(StringComparer.Ordinal);

    public StandInKeys(IOptions<StandInOptions> options)
    {
        Set = options.Value.KeyFile is { Length: > 0 } file ? LoadOrMake(file) : KeySet.Make();
    }

    public KeySet Set { get; }

    public MerchantKeys? Merchant(string merchantId) => Set.Merchants.FirstOrDefault(m => m.MerchantId == merchantId);

    public PlatformKey Platform(string? serial) =>
        Set.PlatformKeys.FirstOrDefault(key => key.Serial == serial) ?? Set.PlatformKeys[0];

    public string SignAsPlatform(PlatformKey key, byte[] message) => Sign(key.PrivateKeyPem, message);

    public bool IsMerchants(MerchantKeys merchant, byte[] message, byte[] signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(merchant.PublicKeyPem);
        return rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static KeySet LoadOrMake(string file)
    {
        if (File.Exists(file))
            return JsonSerializer.Deserialize<KeySet>(File.ReadAllText(file)) ?? throw new InvalidDataException($"{file} holds no keys.");

        var made = KeySet.Make();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(made));
        return made;
    }

    private string Sign(string privateKeyPem, byte[] message)
    {
        var rsa = _privateKeys.GetOrAdd(privateKeyPem, static pem =>
        {
            var made = RSA.Create();
            made.ImportFromPem(pem);
            return made;
        });
        lock (rsa)
        {
            return Convert.ToBase64String(rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }
}

internal sealed record KeySet(string AppId, string Secret, PlatformKey[] PlatformKeys, MerchantKeys[] Merchants)
{
    public static KeySet Make() => new(
        "wx" + RandomNumberGenerator.GetHexString(16, lowercase: true),
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        [
            PlatformKey.Make("PUB_KEY_ID_01" + RandomText.Digits(20)),
            PlatformKey.Make(RandomNumberGenerator.GetHexString(40)),
        ],
        [MerchantKeys.Make("main"), MerchantKeys.Make("second")]);
}

internal sealed record PlatformKey(string Serial, string PrivateKeyPem, string PublicKeyPem)
{
    public static PlatformKey Make(string serial)
    {
        using var rsa = RSA.Create(2048);
        return new PlatformKey(serial, rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
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
