using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>How the person stands out from the background, along the outline in a delivered photo.</summary>
/// <param name="Separation">Colour difference (ΔE) across the outline of the shoulders that four fifths of it exceed.</param>
/// <param name="Fringe">Share of the outline, in percent, that is a seam darker than both the person and the background.</param>
internal readonly record struct OutlineMeasure(double? Separation, double? Fringe)
{
    private const int Step = 4, LeastPoints = 24;

    // Distances from the outline in delivered pixels: the seam itself, and what surely is person or background.
    private const int Seam = 7, Beyond = 12, Farthest = 18;
    private const float SeamDepth = 20;

    /// <param name="photo">The delivered photo's pixels.</param>
    /// <param name="person">Share of person, same size.</param>
    /// <param name="chinY">Height of the chin in the photo: what lies below is neck, shoulders and clothes.</param>
    public static OutlineMeasure Of(Mat photo, Mat person, double chinY)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(photo, smooth, new Size(3, 3), 0.8);
        var lab = LabPicture.Of(smooth);
        using var mask = new Mat();
        Cv2.GaussianBlur(person, mask, new Size(0, 0), 4);
        using var slopeX = new Mat();
        using var slopeY = new Mat();
        Cv2.Sobel(mask, slopeX, MatType.CV_32F, 1, 0);
        Cv2.Sobel(mask, slopeY, MatType.CV_32F, 0, 1);
        using var inside = new Mat();
        Cv2.Threshold(mask, inside, 0.5, 255, ThresholdTypes.Binary);
        inside.ConvertTo(inside, MatType.CV_8UC1);
        Cv2.FindContours(inside, out var outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone);
        if (outlines.Length == 0) return default;

        slopeX.GetArray(out float[] dx);
        slopeY.GetArray(out float[] dy);
        var shoulders = new List<float>();
        int points = 0, seams = 0;
        var outline = outlines.MaxBy(o => o.Length)!;
        for (var k = 0; k < outline.Length; k += Step)
        {
            var i = outline[k].Y * lab.Width + outline[k].X;
            var length = MathF.Sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
            if (length < 1e-3f) continue;
            // The slope of the share of person points inwards.
            var (ux, uy) = (dx[i] / length, dy[i] / length);
            if (Ring(lab, outline[k], -ux, -uy) is not { } outer || Ring(lab, outline[k], ux, uy) is not { } inner) continue;
            points++;
            if (DarkestSeam(lab, outline[k], ux, uy) < Math.Min(outer.Item0, inner.Item0) - SeamDepth) seams++;
            if (outline[k].Y > chinY) shoulders.Add(LabPicture.Difference(outer, inner));
        }

        return new OutlineMeasure(
            shoulders.Count < LeastPoints ? null : Statistics.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shoulders), 0.2),
            points < LeastPoints ? null : 100.0 * seams / points);
    }

    // The mean colour from Beyond to Farthest along a direction; null where that leaves the photo.
    private static Vec3f? Ring(LabPicture lab, Point from, float ux, float uy)
    {
        float l = 0, a = 0, b = 0;
        for (var d = Beyond; d <= Farthest; d++)
        {
            var (x, y) = ((int)(from.X + ux * d), (int)(from.Y + uy * d));
            if (x < 0 || y < 0 || x >= lab.Width || y >= lab.Height) return null;
            var i = y * lab.Width + x;
            (l, a, b) = (l + lab.L[i], a + lab.A[i], b + lab.B[i]);
        }

        const int count = Farthest - Beyond + 1;
        return new Vec3f(l / count, a / count, b / count);
    }

    private static float DarkestSeam(LabPicture lab, Point from, float ux, float uy)
    {
        var darkest = float.MaxValue;
        for (var d = -Seam; d <= Seam; d++)
        {
            darkest = Math.Min(darkest, lab.L[(int)(from.Y + uy * d) * lab.Width + (int)(from.X + ux * d)]);
        }

        return darkest;
    }
}
