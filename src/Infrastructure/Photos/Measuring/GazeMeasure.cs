using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Where the eyes look, by the pupils' places between the corners of the eyes.</summary>
internal static class GazeMeasure
{
    // Where the pupils of people who look into the lens stand, in eye widths from the middle of the corners.
    private const double StraightX = -0.02, StraightY = -0.11;

    /// <summary>How far the pupils stand from where they look into the lens, in percent of the eye's width, both eyes together.</summary>
    public static double Of(FaceShape shape, Point2d pupilA, Point2d pupilB)
    {
        var (ax, ay) = Place(shape.CornersA, pupilA);
        var (bx, by) = Place(shape.CornersB, pupilB);
        return 100 * double.Hypot((ax + bx) / 2 - StraightX, (ay + by) / 2 - StraightY);
    }

    private static (double X, double Y) Place((Point2d From, Point2d To) corners, Point2d pupil)
    {
        var (dx, dy) = (corners.To.X - corners.From.X, corners.To.Y - corners.From.Y);
        var square = Math.Max(1e-6, dx * dx + dy * dy);
        var (px, py) = (pupil.X - (corners.From.X + corners.To.X) / 2, pupil.Y - (corners.From.Y + corners.To.Y) / 2);
        return ((px * dx + py * dy) / square, (py * dx - px * dy) / square);
    }
}
