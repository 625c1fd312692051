using CampusPhoto.Infrastructure.Photos.Files;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Compares the preview inside a file with its picture: a program that changed the picture may have left the old one.</summary>
internal static class ThumbnailMeasure
{
    private const int Side = 24;
    private const int MostPixels = 1_000_000;
    private const double LeastSpread = 3;

    /// <summary>100 · (1 − correlation of the lumas at 24 × 24), 0 to 100; null when the preview cannot be decoded or is blank.</summary>
    public static double? Of(PhotoFile file, Mat upright)
    {
        var bytes = file.Thumbnail.Span;
        if (FileKind.Detect(bytes) != FileKind.Jpeg) return null;
        var (width, height) = JpegLayout.Dimensions(bytes);
        if ((long)width * height > MostPixels || !JpegLayout.Read(bytes).Whole) return null;

        // A preview is stored turned as the picture is.
        var preview = new PhotoFile(file.Thumbnail.ToArray(), FileKind.Jpeg, width, height, file.Orientation) { ColourDepth = 0 };
        using var decoded = PhotoDecoder.DecodeLuma(preview);
        if (decoded is null) return null;
        using var middle = WithoutBars(decoded, (double)upright.Width / upright.Height);
        using var luma = new Mat();
        Cv2.CvtColor(upright, luma, ColorConversionCodes.BGR2GRAY);
        return Small(middle) is { } one && Small(luma) is { } other ? 100 * (1 - Math.Max(0, Correlation(one, other))) : null;
    }

    // Cameras write previews of 4:3 with bars beside or above pictures of another shape.
    private static Mat WithoutBars(Mat preview, double shape)
    {
        var width = Math.Clamp((int)Math.Round(preview.Height * shape), 1, preview.Width);
        var height = Math.Clamp((int)Math.Round(preview.Width / shape), 1, preview.Height);
        return new Mat(preview, new Rect((preview.Width - width) / 2, (preview.Height - height) / 2, width, height));
    }

    private static float[]? Small(Mat luma)
    {
        using var small = new Mat();
        Cv2.Resize(luma, small, new Size(Side, Side), interpolation: InterpolationFlags.Area);
        small.GetArray(out byte[] values);
        var mean = values.Average(value => value);
        var spread = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return spread < LeastSpread ? null : Array.ConvertAll(values, value => (float)((value - mean) / spread));
    }

    private static double Correlation(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Average();
}
