using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// Finds the middle of a pupil. The landmark model draws lids and no iris, so the iris is looked for between the lids as
/// the disc that is darkest against what surrounds it.
/// </summary>
internal static class PupilFinder
{
    private const int Width = 80;
    private const int Height = 56;
    private const double CornerToCorner = 52;

    // An adult's iris is 11.7 mm wide, the opening between the corners about 30 mm.
    private static readonly double[] Radii = [0.17, 0.195, 0.22];

    // How far aside of the middle between the corners, and above or below it, a pupil may stand, in eye widths.
    private const double Aside = 0.3, Above = 0.16;

    // What a place far from the middle must be darker by, in levels for each squared eye width.
    private const double Pull = 120;

    /// <summary>The pupil's centre in pixels of the picture.</summary>
    /// <param name="picture">The upright picture.</param>
    /// <param name="lids">Edge of the lids; the first point is the left corner, the middle one the right corner.</param>
    public static Point2d Find(Mat picture, Point2d[] lids)
    {
        var (from, to) = (lids[0], lids[lids.Length / 2]);
        var step = double.Hypot(to.X - from.X, to.Y - from.Y) / CornerToCorner;
        var angle = Math.Atan2(to.Y - from.Y, to.X - from.X);
        var (cos, sin) = (Math.Cos(angle) * step, Math.Sin(angle) * step);
        var middle = new Point2d((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        if (step <= 0) return middle;

        var values = Red(picture, cos, sin, middle);
        var inside = Between(lids, cos, sin, step, middle);
        var (x, y) = Best(values, inside);
        var (dx, dy) = (x - Width / 2.0, y - Height / 2.0);
        return new Point2d(middle.X + cos * dx - sin * dy, middle.Y + sin * dx + cos * dy);
    }

    // Skin, white and light irises all differ most in red.
    private static byte[] Red(Mat picture, double cos, double sin, Point2d middle)
    {
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            cos, -sin, middle.X - (cos * Width - sin * Height) / 2,
            sin, cos, middle.Y - (sin * Width + cos * Height) / 2,
        });
        using var patch = new Mat();
        Cv2.WarpAffine(picture, patch, toPicture, new Size(Width, Height), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        using var red = new Mat();
        Cv2.ExtractChannel(patch, red, 2);
        Cv2.GaussianBlur(red, red, default, 1);
        var values = new byte[Width * Height];
        System.Runtime.InteropServices.Marshal.Copy(red.Data, values, 0, values.Length);
        return values;
    }

    private static byte[] Between(Point2d[] lids, double cos, double sin, double step, Point2d middle)
    {
        using var mask = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0));
        var outline = lids.Select(point =>
        {
            var (dx, dy) = ((point.X - middle.X) / (step * step), (point.Y - middle.Y) / (step * step));
            return new Point((int)Math.Round(cos * dx + sin * dy + Width / 2.0), (int)Math.Round(cos * dy - sin * dx + Height / 2.0));
        });
        Cv2.FillPoly(mask, [outline], Scalar.All(255));
        var values = new byte[Width * Height];
        System.Runtime.InteropServices.Marshal.Copy(mask.Data, values, 0, values.Length);
        return values;
    }

    private static (double X, double Y) Best(byte[] values, byte[] inside)
    {
        var best = (Score: double.MinValue, X: Width / 2.0, Y: Height / 2.0);
        foreach (var radius in Radii)
        {
            for (var y = (int)(Height / 2.0 - Above * CornerToCorner); y <= Height / 2.0 + Above * CornerToCorner; y++)
            {
                for (var x = (int)(Width / 2.0 - Aside * CornerToCorner); x <= Width / 2.0 + Aside * CornerToCorner; x++)
                {
                    var score = Score(values, inside, x, y, radius * CornerToCorner);
                    if (score > best.Score) best = (score, x, y);
                }
            }
        }

        return (best.X, best.Y);
    }

    private static double Score(byte[] values, byte[] inside, int x, int y, double radius)
    {
        const double rim = 1.5;
        var reach = (int)Math.Ceiling(radius * rim);
        int disc = 0, discCount = 0, around = 0, aroundCount = 0;
        for (var dy = -reach; dy <= reach; dy++)
        {
            for (var dx = -reach; dx <= reach; dx++)
            {
                var at = (y + dy) * Width + x + dx;
                if (inside[at] == 0) continue;
                var distance = dx * dx + dy * dy;
                if (distance <= radius * radius) (disc, discCount) = (disc + values[at], discCount + 1);
                else if (distance <= radius * radius * rim * rim) (around, aroundCount) = (around + values[at], aroundCount + 1);
            }
        }

        if (discCount < radius * radius || aroundCount == 0) return double.MinValue;
        var (asideBy, aboveBy) = ((x - Width / 2.0) / CornerToCorner, (y - Height / 2.0) / CornerToCorner);
        return (double)around / aroundCount - (double)disc / discCount - Pull * (asideBy * asideBy + aboveBy * aboveBy);
    }
}
