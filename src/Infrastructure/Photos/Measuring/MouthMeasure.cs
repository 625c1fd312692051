using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Teeth between the lips: brighter and less red than lips and skin, whatever the skin.</summary>
internal static class MouthMeasure
{
    private static readonly int[] Inner = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
    private static readonly int[] Outer = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
    private const int CornerA = 78, CornerB = 308;
    private const int CheekA = 50, CheekB = 280;

    // How far beyond the fitted inner edge teeth are looked for, by mouth width: the model draws it too narrow.
    private const double Beyond = 0.03;
    private const double LessRedThanLips = 6, LessRedThanSkin = 1, BrighterThanLips = 4;
    private const int FewestLipPixels = 20;

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

        var lips = patch.Colours(outer);
        if (lips.Count < FewestLipPixels || FacePatch.Middle(lips) is not { } lip) return null;
        var skin = patch.Around(6, CheekA, CheekB);
        var teeth = patch.Colours(inner).Count(colour =>
            colour.A < lip.A - LessRedThanLips && colour.A < skin.A - LessRedThanSkin && colour.L > lip.L + BrighterThanLips);
        return 100 * teeth / (width * width);
    }
}
