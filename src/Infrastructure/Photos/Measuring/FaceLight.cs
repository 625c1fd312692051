using System.Runtime.InteropServices;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Light and colour of the face in a delivered photo. Luma is 0 to 255.</summary>
/// <param name="Brightness">Mean of the luma that the brightest twentieth of the face reaches and of that of the whites of the eyes, which are alike in all people.</param>
/// <param name="Burnt">Share of the face, in percent, that is almost white.</param>
/// <param name="Contrast">Difference of the face's lightest and darkest luma by the lightest, in percent: a veil of light lifts pupils and lashes.</param>
/// <param name="Evenness">Luma of the darker of two mirrored places of skin by that of the lighter, the lower middle of all pairs; null when too few are in the photo.</param>
/// <param name="HotSpots">Share of the skin, in percent, whose colour is lost in a shine.</param>
/// <param name="Cast">How far (ΔE) skin and whites of the eyes together are off the colours they have in people of any skin.</param>
/// <param name="Variety">Spread (ΔE) of the face's colours that its lightness does not explain; near zero in grey and toned pictures.</param>
/// <param name="SkinA">The skin's middle CIE a*.</param>
internal readonly record struct FaceLight(
    double Brightness, double Burnt, double Contrast, double? Evenness, double HotSpots, double Cast, double Variety, double SkinA)
{
    private const int AlmostWhite = 248;
    private const double TopShare = 0.95, Extreme = 0.005;
    private const int LeastPlaces = 400, LeastPairs = 3, LeastWhites = 8;

    // Mirrored places of bare skin: temples, under the eyes, cheeks, beside the mouth.
    private static readonly (int A, int B)[] Pairs = [(69, 299), (118, 347), (50, 280), (205, 425), (187, 411)];

    // Where skin and whites of the eyes lie in CIE a*, b*: the middle of people of all skins, and how far they reach.
    private const double UsualSkinA = 17, UsualSkinB = 14, UsualWhiteA = 11, UsualWhiteB = 3, ReachA = 15, ReachB = 12;

    /// <param name="photo">The delivered photo's pixels.</param>
    /// <param name="points">The mesh's points in the photo.</param>
    public static FaceLight? Of(Mat photo, Point3f[] points)
    {
        using var face = SkinArea.Face(photo.Size(), points);
        var bounds = Cv2.BoundingRect(face);
        if (bounds.Width < 8 || bounds.Height < 8) return null;
        using var skin = SkinArea.Skin(photo.Size(), points);
        using var eyes = SkinArea.Eyes(photo.Size(), points);
        using var part = new Mat(photo, bounds);
        using var luma = new Mat();
        Cv2.CvtColor(part, luma, ColorConversionCodes.BGR2GRAY);
        luma.GetArray(out byte[] light);
        var lab = LabPicture.Of(part);
        var (facePlaces, skinPlaces) = (Places(face, bounds), Places(skin, bounds));
        if (facePlaces.Length < LeastPlaces || skinPlaces.Length < LeastPlaces) return null;

        var levels = Array.ConvertAll(facePlaces, i => (float)light[i]);
        double white = Statistics.Quantile(levels, 1 - Extreme), black = Statistics.Quantile(levels, Extreme);
        var highlight = Statistics.Quantile(levels, TopShare);
        var (skinA, skinB) = (Statistics.Median(Pick(lab.A, skinPlaces)), Statistics.Median(Pick(lab.B, skinPlaces)));
        var whites = Whites(lab, Places(eyes, bounds));
        return new FaceLight(
            whites.Length == 0 ? highlight : (highlight + whites.Average(i => light[i])) / 2,
            100.0 * facePlaces.Count(i => light[i] >= AlmostWhite) / facePlaces.Length,
            100 * (white - black) / Math.Max(1, white),
            EvennessOf(photo, points),
            HotSpotsOf(lab, skinPlaces, double.Hypot(skinA, skinB)),
            CastOf(lab, whites, skinA, skinB),
            VarietyOf(lab, facePlaces),
            skinA);
    }

    private static int[] Places(Mat area, Rect bounds)
    {
        using var part = new Mat(area, bounds);
        using var whole = part.Clone();
        whole.GetArray(out byte[] inside);
        return [.. Enumerable.Range(0, inside.Length).Where(i => inside[i] != 0)];
    }

    private static float[] Pick(float[] values, int[] places) => Array.ConvertAll(places, i => values[i]);

    // The lightest quarter of what lies between the lids, glints left out.
    private static int[] Whites(LabPicture lab, int[] eyes)
    {
        Array.Sort(eyes, (one, other) => lab.L[other].CompareTo(lab.L[one]));
        var whites = eyes[(eyes.Length / 20)..(eyes.Length / 4)];
        return whites.Length < LeastWhites ? [] : whites;
    }

    private static double? EvennessOf(Mat photo, Point3f[] points)
    {
        var width = SkinArea.Width(points);
        var ratios = new List<float>();
        foreach (var (a, b) in Pairs)
        {
            if (LumaAt(photo, points[a], width) is not { } one || LumaAt(photo, points[b], width) is not { } other) continue;
            ratios.Add((float)(Math.Min(one, other) / Math.Max(1, Math.Max(one, other))));
        }

        // Hair or a hand may cover a place or two; light from one side is seen on most.
        return ratios.Count < LeastPairs ? null : Statistics.Quantile(CollectionsMarshal.AsSpan(ratios), 0.4);
    }

    private static double? LumaAt(Mat photo, Point3f middle, double faceWidth)
    {
        const double reach = 0.05;
        var side = Math.Max(2, (int)(2 * reach * faceWidth));
        var patch = new Rect((int)middle.X - side / 2, (int)middle.Y - side / 2, side, side);
        if (patch.X < 0 || patch.Y < 0 || patch.Right > photo.Width || patch.Bottom > photo.Height) return null;
        using var part = new Mat(photo, patch);
        var mean = Cv2.Mean(part);
        return 0.114 * mean.Val0 + 0.587 * mean.Val1 + 0.299 * mean.Val2;
    }

    private static double HotSpotsOf(LabPicture lab, int[] skin, double skinChroma)
    {
        const float lighter = 14, lightest = 82;
        const double paler = 0.55, leastChroma = 6;
        var usual = Statistics.Median(Pick(lab.L, skin));
        var pale = paler * Math.Max(leastChroma, skinChroma);
        var hot = skin.Count(i => lab.L[i] > usual + lighter && lab.L[i] > lightest && double.Hypot(lab.A[i], lab.B[i]) < pale);
        return 100.0 * hot / skin.Length;
    }

    private static double CastOf(LabPicture lab, int[] whites, double skinA, double skinB)
    {
        var (a, b) = (skinA - UsualSkinA, skinB - UsualSkinB);
        if (whites.Length > 0)
        {
            a = (a + whites.Average(i => lab.A[i]) - UsualWhiteA) / 2;
            b = (b + whites.Average(i => lab.B[i]) - UsualWhiteB) / 2;
        }

        return ReachA * double.Hypot(a / ReachA, b / ReachB);
    }

    // Colours at equal lightness differ in a true colour picture: lips, cheeks, whites of the eyes, hair.
    private static double VarietyOf(LabPicture lab, int[] places)
    {
        const int bins = 24;
        var (n, a, b) = (new int[bins], new double[bins], new double[bins]);
        foreach (var i in places)
        {
            var bin = Bin(lab.L[i]);
            (n[bin], a[bin], b[bin]) = (n[bin] + 1, a[bin] + lab.A[i], b[bin] + lab.B[i]);
        }

        var sum = 0.0;
        foreach (var i in places)
        {
            var bin = Bin(lab.L[i]);
            var (offA, offB) = (lab.A[i] - a[bin] / n[bin], lab.B[i] - b[bin] / n[bin]);
            sum += offA * offA + offB * offB;
        }

        return Math.Sqrt(sum / places.Length);

        static int Bin(float lightness) => Math.Clamp((int)(lightness * bins / 100), 0, bins - 1);
    }
}
