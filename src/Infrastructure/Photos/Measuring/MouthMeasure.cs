using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>What is between the lips: teeth, brighter and less red than lips and skin, and the dark of an open mouth, whatever the skin.</summary>
internal static class MouthMeasure
{
    private static readonly int[] Inner = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
    private static readonly int[] Outer = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
    private const int CornerA = 78, CornerB = 308;
    private const int CheekA = 50, CheekB = 280, Forehead = 10;

    // How far beyond the fitted inner edge teeth are looked for, by mouth width: the model draws it too narrow.
    private const double Beyond = 0.03;
    private const double LessRedThanLips = 6, LessRedThanSkin = 1, BrighterThanLips = 4;
    private const int FewestLipPixels = 20;

    // The mouth's hollow by the lips' lightness; the line of closed lips is as dark, but thin.
    private const double Hollow = 0.7;

    // About half of a gap is dark or teeth: the tongue and the inside of the lower lip fill the rest.
    private const double GapByHollow = 2;

    // Columns through the middle of the mouth, by its width: in the corners closed lips are dark too.
    private static readonly double[] Columns = [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65];

    /// <summary>The area of teeth by the square of the mouth's width, in percent; null where no lips are seen.</summary>
    public static double? Teeth(FacePatch patch)
    {
        var (a, b) = (patch.At(CornerA), patch.At(CornerB));
        var width = double.Hypot(b.X - a.X, b.Y - a.Y);
        var beyond = Math.Max(1, (int)Math.Round(width * Beyond));
        using var outer = patch.Mask(Outer);
        using var inner = patch.Mask(Inner);
        using var upAndDown = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, 2 * beyond + 1));
        Cv2.Dilate(inner, inner, upAndDown);
        Cv2.BitwiseAnd(inner, outer, inner);
        Cv2.Subtract(outer, inner, outer);

        if (LipsOf(patch, outer) is not { } lip) return null;
        var skin = patch.Around(6, CheekA, CheekB);
        return 100 * patch.Colours(inner).Count(colour => IsTooth(colour, lip, skin)) / (width * width);
    }

    /// <summary>
    /// The gap between the lips by the face's height, in percent, by what is seen in it: the middle of seven columns; null where
    /// no lips are seen. The model's points close a mouth that is a little open, and part lips that are full.
    /// </summary>
    public static double? Gap(FacePatch patch)
    {
        using var mouth = patch.Mask(Outer);
        using var inner = patch.Mask(Inner);
        using var lips = new Mat();
        Cv2.Subtract(mouth, inner, lips);
        if (LipsOf(patch, lips) is not { } lip) return null;
        var skin = patch.Around(6, CheekA, CheekB);
        var (a, b, height) = (patch.At(CornerA), patch.At(CornerB), patch.At(FaceShape.Chin).Y - patch.At(Forehead).Y);
        var runs = Columns.Select(along => Run((int)(a.X + along * (b.X - a.X)))).Order().ToArray();
        return 100 * GapByHollow * runs[runs.Length / 2] / height;

        int Run(int x)
        {
            var (longest, run) = (0, 0);
            for (var y = 0; y < FacePatch.Height; y++)
            {
                var colour = patch.Colour(x, y);
                run = IsIn(mouth, x, y) && (colour.L < Hollow * lip.L || IsTooth(colour, lip, skin)) ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }

            return longest;
        }
    }

    private static bool IsIn(Mat mask, int x, int y) => x >= 0 && x < mask.Width && mask.At<byte>(y, x) != 0;

    private static LabColour? LipsOf(FacePatch patch, Mat lips) =>
        patch.Colours(lips) is { Count: >= FewestLipPixels } colours ? FacePatch.Middle(colours) : null;

    private static bool IsTooth(LabColour colour, LabColour lip, LabColour skin) =>
        colour.A < lip.A - LessRedThanLips && colour.A < skin.A - LessRedThanSkin && colour.L > lip.L + BrighterThanLips;
}
