using System.Runtime.InteropServices;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A colour in CIE L*a*b*.</summary>
internal readonly record struct LabColour(double L, double A, double B);

/// <summary>
/// The face brought to one place and size: eyes level, their middles 80 pixels apart, in CIE L*a*b*, so that what is
/// measured in it compares between pictures.
/// </summary>
internal sealed class FacePatch
{
    public const int Width = 256, Height = 288;
    public const double EyeDistance = 80;

    private const double MidX = Width / 2.0, MidY = 110;

    private readonly byte[] _lab = new byte[Width * Height * 3];
    private readonly Point2d[] _points;

    /// <param name="photo">BGR picture with the face.</param>
    /// <param name="face">The face in pixels of the picture.</param>
    public FacePatch(Mat photo, FaceShape face)
    {
        var (a, b) = (face.EyeA, face.EyeB);
        var step = Math.Max(1e-3, double.Hypot(b.X - a.X, b.Y - a.Y) / EyeDistance);
        var angle = Math.Atan2(b.Y - a.Y, b.X - a.X);
        var (cos, sin) = (Math.Cos(angle) * step, Math.Sin(angle) * step);
        var (midX, midY) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        using var toPhoto = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            cos, -sin, midX - (cos * MidX - sin * MidY),
            sin, cos, midY - (sin * MidX + cos * MidY),
        });
        using var patch = new Mat();
        Cv2.WarpAffine(photo, patch, toPhoto, new Size(Width, Height), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        Cv2.CvtColor(patch, patch, ColorConversionCodes.BGR2Lab);
        Marshal.Copy(patch.Data, _lab, 0, _lab.Length);

        _points = new Point2d[FaceShape.PointCount];
        for (var i = 0; i < _points.Length; i++)
        {
            var (dx, dy) = ((face.Points[i].X - midX) / (step * step), (face.Points[i].Y - midY) / (step * step));
            _points[i] = new Point2d(cos * dx + sin * dy + MidX, cos * dy - sin * dx + MidY);
        }
    }

    /// <summary>A point of the mesh in pixels of the patch.</summary>
    public Point2d At(int point) => _points[point];

    /// <summary>The colour of one pixel; beyond an edge that of the edge.</summary>
    public LabColour Colour(int x, int y)
    {
        var at = (Math.Clamp(y, 0, Height - 1) * Width + Math.Clamp(x, 0, Width - 1)) * 3;
        return new LabColour(_lab[at] / 2.55, _lab[at + 1] - 128, _lab[at + 2] - 128);
    }

    /// <summary>255 inside the outline that joins these points of the mesh, 0 elsewhere. The caller disposes it.</summary>
    public Mat Mask(IEnumerable<int> outline) => Mask(outline.Select(At));

    /// <summary>255 inside this outline, 0 elsewhere. The caller disposes it.</summary>
    public static Mat Mask(IEnumerable<Point2d> outline)
    {
        const int finer = 8, shift = 3;
        var mask = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0));
        Cv2.FillPoly(mask, [outline.Select(p => new Point((int)Math.Round(p.X * finer), (int)Math.Round(p.Y * finer)))], Scalar.All(255), shift: shift);
        return mask;
    }

    /// <summary>The colours where the mask is set.</summary>
    public List<LabColour> Colours(Mat mask)
    {
        var set = new byte[Width * Height];
        Marshal.Copy(mask.Data, set, 0, set.Length);
        var colours = new List<LabColour>();
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i] != 0) colours.Add(Colour(i % Width, i / Width));
        }

        return colours;
    }

    /// <summary>The middle colour of squares around some points of the mesh, channel by channel.</summary>
    public LabColour Around(int halfSide, params ReadOnlySpan<int> points)
    {
        var colours = new List<LabColour>();
        foreach (var point in points)
        {
            var (midX, midY) = ((int)Math.Round(_points[point].X), (int)Math.Round(_points[point].Y));
            for (var y = Math.Max(0, midY - halfSide); y <= Math.Min(Height - 1, midY + halfSide); y++)
            {
                for (var x = Math.Max(0, midX - halfSide); x <= Math.Min(Width - 1, midX + halfSide); x++) colours.Add(Colour(x, y));
            }
        }

        return Middle(colours) ?? default;
    }

    /// <summary>The median of each channel; null of nothing.</summary>
    public static LabColour? Middle(IReadOnlyCollection<LabColour> colours)
    {
        if (colours.Count == 0) return null;
        double Median(Func<LabColour, double> channel)
        {
            var values = colours.Select(channel).ToArray();
            Array.Sort(values);
            return values[values.Length / 2];
        }

        return new LabColour(Median(c => c.L), Median(c => c.A), Median(c => c.B));
    }
}
