using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Finds WeChat Pay's key by its serial, looking for new ones once when it is not known, and checks signatures.</summary>
internal sealed class PlatformKeys(PlatformCertificates certificates, TimeProvider clock, ILogger<PlatformKeys> logger)
{
    /// <summary>Checks the signature over the raw body with the key that its serial names.</summary>
    public async Task<SignatureVerdict> CheckAsync(
        PlatformSignature signature, Merchant merchant, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // What is wrong without any key must not make us look for one.
        var now = clock.GetUtcNow();
        if (signature.Flaw(now) is { } flaw) return flaw;
        var key = merchant.PlatformKeys.Find(signature.Serial!, now);
        if (key is null)
        {
            await RefreshAsync(merchant, now, cancellationToken);
            key = merchant.PlatformKeys.Find(signature.Serial!, now);
        }

        return key is null ? SignatureVerdict.UnknownSerial : signature.Check(key.Key, body.Span);
    }

    /// <summary>The key to encrypt for WeChat with, or null when none can be had now.</summary>
    public async Task<PlatformKey?> CurrentAsync(Merchant merchant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (merchant.PlatformKeys.Current(now) is { } current) return current;
        await RefreshAsync(merchant, now, cancellationToken);
        return merchant.PlatformKeys.Current(now);
    }

    private Task RefreshAsync(Merchant merchant, DateTimeOffset now, CancellationToken cancellationToken) =>
        merchant.PlatformKeys.RefreshAsync(
            now,
            token => certificates.DownloadAsync(merchant, token),
            fault => logger.PlatformKeyUnreadable(merchant.Facts.Account, fault),
            cancellationToken);
}
