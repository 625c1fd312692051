using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Encrypts and signs a notification for one try, or spoils it as a fault asks.</summary>
internal static class NotificationSealing
{
    private const int HugeBytes = 70 * 1024;

    // A minute past the five that are fresh: a message from the future draws nearer while it is on its way.
    private const int BeyondFreshSeconds = 360;

    private static readonly string[] SealingFaults =
    [
        Faults.NotifyWrongSignature, Faults.NotifyBodyAltered, Faults.NotifySignTest, Faults.NotifyUndecodableSignTest,
        Faults.NotifyUndecodableSignature, Faults.NotifyUnknownSerial, Faults.NotifySecondKey, Faults.NotifyStale,
        Faults.NotifyFuture, Faults.NotifyWrongApiV3Key, Faults.NotifyWrongAad, Faults.NotifyTruncatedCiphertext,
        Faults.NotifyUnknownEvent, Faults.NotifyExtraFields, Faults.NotifyHugeBody,
    ];

    /// <summary>The fault that this try shall have, or null.</summary>
    public static string? TakeFault(Faults faults, string outTradeNo) =>
        SealingFaults.FirstOrDefault(fault => faults.Take(fault, outTradeNo));

    public static SignedMessage Seal(Notification notification, StandInKeys keys, DateTimeOffset now, string? fault)
    {
        var body = Body(notification, keys, now, fault);
        var platform = fault == Faults.NotifySecondKey ? keys.Second : keys.Default;
        var late = fault switch { Faults.NotifyStale => -BeyondFreshSeconds, Faults.NotifyFuture => BeyondFreshSeconds, _ => 0 };
        var timestamp = (now.ToUnixTimeSeconds() + late).ToString(CultureInfo.InvariantCulture);
        var nonce = RandomText.Of(32);
        var signature = keys.SignAsPlatform(platform, PlatformMessage(timestamp, nonce, body));
        var serial = platform.Serial;
        switch (fault)
        {
            case Faults.NotifyWrongSignature:
                signature = keys.SignAsPlatform(platform, PlatformMessage(timestamp, nonce, [.. body, (byte)' ']));
                break;
            case Faults.NotifyBodyAltered:
                body[^2] ^= 1;
                break;
            case Faults.NotifySignTest:
                signature = "WECHATPAY/SIGNTEST/" + signature[19..];
                break;
            case Faults.NotifyUndecodableSignTest:
                signature = "WECHATPAY/SIGNTEST/" + signature[20..];
                break;
            case Faults.NotifyUndecodableSignature:
                signature = signature[..^3];
                break;
            case Faults.NotifyUnknownSerial:
                serial = "PUB_KEY_ID_0000000000000000000000";
                break;
            default:
                break;
        }

        return new SignedMessage(body, timestamp, nonce, signature, serial);
    }

    /// <summary>The text that WeChat signs: time, nonce and raw body, each ended by a line feed.</summary>
    public static byte[] PlatformMessage(string timestamp, string nonce, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];

    /// <summary>Encrypts with an APIv3 key, as Base64 with the tag at the end.</summary>
    public static string Encrypt(byte[] plaintext, string apiV3Key, string nonce, string associated)
    {
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), 16);
        var ciphertext = new byte[plaintext.Length];
        var tag = new byte[16];
        aes.Encrypt(Encoding.ASCII.GetBytes(nonce), plaintext, ciphertext, tag, Encoding.ASCII.GetBytes(associated));
        return Convert.ToBase64String([.. ciphertext, .. tag]);
    }

    private static byte[] Body(Notification notification, StandInKeys keys, DateTimeOffset now, string? fault)
    {
        var news = notification.News;
        var nonce = RandomText.Of(12);
        var apiV3Key = fault == Faults.NotifyWrongApiV3Key ? RandomText.Of(32) : keys.Merchant(news.MerchantId)!.ApiV3Key;
        var sealedText = Encrypt(
            PayJson.Write(news.Write()), apiV3Key, nonce, fault == Faults.NotifyWrongAad ? "another" : news.Kind);
        if (fault == Faults.NotifyTruncatedCiphertext) sealedText = sealedText[..^24];
        return PayJson.Write(new
        {
            notification.Id,
            CreateTime = PayJson.Time(now),
            ResourceType = "encrypt-resource",
            EventType = fault == Faults.NotifyUnknownEvent ? "SOMETHING.NEW" : news.EventType,
            news.Summary,
            NewField = fault == Faults.NotifyExtraFields ? new { Any = new[] { 1, 2 } } : null,
            Padding = fault == Faults.NotifyHugeBody ? new string('x', HugeBytes) : null,
            Resource = new
            {
                OriginalType = news.Kind,
                Algorithm = "AEAD_AES_256_GCM",
                Ciphertext = sealedText,
                AssociatedData = news.Kind,
                Nonce = nonce,
            },
        });
    }
}
