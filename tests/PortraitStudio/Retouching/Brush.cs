using System.Runtime.InteropServices;

using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>The ways in which faults change a picture (BGR, 8 bits).</summary>
internal static class Brush
{
    private const int SubpixelBits = 4;

    public static Rect Frame(Mat picture) => new(0, 0, picture.Width, picture.Height);

    /// <summary>The part of the picture around these points.</summary>
    public static Rect Around(Mat picture, IEnumerable<Point2d> points, double room)
    {
        Point2d[] all = [.. points];
        var (left, top) = ((int)(all.Min(p => p.X) - room), (int)(all.Min(p => p.Y) - room));
        return new Rect(left, top, (int)(all.Max(p => p.X) + room) - left, (int)(all.Max(p => p.Y) + room) - top) & Frame(picture);
    }

    /// <summary>Lays a layer over the picture.</summary>
    /// <param name="picture">The picture, changed.</param>
    /// <param name="layer">Same size and type.</param>
    /// <param name="share">The layer's share in each pixel, 32-bit float.</param>
    public static void Blend(Mat picture, Mat layer, Mat share)
    {
        using var below = new Mat();
        using var above = new Mat();
        using var three = new Mat();
        using var rest = new Mat();
        picture.ConvertTo(below, MatType.CV_32FC3);
        layer.ConvertTo(above, MatType.CV_32FC3);
        Cv2.Merge([share, share, share], three);
        Cv2.Multiply(above, three, above);
        Cv2.Subtract(Scalar.All(1), three, rest);
        Cv2.Multiply(below, rest, below);
        Cv2.Add(below, above, below);
        below.ConvertTo(picture, MatType.CV_8UC3);
    }

    /// <summary>Paints one colour where the mask is drawn.</summary>
    /// <param name="picture">The picture, changed.</param>
    /// <param name="colour">BGR.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="soften">Standard deviation in pixels by which the mask's edge is softened.</param>
    /// <param name="draw">Draws in white on an 8-bit mask.</param>
    public static void Paint(Mat picture, Scalar colour, double opacity, double soften, Action<Mat> draw)
    {
        using var share = Mask(picture.Size(), soften, draw);
        share.ConvertTo(share, -1, opacity);
        using var layer = new Mat(picture.Size(), MatType.CV_8UC3, colour);
        Blend(picture, layer, share);
    }

    /// <summary>Multiplies the picture's colours where the mask is drawn.</summary>
    public static void Darken(Mat picture, double factor, double soften, Action<Mat> draw)
    {
        using var share = Mask(picture.Size(), soften, draw);
        using var layer = new Mat();
        picture.ConvertTo(layer, -1, factor);
        Blend(picture, layer, share);
    }

    /// <summary>A drawn mask as shares from 0 to 1.</summary>
    public static Mat Mask(Size size, double soften, Action<Mat> draw)
    {
        using var drawn = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        draw(drawn);
        if (soften > 0.2) Cv2.GaussianBlur(drawn, drawn, default, soften);
        var share = new Mat();
        drawn.ConvertTo(share, MatType.CV_32FC1, 1 / 255.0);
        return share;
    }

    /// <summary>Multiplies each pixel by a factor that depends on its place.</summary>
    public static void Shade(Mat picture, Func<int, int, double> factor) => Shade(picture, null, factor);

    /// <summary>Multiplies each pixel by a factor that depends on its place, by the mask's share (32-bit float).</summary>
    public static void Shade(Mat picture, Mat? mask, Func<int, int, double> factor) => Each(picture, Frame(picture), (x, y, b, g, r) =>
    {
        var by = factor(x, y);
        if (mask is not null) by = 1 + (by - 1) * mask.At<float>(y, x);
        return (b * by, g * by, r * by);
    });

