using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using Microsoft.Extensions.Options;
using QRCoder;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Issues collection codes in our own format, for tests, demonstrations and schools that issue their own.</summary>
public sealed class SignedCollectionCodeIssuer : ICollectionCodeIssuer
{
    private const int PixelsPerModule = 8;

    private readonly CollectionCodeOptions _options;

    internal SignedCollectionCodeIssuer(IOptions<CollectionCodeOptions> options) => _options = options.Value;

    /// <inheritdoc />
    public bool CanIssue => _options.IssuerKey.Length > 0;

    /// <inheritdoc />
    public byte[] Draw(CollectionCode code, DateTimeOffset now) => Draw(IssueText(code, now));

    /// <summary>The code's text, as a QR code holds it.</summary>
    /// <exception cref="InvalidOperationException">
    /// This installation has no issuer key, or a part of the code is missing, too long or not masked.
    /// </exception>
    public string IssueText(CollectionCode code, DateTimeOffset now)
    {
        if (_options.IssuerKey.Length == 0) throw new InvalidOperationException("CollectionCodes:IssuerKey is not configured.");
        if (!CollectionCodeLimits.Hold(code)) throw new InvalidOperationException("A part of the code is missing or too long.");
        if (code.Check(now).Error is { } error) throw new InvalidOperationException(error.Message.En);
        using var key = ECDsa.Create();
        key.ImportFromPem(_options.IssuerKey);
        return SignedCollectionCode.Write(code, _options.IssuerKeyId, key);
    }

    /// <summary>A PNG of the QR code for a text.</summary>
    public static byte[] Draw(string text)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(PixelsPerModule);
    }
}
