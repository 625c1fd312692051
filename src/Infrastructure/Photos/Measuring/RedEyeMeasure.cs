using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>How red the pupils are: a flash beside the lens is thrown back by the eye's ground.</summary>
internal static class RedEyeMeasure
{
    private const double LeastWidth = 12;

    // The middle of the eye, where neither the corners nor the lids are red, by the eye's width.
    private const double HalfWidth = 0.26, Above = 0.24, Below = 0.20;
    private const double TopShare = 0.93;

    /// <summary>CIE a* of the reddest part of the redder eye; null when the eyes are too small or cut off.</summary>
    public static double? Of(Mat picture, FaceShape shape)
    {
        var (one, other) = (Redness(picture, shape.CornersA), Redness(picture, shape.CornersB));
        return one > other ? one : other ?? one;
    }

    private static double? Redness(Mat picture, (Point2d From, Point2d To) corners)
    {
        var (from, to) = corners;
        var width = double.Hypot(to.X - from.X, to.Y - from.Y);
        if (width < LeastWidth) return null;
        var (x, y) = ((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        var area = new Rect((int)(x - HalfWidth * width), (int)(y - Above * width), (int)(2 * HalfWidth * width), (int)((Above + Below) * width));
        if (area.X < 0 || area.Y < 0 || area.Right > picture.Width || area.Bottom > picture.Height) return null;
        using var eye = new Mat(picture, area);
        return Statistics.Quantile(LabPicture.Of(eye).A, TopShare);
    }
}
