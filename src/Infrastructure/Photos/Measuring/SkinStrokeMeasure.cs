using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// Writing that lies half transparent over the face: its strokes are paler than the skin beside them, whatever grey they are
/// painted in, where skin's own lines and hairs are darker.
/// </summary>
internal static class SkinStrokeMeasure
{
    // The face is looked at this wide, in pixels; all lengths below are shares of it.
    private const int FaceWidth = 320;

    // Wider than a stroke, and the least area and length of one.
    private const double Stroke = 0.05, LeastArea = 0.0008, LeastLength = 0.06;

    // By how much chroma must fall in a stroke, and how much darker in L* of 255 it may be before it may be hair.
    private const double Paler = 3, Darker = 16;

    // Glasses lie from above the brows to below the eyes.
    private const double AboveEyes = 0.17, BelowEyes = 0.21;

    // Chroma is kept in quarters, so that it fits a byte.
    private const double Quarters = 4;

    /// <summary>Share of the face's skin, in percent, glasses' place left out, that lies in pale strokes; null when too little skin is in the picture.</summary>
    public static double? Of(Mat picture, FaceShape shape)
    {
        const int leastSkin = 4000;
        var box = Box(shape) & new Rect(0, 0, picture.Width, picture.Height);
        if (box.Width < 2 || box.Height < 2) return null;
        var scale = FaceWidth / shape.Width;
        var face = shape.Moved(-box.X, -box.Y).Scaled(scale);
        using var part = new Mat(picture, box);
        using var sized = new Mat();
        Cv2.Resize(part, sized, new Size(Math.Max(1, (int)(box.Width * scale)), Math.Max(1, (int)(box.Height * scale))), interpolation: scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        using var skin = SkinArea.Skin(sized.Size(), face.Points);
        Cv2.Rectangle(skin, new Point(0, (int)(face.EyeLineY - AboveEyes * FaceWidth)), new Point(sized.Width, (int)(face.EyeLineY + BelowEyes * FaceWidth)), Scalar.All(0), -1);
        var places = Cv2.CountNonZero(skin);
        if (places < leastSkin) return null;

        using var strokes = PaleAndNotDark(sized);
        Cv2.BitwiseAnd(strokes, skin, strokes);
        return 100.0 * InStrokes(strokes) / places;
    }

    private static Rect Box(FaceShape shape)
    {
        var oval = shape.Oval.ToArray();
        var (left, top) = ((int)oval.Min(p => p.X), (int)oval.Min(p => p.Y));
        return new Rect(left, top, (int)oval.Max(p => p.X) - left + 1, (int)oval.Max(p => p.Y) - top + 1);
    }

    private static Mat PaleAndNotDark(Mat bgr)
    {
        using var lab = new Mat();
        Cv2.CvtColor(bgr, lab, ColorConversionCodes.BGR2Lab);
        using var light = lab.ExtractChannel(0);
        using var a = lab.ExtractChannel(1);
        using var b = lab.ExtractChannel(2);
        a.ConvertTo(a, MatType.CV_32F, Quarters, -128 * Quarters);
        b.ConvertTo(b, MatType.CV_32F, Quarters, -128 * Quarters);
        using var chroma = new Mat();
        Cv2.Magnitude(a, b, chroma);
        Cv2.GaussianBlur(chroma, chroma, default, 1);
        chroma.ConvertTo(chroma, MatType.CV_8U);
        Cv2.GaussianBlur(light, light, default, 0.8);

        var side = (int)(Stroke * FaceWidth) | 1;
        using var brush = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(side, side));
        Cv2.MorphologyEx(chroma, chroma, MorphTypes.BlackHat, brush);
        Cv2.MorphologyEx(light, light, MorphTypes.BlackHat, brush);
        var strokes = new Mat();
        Cv2.Threshold(chroma, strokes, Paler * Quarters, 255, ThresholdTypes.Binary);
        Cv2.Threshold(light, light, Darker, 255, ThresholdTypes.BinaryInv);
        Cv2.BitwiseAnd(strokes, light, strokes);
        return strokes;
    }

    // Freckles and noise are small, strokes long.
    private static long InStrokes(Mat marks)
    {
        using var figures = new Figures(marks);
        return figures.All
            .Where(figure => figure.Area >= LeastArea * FaceWidth * FaceWidth && Math.Max(figure.Box.Width, figure.Box.Height) >= LeastLength * FaceWidth)
            .Sum(figure => (long)figure.Area);
    }
}
