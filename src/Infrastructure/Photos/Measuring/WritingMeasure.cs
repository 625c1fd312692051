using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Marks and writing that were put over a picture.</summary>
/// <param name="Strokes">Share of the background, in percent, covered by thin strokes; null when next to nothing is background.</param>
/// <param name="Letters">Figures of one size in a row, outside the person or at the lower edge, where dates are stamped.</param>
internal readonly record struct WritingMeasure(double? Strokes, int Letters)
{
    private const int Side = 800;
    private const int LeastPlaces = 4000;
    private const double StrokeContrast = 6, LetterContrast = 22;
    private const int Surroundings = 21;

    // Heights of letters by the picture's longer side, and how alike the figures of one row are.
    private const double LeastLetter = 0.010, MostLetter = 0.09;
    private const double AlikeHeight = 0.72, MostGap = 1.6, MostShift = 0.35;
    private const int LeastInRow = 4;
    private const double LowerEdge = 0.88;

    /// <param name="picture">The whole picture.</param>
    /// <param name="person">Share of person, same size.</param>
    /// <param name="faceWidth">Width of the face in its pixels.</param>
    public static WritingMeasure Of(Mat picture, Mat person, double faceWidth)
    {
        var scale = Math.Min(1.0, (double)Side / Math.Max(picture.Width, picture.Height));
        using var small = new Mat();
        Cv2.Resize(picture, small, default, scale, scale, InterpolationFlags.Area);
        using var background = Background(person, small.Size(), faceWidth * scale);
        using var contrast = Contrast(small);
        var places = Cv2.CountNonZero(background);
        double? strokes = places < LeastPlaces ? null : 100.0 * StrokesIn(contrast, background) / places;

        using var letters = new Mat();
        Cv2.Threshold(contrast, letters, LetterContrast, 255, ThresholdTypes.Binary);
        var edge = (int)(LowerEdge * letters.Height);
        using (var upper = new Mat(letters, new Rect(0, 0, letters.Width, edge)))
        using (var allowed = new Mat(background, new Rect(0, 0, letters.Width, edge)))
        {
            Cv2.BitwiseAnd(upper, allowed, upper);
        }

        return new WritingMeasure(strokes, LongestRow(letters));
    }

    // Strokes that reach the surroundings of the person are hair.
    private static int StrokesIn(Mat contrast, Mat background)
    {
        using var marks = new Mat();
        Cv2.Threshold(contrast, marks, StrokeContrast, 255, ThresholdTypes.Binary);
        using var labels = new Mat();
        var count = Cv2.ConnectedComponents(marks, labels);
        labels.GetArray(out int[] figures);
        background.GetArray(out byte[] inside);
        var (sizes, reaches) = (new int[count], new bool[count]);
        for (var i = 0; i < figures.Length; i++)
        {
            sizes[figures[i]]++;
            reaches[figures[i]] |= inside[i] == 0;
        }

        var strokes = 0;
        for (var figure = 1; figure < count; figure++)
        {
            if (!reaches[figure]) strokes += sizes[figure];
        }

        return strokes;
    }

    private static Mat Background(Mat person, Size size, double faceWidth)
    {
        const double hairReach = 0.14;
        using var small = new Mat();
        Cv2.Resize(person, small, size, interpolation: InterpolationFlags.Area);
        var background = new Mat();
        Cv2.Threshold(small, background, 0.15, 255, ThresholdTypes.BinaryInv);
        background.ConvertTo(background, MatType.CV_8UC1);
        var side = Math.Max(3, (int)(hairReach * faceWidth * 2)) | 1;
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(side, side));
        Cv2.Erode(background, background, brush, borderType: BorderTypes.Constant, borderValue: Scalar.All(255));
        return background;
    }

    // How far the strongest channel of each place is off the middle of its surroundings.
    private static Mat Contrast(Mat picture)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(picture, smooth, new Size(3, 3), 0.7);
        using var around = new Mat();
        Cv2.MedianBlur(smooth, around, Surroundings);
        using var difference = new Mat();
        Cv2.Absdiff(smooth, around, difference);
        var channels = Cv2.Split(difference);
        try
        {
            var most = new Mat();
            Cv2.Max(channels[0], channels[1], most);
            Cv2.Max(most, channels[2], most);
            return most;
        }
        finally
        {
            foreach (var channel in channels) channel.Dispose();
        }
    }

    private static int LongestRow(Mat marks)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centres = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(marks, labels, stats, centres);
        var longSide = Math.Max(marks.Width, marks.Height);
        var figures = new List<Rect>();
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            var filled = (double)stats.At<int>(i, 4) / (box.Width * box.Height);
            if (box.Height >= LeastLetter * longSide && box.Height <= MostLetter * longSide
                && box.Width <= 1.6 * box.Height && box.Width >= 0.12 * box.Height && filled is > 0.12 and < 0.95) figures.Add(box);
        }

        figures.Sort((a, b) => a.X.CompareTo(b.X));
        var longest = 0;
        for (var i = 0; i < figures.Count; i++) longest = Math.Max(longest, RowFrom(figures, i));
        return longest < LeastInRow ? 0 : longest;
    }

    private static int RowFrom(List<Rect> figures, int first)
    {
        var (length, last) = (1, figures[first]);
        for (var i = first + 1; i < figures.Count; i++)
        {
            var next = figures[i];
            if (next.X - last.Right > MostGap * last.Height) break;
            var alike = Math.Min(next.Height, last.Height) >= AlikeHeight * Math.Max(next.Height, last.Height);
            var level = Math.Abs(next.Bottom - last.Bottom) <= MostShift * last.Height;
            if (alike && level && next.X >= last.X + last.Width / 2) (length, last) = (length + 1, next);
        }

        return length;
    }
}
