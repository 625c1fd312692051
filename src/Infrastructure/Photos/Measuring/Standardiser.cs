using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A delivered photo.</summary>
/// <param name="Jpeg">The file.</param>
/// <param name="Quality">The quality factor it was encoded with.</param>
internal sealed record EncodedPhoto(byte[] Jpeg, int Quality);

/// <summary>Makes the delivered photo: cut and scaled, never mirrored, turned or retouched.</summary>
internal static class Standardiser
{
    private const int BestQuality = 100;

    // Where the search begins: most photos of the usual sizes end near it.
    private const int UsualQuality = 90;

    // Bytes of a JFIF header as OpenCV writes it: the segment follows the start mark, the density stands behind the version.
    private const int DensityUnitAt = 13;

    /// <summary>Cuts the window and scales it to the delivered size.</summary>
    /// <param name="upright">Decoded picture.</param>
    /// <param name="window">In pixels of the upload.</param>
    /// <param name="decodedScale">Decoded pixels for one pixel of the upload.</param>
    /// <param name="output">The delivered size.</param>
    public static Mat Cut(Mat upright, CropWindow window, double decodedScale, OutputBounds output)
    {
        var step = decodedScale / window.Scale;
        var width = Math.Clamp((int)Math.Round(output.Width * step), 1, upright.Width);
        var height = Math.Clamp((int)Math.Round(output.Height * step), 1, upright.Height);
        var x = Math.Clamp((int)Math.Round(window.X * decodedScale), 0, upright.Width - width);
        var y = Math.Clamp((int)Math.Round(window.Y * decodedScale), 0, upright.Height - height);
        using var part = new Mat(upright, new Rect(x, y, width, height));
        var cut = new Mat();
        Cv2.Resize(part, cut, new Size(output.Width, output.Height), interpolation: step > 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return cut;
    }

    /// <summary>
    /// The JPEG of the best quality whose size stays below the greatest allowed. A picture with little detail may stay
    /// below the least allowed size; it is never padded.
    /// </summary>
    public static EncodedPhoto Encode(Mat photo, OutputBounds output)
    {
        var most = output.Bytes.Max ?? double.MaxValue;
        byte[]? best = null;
        var (fits, exceeds) = (output.MinQuality - 1, BestQuality + 1);
        var quality = Math.Clamp(UsualQuality, output.MinQuality, BestQuality);
        for (var stride = 1; exceeds - fits > 1; stride *= 2)
        {
            var tried = Encode(photo, quality);
            if (tried.Length <= most) (fits, best) = (quality, tried);
            else exceeds = quality;

            // Away from the usual quality in growing steps, then to and fro between what fits and what does not.
            quality = best is null ? Math.Max(exceeds - stride, output.MinQuality)
                : exceeds > BestQuality ? Math.Min(fits + stride, BestQuality)
                : (fits + exceeds) / 2;
        }

        best ??= Encode(photo, output.MinQuality);
        var used = Math.Max(fits, output.MinQuality);
        SetDensity(best, output.Dpi);
        return new EncodedPhoto(best, used);
    }

    private static byte[] Encode(Mat photo, int quality)
    {
        Cv2.ImEncode(".jpg", photo, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return bytes;
    }

    /// <summary>Writes a resolution into the JFIF header of a JPEG that OpenCV encoded.</summary>
    public static void SetDensity(byte[] jpeg, int dpi)
    {
        if (!jpeg.AsSpan(6, 5).SequenceEqual("JFIF\0"u8)) throw new InvalidDataException("The encoder wrote no JFIF header.");
        const byte dotsPerInch = 1;
        jpeg[DensityUnitAt] = dotsPerInch;
        jpeg[DensityUnitAt + 1] = jpeg[DensityUnitAt + 3] = (byte)(dpi >> 8);
        jpeg[DensityUnitAt + 2] = jpeg[DensityUnitAt + 4] = (byte)dpi;
    }
}
