using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Reads an upload within its bounds and refuses what must not reach the decoder.</summary>
internal static class PhotoFileReader
{
    private const int FirstBuffer = 64 * 1024;

    // A PNG is unpacked whole before it can be reduced: 12 megapixels of three 16-bit parts, or 24 of three 8-bit ones.
    private const long MostRawBytes = 80_000_000;

    /// <summary>Reads at most <paramref name="maxBytes"/> bytes to the stream's end.</summary>
    /// <returns>The bytes, or <c>photo.empty</c> or <c>photo.too_large</c>.</returns>
    public static async Task<Result<byte[]>> ReadAsync(Stream stream, long maxBytes, CancellationToken cancellationToken)
    {
        var known = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (known > maxBytes) return PhotoErrors.TooLarge.With("maxBytes", maxBytes);

        // One more byte than known, so that the end is seen without growing.
        var buffer = new byte[known > 0 ? (int)known + 1 : FirstBuffer];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) break;
            length += read;
            if (length > maxBytes) return PhotoErrors.TooLarge.With("maxBytes", maxBytes);
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, maxBytes + 1));
        }

        if (length == 0) return PhotoErrors.Empty;
        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Judges the file's structure: type, dimensions, completeness.</summary>
    /// <returns>
    /// The file, or <c>photo.type_unsupported</c> (fact <c>detected</c>), <c>photo.too_many_pixels</c>,
    /// <c>photo.too_complex</c> or <c>photo.damaged</c>.
    /// </returns>
    public static Result<PhotoFile> Open(byte[] bytes, IReadOnlyList<string> contentTypes, long maxPixels)
    {
        var type = FileKind.Detect(bytes);
        if (type is not (FileKind.Jpeg or FileKind.Png) || !contentTypes.Contains(type))
        {
            return PhotoErrors.TypeUnsupported.With("detected", type ?? "unknown");
        }

        var (width, height) = type == FileKind.Jpeg ? JpegLayout.Dimensions(bytes) : PngLayout.Dimensions(bytes);
        if ((long)width * height > maxPixels)
        {
            return PhotoErrors.TooManyPixels.With("width", width).With("height", height).With("maxPixels", maxPixels);
        }

        if (type == FileKind.Png && PngLayout.RawBytes(bytes) > MostRawBytes)
            return PhotoErrors.TooManyPixels.With("width", width).With("height", height).With("maxPixels", maxPixels);

        var layout = type == FileKind.Jpeg ? JpegLayout.Read(bytes) : PngLayout.Read(bytes);
        if (layout.Whole && type == FileKind.Jpeg && JpegGuard.Refusal(bytes) is { } refusal) return refusal;
        return layout.Whole
            ? new PhotoFile(bytes, type, layout.Width, layout.Height, layout.Orientation)
            {
                ColourDepth = layout.ColourDepth,
                Transparent = layout.Transparent,
                Frames = layout.Frames,
                Thumbnail = bytes.AsMemory(layout.Thumbnail),
            }
            : PhotoErrors.Damaged;
    }
}