    /// <summary>Changes each pixel of an area.</summary>
    public static void Each(Mat picture, Rect area, Func<int, int, double, double, double, (double B, double G, double R)> change)
    {
        var row = new byte[area.Width * 3];
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var at = picture.Ptr(y) + area.Left * 3;
            Marshal.Copy(at, row, 0, row.Length);
            for (var i = 0; i < area.Width; i++)
            {
                var (b, g, r) = change(area.Left + i, y, row[i * 3], row[i * 3 + 1], row[i * 3 + 2]);
                (row[i * 3], row[i * 3 + 1], row[i * 3 + 2]) = (Level(b), Level(g), Level(r));
            }

            Marshal.Copy(row, 0, at, row.Length);
        }
    }

    private static byte Level(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);

    /// <summary>Moves an area's pixels: each takes the colour of the place that is told for it.</summary>
    public static void Warp(Mat picture, Rect area, Func<double, double, (double X, double Y)> source)
    {
        if (area.Width <= 0 || area.Height <= 0) return;
        var (mapX, mapY) = (new float[area.Width * area.Height], new float[area.Width * area.Height]);
        for (var y = 0; y < area.Height; y++)
        {
            for (var x = 0; x < area.Width; x++)
            {
                var (fromX, fromY) = source(area.X + x, area.Y + y);
                (mapX[y * area.Width + x], mapY[y * area.Width + x]) = ((float)fromX, (float)fromY);
            }
        }

        using var across = Mat.FromPixelData(area.Height, area.Width, MatType.CV_32FC1, mapX);
        using var down = Mat.FromPixelData(area.Height, area.Width, MatType.CV_32FC1, mapY);
        using var moved = new Mat();
        Cv2.Remap(picture, moved, across, down, InterpolationFlags.Cubic, BorderTypes.Replicate);
        using var target = new Mat(picture, area);
        moved.CopyTo(target);
    }

    /// <summary>Pushes the picture softly: around each place by so much, fading over the reach.</summary>
    public static void Push(Mat picture, double room, params (Point2d Place, Point2d By, double Reach)[] pushes)
    {
        var area = Around(picture, pushes.Select(push => push.Place), room);
        Warp(picture, area, (x, y) =>
        {
            var (fromX, fromY) = (x, y);
            foreach (var (place, by, reach) in pushes)
            {
                var share = Math.Exp(-(Square(x - place.X) + Square(y - place.Y)) / (2 * reach * reach));
                (fromX, fromY) = (fromX - by.X * share, fromY - by.Y * share);
            }

            return (fromX, fromY);
        });
    }

    public static void Fill(Mat mask, params IEnumerable<Point2d> points) =>
        Cv2.FillPoly(mask, [points.Select(Fine)], Scalar.All(255), LineTypes.AntiAlias, SubpixelBits);

    public static void Line(Mat mask, double thickness, params IEnumerable<Point2d> points) =>
        Cv2.Polylines(mask, [points.Select(Fine)], false, Scalar.All(255), Math.Max(1, (int)Math.Round(thickness)), LineTypes.AntiAlias, SubpixelBits);

    public static void Loop(Mat mask, double thickness, params IEnumerable<Point2d> points) =>
        Cv2.Polylines(mask, [points.Select(Fine)], true, Scalar.All(255), Math.Max(1, (int)Math.Round(thickness)), LineTypes.AntiAlias, SubpixelBits);

    public static void Disc(Mat mask, Point2d middle, double radius) =>
        Cv2.Circle(mask, Fine(middle), Math.Max(1, (int)Math.Round(radius * (1 << SubpixelBits))), Scalar.All(255), -1, LineTypes.AntiAlias, SubpixelBits);

    /// <summary>Adds a sensor's noise.</summary>
    public static void Noise(Mat picture, double deviation, int seed, double grain = 0.6)
    {
        var random = new RNG((ulong)seed + 1);
        using var noise = new Mat(picture.Size(), MatType.CV_16SC3);
        // Blurring takes from the noise what is added here beforehand.
        random.Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(deviation * Math.Max(1, 3.5 * grain)));
        Cv2.GaussianBlur(noise, noise, default, grain);
        using var wide = new Mat();
        picture.ConvertTo(wide, MatType.CV_16SC3);
        Cv2.Add(wide, noise, wide);
        wide.ConvertTo(picture, MatType.CV_8UC3);
    }

    /// <summary>A sum of a few slow waves, -1 to 1, for folds, stains and uneven light.</summary>
    public static Func<double, double, double> Waves(Chance chance, double length, int count = 5)
    {
        var waves = Enumerable.Range(0, count).Select(_ =>
        {
            var (angle, by) = (chance.Between(0, Math.PI), chance.Between(0.6, 1.6));
            return (X: Math.Cos(angle) * by / length, Y: Math.Sin(angle) * by / length, Phase: chance.Between(0, 6.28));
        }).ToArray();
        return (x, y) => waves.Sum(wave => Math.Sin(6.28 * (wave.X * x + wave.Y * y) + wave.Phase)) / count;
    }

    /// <summary>The picture cut to a window that may reach beyond it; what lies outside repeats the edge.</summary>
    public static Mat Cut(Mat picture, double x, double y, double width, double height)
    {
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { 1, 0, Math.Round(x), 0, 1, Math.Round(y) });
        var cut = new Mat();
        Cv2.WarpAffine(
            picture, cut, toPicture, new Size(Math.Max(8, Math.Round(width)), Math.Max(8, Math.Round(height))),
            InterpolationFlags.Nearest | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return cut;
    }

    public static Mat Resized(Mat picture, double factor)
    {
        var sized = new Mat();
        Cv2.Resize(picture, sized, default, factor, factor, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return sized;
    }

    public static double Square(double value) => value * value;

    /// <summary>0 below the first bound, 1 above the second, smooth between.</summary>
    public static double Step(double from, double to, double value)
    {
        var share = Math.Clamp((value - from) / (to - from), 0, 1);
        return share * share * (3 - 2 * share);
    }

    private static Point Fine(Point2d at) =>
        new((int)Math.Round(at.X * (1 << SubpixelBits)), (int)Math.Round(at.Y * (1 << SubpixelBits)));
}
