using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A merchant account with its keys ready for use.</summary>
internal sealed class Merchant : IDisposable
{
    /// <summary>AES-256: an APIv3 key is 32 ASCII characters.</summary>
    private const int ApiV3KeyLength = 32;

    private readonly RsaKey _privateKey;

    private Merchant(
        MerchantAccount facts,
        string serialNo,
        string notifyUrl,
        RsaKey privateKey,
        PlatformKeyRing platformKeys,
        IReadOnlyList<byte[]> apiV3Keys)
    {
        Facts = facts;
        SerialNo = serialNo;
        NotifyUrl = notifyUrl;
        _privateKey = privateKey;
        PlatformKeys = platformKeys;
        ApiV3Keys = apiV3Keys;
    }

    /// <summary>Account key, appid and mchid.</summary>
    public MerchantAccount Facts { get; }

    /// <summary>Serial number of the merchant's certificate.</summary>
    public string SerialNo { get; }

    /// <summary>Where WeChat sends this account's notifications.</summary>
    public string NotifyUrl { get; }

    /// <summary>WeChat Pay's public keys by serial.</summary>
    public PlatformKeyRing PlatformKeys { get; }

    /// <summary>Keys of encrypted notifications, in the order in which they are tried.</summary>
    public IReadOnlyList<byte[]> ApiV3Keys { get; }

    /// <summary>Signs as this merchant.</summary>
    public string Sign(byte[] message) => _privateKey.Sign(message);

    /// <summary>Opens what WeChat encrypted with this merchant's certificate, or gives null.</summary>
    public string? Decrypt(string? base64) => _privateKey.Decrypt(base64);

    /// <summary>Loads an account's keys; each fault is told in words for the operator, without the keys themselves.</summary>
    /// <returns>The merchant, or null when there were faults.</returns>
    public static Merchant? Load(WeChatOptions options, string account, ICollection<string> faults)
    {
        var merchant = options.Merchants[account];
        var at = $"{WeChatOptions.Section}:Merchants:{account}";
        var before = faults.Count;

        if (account.Length is 0 or > 32 || account.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            faults.Add($"{at}: the account's key must be 1 to 32 of a-z, 0-9 and '-'.");
        if (merchant.MerchantId.Length is 0 or > 32 || !merchant.MerchantId.All(char.IsAsciiDigit))
            faults.Add($"{at}:MerchantId must be the merchant's number (digits).");
        if (string.IsNullOrWhiteSpace(merchant.SerialNo))
            faults.Add($"{at}:SerialNo is missing.");
        if (merchant.ApiV3Keys.Count == 0)
            faults.Add($"{at}:ApiV3Keys is empty.");
        if (merchant.ApiV3Keys.Any(key => key.Length != ApiV3KeyLength || !Ascii.IsValid(key)))
            faults.Add($"{at}:ApiV3Keys must be 32 ASCII characters each.");
        if (merchant.PlatformKeys.Count == 0 && !merchant.DownloadCertificates && string.IsNullOrWhiteSpace(merchant.PlatformKeyFolder))
            faults.Add($"{at}:PlatformKeys is empty; or give PlatformKeyFolder, or set DownloadCertificates.");

        var notifyUrl = $"{options.NotifyBaseUrl.TrimEnd('/')}/api/v1/payments/wechat/{account}/notifications";
        if (notifyUrl.Length > 255)
            faults.Add($"{WeChatOptions.Section}:NotifyBaseUrl is too long: {at}'s notification address exceeds 255 characters.");

        var privateKey = LoadKey($"{at}:PrivateKey", merchant.PrivateKeyPem, merchant.PrivateKeyFile, RsaKey.FromPrivatePem, faults);
        var platformKeys = merchant.PlatformKeys
            .Select(entry => LoadKey($"{at}:PlatformKeys:{entry.Key}:PublicKey", entry.Value.PublicKeyPem, entry.Value.PublicKeyFile, pem => PlatformKey.Read(entry.Key, pem), faults))
            .OfType<PlatformKey>()
            .ToList();
        PlatformKeyFolder? folder = null;
        if (!string.IsNullOrWhiteSpace(merchant.PlatformKeyFolder))
        {
            folder = new PlatformKeyFolder(merchant.PlatformKeyFolder);
            platformKeys.AddRange(folder.Read(faults.Add));
            if (platformKeys.Count == 0 && !merchant.DownloadCertificates)
                faults.Add($"{at}:PlatformKeyFolder holds no key; each is a file SERIAL.pem.");
        }

        var ring = new PlatformKeyRing(platformKeys, folder, merchant.DownloadCertificates);
        if (faults.Count > before || privateKey is null)
        {
            privateKey?.Dispose();
            ring.Dispose();
            return null;
        }

        return new Merchant(
            new MerchantAccount(account, options.AppId, merchant.MerchantId),
            merchant.SerialNo,
            notifyUrl,
            privateKey,
            ring,
            [.. merchant.ApiV3Keys.Select(Encoding.ASCII.GetBytes)]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _privateKey.Dispose();
        PlatformKeys.Dispose();
    }

    private static T? LoadKey<T>(string at, string? pem, string? file, Func<string, T> read, ICollection<string> faults)
        where T : class, IRsaKey
    {
        if (string.IsNullOrWhiteSpace(pem) == string.IsNullOrWhiteSpace(file))
        {
            faults.Add($"Give either {at}Pem or {at}File.");
            return null;
        }

        try
        {
            var key = read(string.IsNullOrWhiteSpace(pem) ? File.ReadAllText(file!) : pem);
            if (key.Bits >= 2048) return key;
            key.Dispose();
            faults.Add($"{at}: the RSA key must have 2048 bits or more.");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            faults.Add($"{at} is not a readable RSA key in PEM form.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{at}File cannot be read ({e.GetType().Name}).");
        }

        return null;
    }
}
