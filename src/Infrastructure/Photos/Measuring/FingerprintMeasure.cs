using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// The photo's look around the face as signs of its cosine transform. The eyes are laid on fixed places first, so that
/// cutting, scaling and turning the picture change nothing.
/// </summary>
internal static class FingerprintMeasure
{
    private const int Side = 64;
    private const int Larger = 2;

    // Where the eyes come to lie: the square then holds the head with its hair, and some of what is behind.
    private const double EyeDistance = 17, EyesY = 28;

    // Frequencies 2 to 17 in each direction: below, all faces are alike; above, encoders leave nothing.
    private const int FirstFrequency = 2;
    private const int Frequencies = 16;

    // The mouth below the eyes, in pixels of the square at twice its size; its lines are finer than the head's.
    private const int MouthSide = 36, MouthBelowEyes = 22;
    private const double PatchSide = 0.35;
    private static readonly (double Right, double Below)[] Cheeks = [(-0.65, 0.8), (0.65, 0.8)];
    private static readonly (double Right, double Below)[] Clothes = [(-1.25, 3.1), (1.25, 3.1)];
    private const int FirstMouthFrequency = 1;
    private const int MouthFrequencies = 8;

    public static PhotoFingerprint Of(Mat bgr, FaceShape face)
    {
        using var square = Align(bgr, face);
        using var head = new Mat();
        Cv2.Resize(square, head, new Size(Side, Side), interpolation: InterpolationFlags.Area);
        Span<ulong> words = stackalloc ulong[PhotoFingerprint.HeadBits / 64];
        Signs(head, FirstFrequency, Frequencies, words);
        using var mouth = new Mat(square, new Rect(Larger * Side / 2 - MouthSide / 2, (int)(Larger * EyesY) + MouthBelowEyes, MouthSide, MouthSide));
        Span<ulong> lips = stackalloc ulong[1];
        Signs(mouth, FirstMouthFrequency, MouthFrequencies, lips);
        var (cheeks, clothes) = (Colours(bgr, face, Cheeks), Colours(bgr, face, Clothes));
        return new PhotoFingerprint(words[0], words[1], words[2], words[3], lips[0], cheeks, clothes);
    }

    // CIELAB of small squares, which stand so many eye distances right of and below the middle of the eyes.
    private static ulong Colours(Mat bgr, FaceShape face, (double Right, double Below)[] places)
    {
        var (dx, dy) = (face.EyeB.X - face.EyeA.X, face.EyeB.Y - face.EyeA.Y);
        var (middleX, middleY) = ((face.EyeA.X + face.EyeB.X) / 2, (face.EyeA.Y + face.EyeB.Y) / 2);
        var side = Math.Max(2, (int)(double.Hypot(dx, dy) * PatchSide));
        using var colours = new Mat(1, places.Length, MatType.CV_8UC3);
        for (var place = 0; place < places.Length; place++)
        {
            var (right, below) = places[place];
            var x = Math.Clamp((int)(middleX + right * dx - below * dy) - side / 2, 0, bgr.Width - side);
            var y = Math.Clamp((int)(middleY + right * dy + below * dx) - side / 2, 0, bgr.Height - side);
            using var patch = new Mat(bgr, new Rect(x, y, side, side));
            var mean = Cv2.Mean(patch);
            colours.Set(0, place, new Vec3b((byte)mean.Val0, (byte)mean.Val1, (byte)mean.Val2));
        }

        using var lab = new Mat();
        Cv2.CvtColor(colours, lab, ColorConversionCodes.BGR2Lab);
        var word = 0UL;
        for (var place = 0; place < places.Length; place++)
        {
            var colour = lab.At<Vec3b>(0, place);
            word |= (colour.Item0 | ((ulong)colour.Item1 << 8) | ((ulong)colour.Item2 << 16)) << (24 * place);
        }

        return word;
    }

    private static void Signs(Mat luma, int first, int count, Span<ulong> words)
    {
        using var numbers = new Mat();
        luma.ConvertTo(numbers, MatType.CV_32FC1);
        using var waves = new Mat();
        Cv2.Dct(numbers, waves, DctFlags.None);
        for (var y = 0; y < count; y++)
        {
            for (var x = 0; x < count; x++)
            {
                var bit = y * count + x;
                if (waves.At<float>(first + y, first + x) > 0) words[bit / 64] |= 1UL << (bit % 64);
            }
        }
    }

    private static Mat Align(Mat bgr, FaceShape face)
    {
        var (a, b) = (face.EyeA, face.EyeB);
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var distance = double.Hypot(dx, dy);

        // Averaging down to twice the size first, so that the turn does not pick single pixels.
        var shrink = Math.Min(1, Larger * EyeDistance / distance);
        using var small = new Mat();
        Cv2.Resize(bgr, small, default, shrink, shrink, InterpolationFlags.Area);
        using var luma = new Mat();
        Cv2.CvtColor(small, luma, ColorConversionCodes.BGR2GRAY);

        var step = distance * shrink / (Larger * EyeDistance);
        var (cos, sin) = (dx / distance * step, dy / distance * step);
        var (middleX, middleY) = ((a.X + b.X) / 2 * shrink, (a.Y + b.Y) / 2 * shrink);
        var (x, y) = (Larger * Side / 2.0, Larger * EyesY);
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            cos, -sin, middleX - (cos * x - sin * y),
            sin, cos, middleY - (sin * x + cos * y),
        });
        var turned = new Mat();
        Cv2.WarpAffine(
            luma, turned, toPicture, new Size(Larger * Side, Larger * Side), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return turned;
    }
}
