using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Reads QR codes with OpenCV's WeChat detector, on the same workers as the photo check.</summary>
internal sealed class WeChatQrCodeReader(VisionWorkers workers, IOptions<PhotoCheckOptions> options) : IQrCodeReader
{
    // A code photographed from a page fills only part of the picture, so half of what a phone takes is kept.
    private const int DecodedShortSide = 1200;

    private static readonly string[] ContentTypes = [FileKind.Jpeg, FileKind.Png];

    public Task<Result<IReadOnlyList<string>>> ReadAsync(Stream image, CancellationToken cancellationToken) => workers.RunAsync(
        token => PhotoFileReader.ReadAsync(image, options.Value.QrMaxBytes, token),
        Read,
        cancellationToken);

    private Result<IReadOnlyList<string>> Read(VisionModels models, byte[] bytes, CancellationToken cancellationToken)
    {
        var opened = PhotoFileReader.Open(bytes, ContentTypes, options.Value.QrMaxPixels);
        if (opened.Error is { } error) return error;
        using var picture = PhotoDecoder.Decode(opened.Value, PhotoDecoder.ReductionFor(opened.Value, DecodedShortSide));
        if (picture is null) return PhotoErrors.Damaged;
        return models.Qr.Read(picture, cancellationToken).ToList();
    }
}
