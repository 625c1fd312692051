using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The background of a delivered photo, in CIE 1976 colour differences (ΔE) unless said otherwise.</summary>
/// <param name="Unevenness">
/// The difference from the background's middle colour that 95 % of it stays below, or four times its relief, whichever is more.
/// </param>
/// <param name="Distance">The middle colour's difference from the nearest reference colour.</param>
/// <param name="Nearest">That reference colour.</param>
/// <param name="Gradient">How far the plane fitted to the background's colours runs from one end of it to the other.</param>
/// <param name="Shadow">By how much L* the darkest tenth of what surrounds the person lies below the rest of the background.</param>
/// <param name="Objects">
/// Share of the background, in percent, that is neither its colour nor its colour in shade, or twice the share of things that
/// stand out from their surroundings, whichever is more.
/// </param>
internal readonly record struct BackgroundMeasure(
    double Unevenness, double Distance, BackgroundColour Nearest, double Gradient, double? Shadow, double Objects)
{
    private const double LeastShare = 0.02;
    private const int Shrink = 2;

    // Places count as near the person within this many delivered pixels; those beyond tell the background's own colour.
    private const float NearReach = 60;
    private const int LeastPlaces = 300;

    // A shadow darkens without changing the colour; anything else this far off is a thing.
    private const float ThingDifference = 12, ShadeChroma = 7, DeepestShade = 35;

    // A pattern that a third of the wall's colour shows through is seen as clearly as one of full strength.
    private const double ReliefCounts = 4, PaleThingsCount = 2;

    /// <summary>Measures what is not person in a delivered photo; null when next to nothing is.</summary>
    /// <param name="photo">The delivered photo's pixels.</param>
    /// <param name="person">Share of person, same size.</param>
    /// <param name="references">The specification's colours.</param>
    public static BackgroundMeasure? Of(Mat photo, Mat person, IReadOnlyList<BackgroundColour> references)
    {
        var size = new Size(photo.Width / Shrink, photo.Height / Shrink);
        using var small = new Mat();
        Cv2.Resize(photo, small, size, interpolation: InterpolationFlags.Area);
        var lab = LabPicture.Of(small);
        var (places, nearness) = Places(person, size);
        if (places.Length < LeastShare * size.Width * size.Height) return null;

        var middle = new Vec3f(
            Statistics.Median(Pick(lab.L, places)), Statistics.Median(Pick(lab.A, places)), Statistics.Median(Pick(lab.B, places)));
        var differences = Array.ConvertAll(places, i => LabPicture.Difference(lab.At(i), middle));
        var nearest = references.Select(reference => (reference, Difference: LabPicture.Difference(middle, LabOf(reference))))
            .MinBy(pair => pair.Difference);
        Plane[] light = [Plane.Fit(lab.L, places, lab.Width), Plane.Fit(lab.A, places, lab.Width), Plane.Fit(lab.B, places, lab.Width)];
        var relief = WallRelief.Of(lab, places, light);
        return new BackgroundMeasure(
            Math.Max(Statistics.Quantile(differences, 0.95), ReliefCounts * relief.Depth), nearest.Difference, nearest.reference,
            GradientOf(lab, places, light), ShadowOf(lab, places, nearness, middle), Math.Max(ObjectsOf(lab, places, middle), PaleThingsCount * relief.Things));
    }

    // Background places, and the distance of each from the person in delivered pixels.
    private static (int[] Places, float[] Distance) Places(Mat person, Size size)
    {
        using var background = new Mat();
        using var smallPerson = new Mat();
        Cv2.Resize(person, smallPerson, size, interpolation: InterpolationFlags.Area);
        Cv2.Threshold(smallPerson, background, 0.1, 255, ThresholdTypes.BinaryInv);
        background.ConvertTo(background, MatType.CV_8UC1);

        // Single hairs and soft edges belong to the person, whatever the mask says.
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(11, 11));
        using var eroded = new Mat();
        Cv2.Erode(background, eroded, brush, borderType: BorderTypes.Constant, borderValue: Scalar.All(255));
        using var distance = new Mat();
        Cv2.DistanceTransform(background, distance, DistanceTypes.L2, DistanceTransformMasks.Mask3);
        eroded.GetArray(out byte[] kept);
        distance.GetArray(out float[] far);
        int[] places = [.. Enumerable.Range(0, kept.Length).Where(i => kept[i] != 0)];
        return (places, Array.ConvertAll(places, i => far[i] * Shrink));
    }

    private static double GradientOf(LabPicture lab, int[] places, Plane[] light)
    {
        var most = 0.0;
        int left = places.Min(i => i % lab.Width), right = places.Max(i => i % lab.Width);
        int top = places.Min(i => i / lab.Width), bottom = places.Max(i => i / lab.Width);
        foreach (var (dx, dy) in (ReadOnlySpan<(int, int)>)[(right - left, bottom - top), (right - left, top - bottom)])
        {
            most = Math.Max(most, Math.Sqrt(light.Sum(plane => Square(plane.Rise(dx, dy)))));
        }

        return most;
    }

    private static double? ShadowOf(LabPicture lab, int[] places, float[] nearness, Vec3f middle)
    {
        int[] far = [.. places.Where((_, i) => nearness[i] > NearReach)];
        int[] near = [.. places.Where((place, i) => nearness[i] <= NearReach && IsShadeOf(lab, place, middle))];
        if (far.Length < LeastPlaces || near.Length < LeastPlaces) return null;
        var light = Plane.Fit(lab.L, far, lab.Width);
        var depths = Array.ConvertAll(near, i => (float)light.At(i % lab.Width, i / lab.Width) - lab.L[i]);
        return Math.Max(0, Statistics.Quantile(depths, 0.9));
    }

    private static bool IsShadeOf(LabPicture lab, int place, Vec3f middle) =>
        MathF.Abs(lab.A[place] - middle.Item1) + MathF.Abs(lab.B[place] - middle.Item2) < ShadeChroma
        && middle.Item0 - lab.L[place] < DeepestShade;

    private static double ObjectsOf(LabPicture lab, int[] places, Vec3f middle)
    {
        var things = places.Count(i => LabPicture.Difference(lab.At(i), middle) > ThingDifference
            && (lab.L[i] > middle.Item0 || !IsShadeOf(lab, i, middle)));
        return 100.0 * things / places.Length;
    }

    private static float[] Pick(float[] values, int[] places) => Array.ConvertAll(places, i => values[i]);

    private static Vec3f LabOf(BackgroundColour colour)
    {
        using var pixel = new Mat(1, 1, MatType.CV_8UC3, new Scalar(colour.Blue, colour.Green, colour.Red));
        return LabPicture.Of(pixel).At(0);
    }

    private static double Square(double value) => value * value;
}
