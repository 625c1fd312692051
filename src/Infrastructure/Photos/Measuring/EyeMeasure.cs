using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// How tall the dark of the eye is (iris and pupil) by the eye's width. The landmark model draws lids apart also where
/// they are shut; a shut eye shows only the thin line of the lashes.
/// </summary>
internal static class EyeMeasure
{
    private const int Width = 64;
    private const int Height = 44;
    private const double CornerToCorner = 44;

    /// <summary>The less open eye's dark height by eye width.</summary>
    public static double DarkHeight(Mat picture, FaceShape face) =>
        Math.Min(Of(picture, face.CornersA), Of(picture, face.CornersB));

    private static double Of(Mat picture, (Point2d From, Point2d To) corners)
    {
        using var patch = Level(picture, corners);
        // Skin is the usual brightness of the patch; the darkest tenth belongs to lashes or pupil.
        var values = new byte[Width * Height];
        System.Runtime.InteropServices.Marshal.Copy(patch.Data, values, 0, values.Length);

        var sorted = (byte[])values.Clone();
        Array.Sort(sorted);
        double dark = sorted[sorted.Length / 50], skin = sorted[sorted.Length * 6 / 10];
        var limit = dark + 0.4 * (skin - dark);

        // The iris may stand anywhere between the corners; three columns in a row steady the count.
        var best = 0.0;
        var heights = new double[Width];
        for (var x = 0; x < Width; x++) heights[x] = LongestRun(values, x, limit);
        for (var x = 18; x < Width - 18; x++) best = Math.Max(best, Math.Min(heights[x - 1], Math.Min(heights[x], heights[x + 1])));
        return best / CornerToCorner;
    }

    private static int LongestRun(byte[] values, int column, double limit)
    {
        // The brow is dark too; only the middle rows are the eye's.
        var (longest, run) = (0, 0);
        for (var y = 10; y < Height - 8; y++)
        {
            run = values[y * Width + column] <= limit ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static Mat Level(Mat picture, (Point2d From, Point2d To) corners)
    {
        var (dx, dy) = (corners.To.X - corners.From.X, corners.To.Y - corners.From.Y);
        var step = double.Hypot(dx, dy) / CornerToCorner;
        var angle = Math.Atan2(dy, dx);
        var (cos, sin) = (Math.Cos(angle) * step, Math.Sin(angle) * step);
        var (midX, midY) = ((corners.From.X + corners.To.X) / 2, (corners.From.Y + corners.To.Y) / 2);
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            cos, -sin, midX - (cos * Width - sin * Height) / 2,
            sin, cos, midY - (sin * Width + cos * Height) / 2,
        });
        using var colour = new Mat();
        Cv2.WarpAffine(picture, colour, toPicture, new Size(Width, Height), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        var luma = new Mat();
        Cv2.CvtColor(colour, luma, ColorConversionCodes.BGR2GRAY);
        return luma;
    }
}
