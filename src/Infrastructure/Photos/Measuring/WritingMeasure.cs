using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Marks and writing that were put over a picture.</summary>
/// <param name="Strokes">Share of the background, in percent, covered by thin strokes; null when next to nothing is background.</param>
/// <param name="Letters">
/// The longest row of figures of one size: anywhere outside the person, at the lower edge, where dates are stamped, and in
/// glaring ink everywhere but on the face.
/// </param>
internal readonly record struct WritingMeasure(double? Strokes, int Letters)
{
    private const int LeastPlaces = 4000;
    private const double StrokeContrast = 6, LetterContrast = 22, StrongContrast = 70, InkContrast = 60;

    // What a place is compared with: the middle of some twenty pixels around it, found on a picture this much smaller.
    private const int Shrink = 4, Middle = 5;

    // Heights of letters by the picture's longer side, and how alike the figures of one row are.
    private const double LeastLetter = 0.010, MostLetter = 0.09;
    private const double AlikeHeight = 0.72, MostGap = 1.6, MostShift = 0.35;
    private const int LeastInRow = 4, MostRows = 3, Specks = 8;
    // The lower edge of the picture, or of what is cut around the head, which begins so many face widths below the eyes.
    private const double LowerEdge = 0.88, BelowEyes = 1.3;

    // How far hair reaches beyond the person that the model sees, in face widths. It makes strokes; rows of letters it makes
    // nowhere but where single hairs cross.
    private const double HairReach = 0.14, SingleHairs = 0.03;

    /// <param name="picture">The whole picture.</param>
    /// <param name="person">Share of person, same size.</param>
    /// <param name="face">The face in its pixels.</param>
    public static WritingMeasure Of(Mat picture, Mat person, FaceShape face)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(picture, smooth, new Size(3, 3), 0.7);
        using var outside = Outside(person);
        using var background = Away(outside, HairReach * face.Width);
        using var contrast = Contrast(smooth);
        var places = Cv2.CountNonZero(background);
        double? strokes = places < LeastPlaces ? null : 100.0 * StrokesIn(contrast, background) / places;

        using var beside = Away(outside, SingleHairs * face.Width);
        using var ink = Ink(smooth, face);
        var longest = LongestRow(ink, Math.Max(ink.Width, ink.Height), onCloth: true);
        // Small letters in strong ink grow together at the lower one.
        foreach (var least in (double[])[LetterContrast, StrongContrast]) longest = Math.Max(longest, RowOfLetters(contrast, least, beside, face));
        return new WritingMeasure(strokes, longest);
    }

    private static int RowOfLetters(Mat contrast, double least, Mat beside, FaceShape face)
    {
        using var letters = new Mat();
        Cv2.Threshold(contrast, letters, least, 255, ThresholdTypes.Binary);
        var longSide = Math.Max(letters.Width, letters.Height);
        var edge = Math.Clamp((int)Math.Min(LowerEdge * letters.Height, face.EyeLineY + BelowEyes * face.Width), 0, letters.Height - 1);
        using var lower = new Mat(letters, new Rect(0, edge, letters.Width, letters.Height - edge));
        var stamped = LongestRow(lower, longSide, onCloth: true);
        Cv2.BitwiseAnd(letters, beside, letters);
        return Math.Max(stamped, LongestRow(letters, longSide, onCloth: false));
    }

    private static Mat Outside(Mat person)
    {
        var outside = new Mat();
        Cv2.Threshold(person, outside, 0.15, 255, ThresholdTypes.BinaryInv);
        outside.ConvertTo(outside, MatType.CV_8UC1);
        return outside;
    }

    // What lies so many pixels away from the person.
    private static Mat Away(Mat outside, double pixels)
    {
        var side = Math.Max(3, (int)(pixels * 2)) | 1;
        using var brush = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(side, side));
        var away = new Mat();
        Cv2.Erode(outside, away, brush, borderType: BorderTypes.Constant, borderValue: Scalar.All(255));
        return away;
    }

    // How far the strongest channel of each place is off the middle of its surroundings.
    private static Mat Contrast(Mat picture)
    {
        using var around = Surroundings(picture);
        using var difference = new Mat();
        Cv2.Absdiff(picture, around, difference);
        return OfChannels(difference, (one, other, target) => Cv2.Max(one, other, target));
    }

    // Places whose colour is far stronger than around them, the face left out.
    private static Mat Ink(Mat picture, FaceShape face)
    {
        using var most = OfChannels(picture, (one, other, target) => Cv2.Max(one, other, target));
        using var least = OfChannels(picture, (one, other, target) => Cv2.Min(one, other, target));
        using var colour = new Mat();
        Cv2.Subtract(most, least, colour);
        using var around = Surroundings(colour);
        var ink = new Mat();
        Cv2.Subtract(colour, around, ink);
        Cv2.Threshold(ink, ink, InkContrast, 255, ThresholdTypes.Binary);
        var (left, right) = ((int)(face.CentreX - 0.7 * face.Width), (int)(face.CentreX + 0.7 * face.Width));
        Cv2.Rectangle(ink, new Point(left, (int)(face.ForeheadY - 0.5 * face.Width)), new Point(right, (int)(face.ChinY + 0.1 * face.Width)), Scalar.All(0), -1);
        return ink;
    }

    private static Mat Surroundings(Mat picture)
    {
        using var small = new Mat();
        Cv2.Resize(picture, small, new Size(Math.Max(1, picture.Width / Shrink), Math.Max(1, picture.Height / Shrink)), interpolation: InterpolationFlags.Nearest);
        Cv2.MedianBlur(small, small, Middle);
        var around = new Mat();
        Cv2.Resize(small, around, picture.Size(), interpolation: InterpolationFlags.Linear);
        return around;
    }

    private static Mat OfChannels(Mat picture, Action<Mat, Mat, Mat> join)
    {
        var channels = Cv2.Split(picture);
        try
        {
            var joined = new Mat();
            join(channels[0], channels[1], joined);
            join(joined, channels[2], joined);
            return joined;
        }
        finally
        {
            foreach (var channel in channels) channel.Dispose();
        }
    }

    // Strokes that reach the surroundings of the person are hair.
    private static int StrokesIn(Mat contrast, Mat background)
    {
        using var marks = new Mat();
        Cv2.Threshold(contrast, marks, StrokeContrast, 255, ThresholdTypes.Binary);
        using var figures = new Figures(marks);
        return figures.Within(background).Sum(figure => figure.Area);
    }

    private static int LongestRow(Mat marks, int longSide, bool onCloth)
    {
        using var marked = new Figures(marks);
        var figures = marked.All.Where(figure => IsLetter(figure, longSide)).Select(figure => figure.Box).ToList();
        figures.Sort((a, b) => a.X.CompareTo(b.X));
        var longest = 0;
        for (var i = 0; i < figures.Count; i++) longest = Math.Max(longest, RowFrom(figures, i));
        // A patterned cloth holds many rows, writing one or two.
        return longest < LeastInRow || (onCloth && figures.Count > MostRows * longest + Specks) ? 0 : longest;
    }

    private static bool IsLetter(Figure figure, int longSide)
    {
        var (box, filled) = (figure.Box, (double)figure.Area / (figure.Box.Width * figure.Box.Height));
        return box.Height >= LeastLetter * longSide && box.Height <= MostLetter * longSide
            && box.Width <= 1.6 * box.Height && box.Width >= 0.12 * box.Height && filled is > 0.12 and < 0.95;
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
