using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The background's evenness and colour, in CIE 1976 colour differences.</summary>
/// <param name="Unevenness">The difference from the background's middle colour that 95 % of it stays below.</param>
/// <param name="Distance">The middle colour's difference from the nearest reference colour.</param>
/// <param name="Nearest">That reference colour.</param>
internal readonly record struct BackgroundMeasure(double Unevenness, double Distance, BackgroundColour Nearest)
{
    private const double LeastShare = 0.02;
    private const int Shrink = 2;

    /// <summary>Measures what is not person in a delivered photo; null when next to nothing is.</summary>
    /// <param name="photo">The delivered photo's pixels.</param>
    /// <param name="person">Share of person, same size.</param>
    /// <param name="references">The specification's colours.</param>
    public static BackgroundMeasure? Of(Mat photo, Mat person, IReadOnlyList<BackgroundColour> references)
    {
        var size = new Size(photo.Width / Shrink, photo.Height / Shrink);
        using var small = new Mat();
        Cv2.Resize(photo, small, size, interpolation: InterpolationFlags.Area);
        using var lab = Lab(small);
        using var background = new Mat();
        using var smallPerson = new Mat();
        Cv2.Resize(person, smallPerson, size, interpolation: InterpolationFlags.Area);
        Cv2.Threshold(smallPerson, background, 0.1, 255, ThresholdTypes.BinaryInv);
        background.ConvertTo(background, MatType.CV_8UC1);

        // Single hairs and soft edges belong to the person, whatever the mask says.
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(11, 11));
        Cv2.Erode(background, background, brush, borderType: BorderTypes.Constant, borderValue: Scalar.All(255));
        var places = Cv2.CountNonZero(background);
        if (places < LeastShare * size.Width * size.Height) return null;

        var colours = new List<Vec3f>(places);
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                if (background.At<byte>(y, x) != 0) colours.Add(lab.At<Vec3f>(y, x));
            }
        }

        var middle = new Vec3f(Median(colours, c => c.Item0), Median(colours, c => c.Item1), Median(colours, c => c.Item2));
        var differences = colours.Select(colour => Difference(colour, middle)).Order().ToArray();
        var nearest = references.Select(reference => (reference, Difference: Difference(middle, LabOf(reference))))
            .MinBy(pair => pair.Difference);
        return new BackgroundMeasure(differences[(int)(differences.Length * 0.95)], nearest.Difference, nearest.reference);
    }

    private static Mat Lab(Mat bgr)
    {
        var lab = new Mat();
        bgr.ConvertTo(lab, MatType.CV_32FC3, 1 / 255.0);
        Cv2.CvtColor(lab, lab, ColorConversionCodes.BGR2Lab);
        return lab;
    }

    private static Vec3f LabOf(BackgroundColour colour)
    {
        using var pixel = new Mat(1, 1, MatType.CV_8UC3, new Scalar(colour.Blue, colour.Green, colour.Red));
        using var lab = Lab(pixel);
        return lab.At<Vec3f>(0, 0);
    }

    private static float Median(List<Vec3f> colours, Func<Vec3f, float> channel)
    {
        var values = colours.Select(channel).ToArray();
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static double Difference(Vec3f a, Vec3f b) =>
        Math.Sqrt(Square(a.Item0 - b.Item0) + Square(a.Item1 - b.Item1) + Square(a.Item2 - b.Item2));

    private static double Square(double value) => value * value;
}
