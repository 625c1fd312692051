using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Light and colour of the face's skin area in a delivered photo.</summary>
/// <param name="Highlight">Luma (0 to 255) that the brightest twentieth of the face reaches: low when under-exposed, whatever the skin.</param>
/// <param name="Burnt">Share of the face, in percent, that is almost white.</param>
/// <param name="Evenness">Mean luma of the darker half of the face by that of the brighter half.</param>
/// <param name="Chroma">Mean CIE chroma of the face; near zero in a grey picture.</param>
internal readonly record struct FaceLight(double Highlight, double Burnt, double Evenness, double Chroma)
{
    private const int AlmostWhite = 248;
    private const double TopShare = 0.95;

    /// <param name="photo">The delivered photo's pixels.</param>
    /// <param name="oval">The face's outline in the photo.</param>
    /// <param name="middleX">The face's middle in the photo.</param>
    public static FaceLight? Of(Mat photo, IEnumerable<Point2d> oval, double middleX)
    {
        using var face = new Mat(photo.Size(), MatType.CV_8UC1, Scalar.All(0));
        Cv2.FillPoly(face, [oval.Select(p => new Point((int)Math.Round(p.X), (int)Math.Round(p.Y)))], Scalar.All(255));
        using var luma = new Mat();
        Cv2.CvtColor(photo, luma, ColorConversionCodes.BGR2GRAY);

        var histogram = new int[256];
        double sumA = 0, sumB = 0;
        int countA = 0, countB = 0;
        var (width, height) = (photo.Width, photo.Height);
        for (var y = 0; y < height; y += 2)
        {
            for (var x = 0; x < width; x += 2)
            {
                if (face.At<byte>(y, x) == 0) continue;
                var value = luma.At<byte>(y, x);
                histogram[value]++;
                if (x < middleX) (sumA, countA) = (sumA + value, countA + 1);
                else (sumB, countB) = (sumB + value, countB + 1);
            }
        }

        if (countA == 0 || countB == 0) return null;
        var total = countA + countB;
        var (meanA, meanB) = (sumA / countA, sumB / countB);
        return new FaceLight(
            Quantile(histogram, total, TopShare),
            100.0 * histogram.Skip(AlmostWhite).Sum() / total,
            Math.Min(meanA, meanB) / Math.Max(1, Math.Max(meanA, meanB)),
            MeanChroma(photo, face));
    }

    private static int Quantile(int[] histogram, int total, double share)
    {
        var seen = 0;
        for (var value = 0; value < histogram.Length; value++)
        {
            seen += histogram[value];
            if (seen >= share * total) return value;
        }

        return histogram.Length - 1;
    }

    private static double MeanChroma(Mat photo, Mat face)
    {
        using var lab = new Mat();
        Cv2.CvtColor(photo, lab, ColorConversionCodes.BGR2Lab);
        var mean = Cv2.Mean(lab, face);
        return double.Hypot(mean.Val1 - 128, mean.Val2 - 128);
    }
}
