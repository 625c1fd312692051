using System.Globalization;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>What became of checking a signature that claims to be WeChat Pay's.</summary>
internal enum SignatureVerdict
{
    Genuine,
    Missing,

    /// <summary>WeChat's own test that wrong signatures are refused.</summary>
    Probe,
    UnknownSerial,
    Stale,
    Undecodable,
    Wrong,
}

/// <summary>The signature headers of an answer or a notification.</summary>
internal sealed record PlatformSignature(string? Timestamp, string? Nonce, string? Signature, string? Serial)
{
    /// <summary>How far WeChat's clock may be from ours (WeChat Pay's own rule).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Reads the headers of an answer.</summary>
    public static PlatformSignature Of(HttpResponseMessage answer)
    {
        return new PlatformSignature(
            Header("Wechatpay-Timestamp"), Header("Wechatpay-Nonce"), Header("Wechatpay-Signature"), Header("Wechatpay-Serial"));

        string? Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
    }

    /// <summary>Checks the signature over the raw body with the key that the serial names.</summary>
    public SignatureVerdict Check(Merchant merchant, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(Timestamp) || string.IsNullOrEmpty(Nonce)
            || string.IsNullOrEmpty(Signature) || string.IsNullOrEmpty(Serial))
            return SignatureVerdict.Missing;
        if (Signature.StartsWith("WECHATPAY/SIGNTEST/", StringComparison.Ordinal)) return SignatureVerdict.Probe;
        if (!merchant.PlatformKeys.TryGetValue(Serial, out var key)) return SignatureVerdict.UnknownSerial;

        // A line feed inside the nonce would let a part of the signed body pass for the nonce.
        if (Nonce.Contains('\n', StringComparison.Ordinal)) return SignatureVerdict.Wrong;
        if (!long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return SignatureVerdict.Stale;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Window.TotalSeconds) return SignatureVerdict.Stale;

        var buffer = new byte[Signature.Length];
        if (!Convert.TryFromBase64String(Signature, buffer, out var written)) return SignatureVerdict.Undecodable;
        return key.Verify(PayMessage.OfWeChat(Timestamp, Nonce, body), buffer[..written])
            ? SignatureVerdict.Genuine
            : SignatureVerdict.Wrong;
    }
}
