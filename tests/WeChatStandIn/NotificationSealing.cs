using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Encrypts and signs a notification for one try, or spoils it as a fault asks.</summary>
internal static class NotificationSealing
{
    private static readonly string[] SealingFaults =
    [
        Faults.NotifyWrongSignature, Faults.NotifyBodyAltered, Faults.NotifySignTest, Faults.NotifyUndecodableSignature,
        Faults.NotifyUnknownSerial, Faults.NotifySecondKey, Faults.NotifyStale, Faults.NotifyWrongApiV3Key,
    ];

    /// <summary>The fault that this try shall have, or null.</summary>
    public static string? TakeFault(Faults faults, string outTradeNo) =>
        SealingFaults.FirstOrDefault(fault => faults.Take(fault, outTradeNo));

    public static SignedMessage Seal(Notification notification, StandInKeys keys, DateTimeOffset now, string? fault)
    {
        var merchant = keys.Merchant(notification.Charge.Terms.MerchantId)!;
        var isPayment = notification.EventType == "TRANSACTION.SUCCESS";
        var kind = isPayment ? "transaction" : "refund";
        var resourceNonce = RandomText.Of(12);
        var plaintext = PayJson.Write(PayJson.Transaction(notification.Charge, notification.Changes));
        var apiV3Key = fault == Faults.NotifyWrongApiV3Key ? RandomText.Of(32) : merchant.ApiV3Key;
        var body = PayJson.Write(new
        {
            notification.Id,
            CreateTime = now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ResourceType = "encrypt-resource",
            notification.EventType,
            Summary = isPayment ? "支付成功" : "退款成功",
            Resource = new
            {
                OriginalType = kind,
                Algorithm = "AEAD_AES_256_GCM",
                Ciphertext = Encrypt(plaintext, apiV3Key, resourceNonce, kind),
                AssociatedData = kind,
                Nonce = resourceNonce,
            },
        });

        var platform = fault == Faults.NotifySecondKey ? keys.Set.PlatformKeys[1] : keys.Set.PlatformKeys[0];
        var timestamp = (now.ToUnixTimeSeconds() - (fault == Faults.NotifyStale ? 301 : 0)).ToString(CultureInfo.InvariantCulture);
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

    private static string Encrypt(byte[] plaintext, string apiV3Key, string nonce, string associated)
    {
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), 16);
        var ciphertext = new byte[plaintext.Length];
        var tag = new byte[16];
        aes.Encrypt(Encoding.ASCII.GetBytes(nonce), plaintext, ciphertext, tag, Encoding.ASCII.GetBytes(associated));
        return Convert.ToBase64String([.. ciphertext, .. tag]);
    }
}
