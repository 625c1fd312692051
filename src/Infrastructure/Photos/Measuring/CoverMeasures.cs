using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about what covers the face or the head: glasses, masks, headwear. All compare with the face's own skin.</summary>
internal static class CoverMeasures
{
    private static readonly int[] Cheeks = [50, 280, 101, 330], Forehead = [151, 108, 337], UpperFace = [117, 346, 6, 197, 151];
    private static readonly int[] UnderEyeA = [230, 229, 231], UnderEyeB = [450, 449, 451];

    // Places that are skin on every face, beards aside: cheeks, jaw, chin, upper lip, forehead.
    private static readonly int[] SkinPlaces =
    [
        205, 425, 214, 434, 200, 199, 164, 117, 346, 50, 280, 101, 330, 151, 108, 337, 197, 69, 299, 187, 411, 192, 416, 36, 266,
    ];

    private const int ForeheadPoint = 10, ChinPoint = 152, CheekAPoint = 234, CheekBPoint = 454;

    public static void Measure(Subject subject, Measurements measured)
    {
        var patch = subject.Patch;
        var skin = patch.Around(5, Cheeks);
        measured.Set(CheckCodes.GlassesTinted, Math.Min(Tint(patch, skin, UnderEyeA), Tint(patch, skin, UnderEyeB)));
        measured.Set(CheckCodes.GlassesGlare, Math.Max(Glare(patch, skin, 33, 133), Glare(patch, skin, 362, 263)));
        measured.Set(CheckCodes.GlassesHeavy, LowerRim(patch));
        measured.Set(CheckCodes.GlassesFrame, subject.Patches.EyeBehindFrame);
        measured.Set(CheckCodes.HairEyes, subject.Patches.EyeBehindHair);
        measured.Set(CheckCodes.FaceOcclusion, Covered(patch));
        measured.Set(CheckCodes.FaceHands, Likelier(subject.Patches.FaceCovered, subject.Patches.EyeBehindHand));
        measured.Set(CheckCodes.HeadwearNone, Headwear(patch));
        measured.Set(CheckCodes.HeadwearShape, subject.Patches.HeadCovered);
        measured.Set(CheckCodes.HeadwearWorn, subject.Patches.HeadCovered);
    }

    // Null where one of them could not be seen: what is seen of the other says nothing of it.
    private static double? Likelier(double? one, double? other) => one is { } a && other is { } b ? Math.Max(a, b) : null;

    // How much darker, in percent, and more coloured the skin behind a lens is than that of the cheeks.
    private static double Tint(FacePatch patch, LabColour skin, int[] underEye)
    {
        const double least = 4, most = 25;
        var seen = patch.Around(3, underEye);
        return 100 * (1 - seen.L / Math.Max(1, skin.L)) + 4 * (Math.Clamp(Apart(seen, skin), least, most) - least);
    }

    // The share, in percent, of a lens's place that is brighter and paler than the skin: more than the white of an eye.
    private static double Glare(FacePatch patch, LabColour skin, int cornerA, int cornerB)
    {
        var forehead = patch.Around(5, Forehead);
        var (a, b) = (patch.At(cornerA), patch.At(cornerB));
        var width = double.Hypot(b.X - a.X, b.Y - a.Y);
        using var lens = new Mat(FacePatch.Height, FacePatch.Width, MatType.CV_8UC1, Scalar.All(0));
        Cv2.Ellipse(
            lens, new Point((int)((a.X + b.X) / 2), (int)((a.Y + b.Y) / 2 + 0.1 * width)),
            new Size((int)(0.75 * width), (int)(0.6 * width)), 0, 0, 360, Scalar.All(255), -1);
        var colours = patch.Colours(lens);
        var brightest = Math.Max(60, Math.Max(skin.L, forehead.L) + 8);
        var glaring = colours.Count(c => c.L > brightest && Apart(c, skin) > 6 && double.Hypot(c.A, c.B) < double.Hypot(skin.A, skin.B) - 4);
        return colours.Count == 0 ? 0 : 100.0 * glaring / colours.Count;
    }

    // The thickness, in percent of the eyes' distance, of a dark band below the eyes: the second least of six columns.
    private static double LowerRim(FacePatch patch)
    {
        var runs = new List<int>();
        foreach (var (cornerA, cornerB) in ((int, int)[])[(33, 133), (362, 263)])
        {
            var (a, b) = (patch.At(cornerA), patch.At(cornerB));
            var width = double.Hypot(b.X - a.X, b.Y - a.Y);
            var (midX, midY) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
            foreach (var aside in (double[])[-0.25, 0, 0.25])
            {
                runs.Add(DarkRun(patch, (int)(midX + aside * width), (int)(midY + 0.28 * width), (int)(midY + 1.35 * width)));
            }
        }

        runs.Sort();
        return 100 * runs[1] / FacePatch.EyeDistance;
    }

    private static int DarkRun(FacePatch patch, int x, int from, int to)
    {
        var column = Enumerable.Range(from, Math.Max(0, to - from)).Select(y => patch.Colour(x, y).L).ToArray();
        if (column.Length == 0) return 0;
        var middle = column.Order().ElementAt(column.Length / 2);
        var limit = middle > 30 ? middle - 12 : middle * 0.6;
        var (longest, run) = (0, 0);
        foreach (var light in column)
        {
            run = light < limit ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // The share, in percent, of the places of skin whose hue is not that of the upper face.
    private static double Covered(FacePatch patch)
    {
        const double otherHue = 13;
        var skin = patch.Around(4, UpperFace);
        return 100.0 * SkinPlaces.Count(place => Apart(patch.Around(3, place), skin) > otherHue) / SkinPlaces.Length;
    }

    // The share, in percent, of what lies above the forehead whose colour neither hair nor skin has: blue, green, or red beyond the face's.
    private static double Headwear(FacePatch patch)
    {
        var (forehead, chin) = (patch.At(ForeheadPoint), patch.At(ChinPoint));
        var (height, width) = (chin.Y - forehead.Y, patch.At(CheekBPoint).X - patch.At(CheekAPoint).X);
        var skin = patch.Around(5, Forehead);
        var (all, unnatural) = (0, 0);
        for (var y = Math.Max(0, (int)(forehead.Y - 0.22 * height)); y < Math.Max(1, (int)(forehead.Y - 0.04 * height)); y++)
        {
            for (var x = Math.Max(0, (int)(forehead.X - 0.3 * width)); x < Math.Min(FacePatch.Width, (int)(forehead.X + 0.3 * width)); x++)
            {
                var colour = patch.Colour(x, y);
                all++;
                if (colour.B < -4 || colour.A < -7 || (colour.A > 20 && colour.B < colour.A && Math.Abs(colour.A - skin.A) > 8)) unnatural++;
            }
        }

        return all == 0 ? 0 : 100.0 * unnatural / all;
    }

    private static double Apart(LabColour a, LabColour b) => double.Hypot(a.A - b.A, a.B - b.B);
}
