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

    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads the headers of an answer.</summary>
    public static PlatformSignature Of(HttpResponseMessage answer)
    {
        return new PlatformSignature(
            Header("Wechatpay-Timestamp"), Header("Wechatpay-Nonce"), Header("Wechatpay-Signature"), Header("Wechatpay-Serial"));

        string? Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
    }

    /// <summary>What is wrong with it whatever the key, or null.</summary>
    public SignatureVerdict? Flaw(DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(Timestamp) || string.IsNullOrEmpty(Nonce)
            || string.IsNullOrEmpty(Signature) || string.IsNullOrEmpty(Serial))
            return SignatureVerdict.Missing;
        if (Signature.StartsWith("WECHATPAY/SIGNTEST/", StringComparison.Ordinal)) return SignatureVerdict.Probe;

        // A line feed inside the nonce would let a part of the signed body pass for the nonce.
        if (Nonce.Contains('\n', StringComparison.Ordinal)) return SignatureVerdict.Wrong;
        if (!long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return SignatureVerdict.Stale;

        // Both are within the range of a time, so that their difference cannot overflow.
        if (seconds > LastSecond || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Window.TotalSeconds) return SignatureVerdict.Stale;
        return Bytes() is null ? SignatureVerdict.Undecodable : null;
    }

    /// <summary>Checks the signature, which has no flaw, over the raw body.</summary>
    public SignatureVerdict Check(RsaKey key, ReadOnlySpan<byte> body) =>
        Bytes() is { } signature && key.Verify(PayMessage.OfWeChat(Timestamp!, Nonce!, body), signature)
            ? SignatureVerdict.Genuine
            : SignatureVerdict.Wrong;

    private byte[]? Bytes()
    {
        var buffer = new byte[Signature!.Length];
        return Convert.TryFromBase64String(Signature, buffer, out var written) ? buffer[..written] : null;
    }
}
