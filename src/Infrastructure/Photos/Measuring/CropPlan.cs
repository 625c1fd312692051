using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Where the delivered photo is cut from the upright upload.</summary>
/// <param name="X">Left edge in pixels of the upload.</param>
/// <param name="Y">Upper edge in pixels of the upload.</param>
/// <param name="Scale">Delivered pixels for one pixel of the upload.</param>
internal readonly record struct CropWindow(double X, double Y, double Scale);

/// <summary>The face's place in a window, in delivered pixels.</summary>
internal readonly record struct Placement(double HeadTop, double EyeLine, double FaceWidth, double OffCentre);

/// <summary>What is known of the head, in pixels of the upright upload.</summary>
internal readonly record struct HeadGeometry(double HeadTop, double EyeLine, double FaceWidth, double CentreX);

/// <summary>
/// Looks for the window inside the upload that puts the head where the specification wants it. When the upload has not
/// enough room around the head, the window that misses the least is given, so that the shortage can be told in pixels.
/// </summary>
internal static class CropPlan
{
    private const int Steps = 160;

    // Where a specification bounds neither end: the usual proportions of a portrait.
    private const double UsualFaceWidth = 0.47;
    private const double UsualHeadTop = 0.12;

    public static (CropWindow Window, Placement Placement) Find(HeadGeometry head, int width, int height, OutputBounds output)
    {
        var aim = output.Aim ?? new HeadAim(
            Middle(output.HeadTop, UsualHeadTop * output.Height), Middle(output.FaceWidth, UsualFaceWidth * output.Width));
        var least = Math.Max((double)output.Width / width, (double)output.Height / height);
        // Enlarging invents detail, so it is only done when the upload is smaller than the delivered photo.
        var most = Math.Max(least, 1.0);
        var best = (Cost: double.MaxValue, Window: default(CropWindow), Placement: default(Placement));
        for (var step = 0; step <= Steps; step++)
        {
            var scale = least * Math.Pow(most / least, (double)step / Steps);
            var window = Place(head, scale, width, height, output, aim);
            var placement = Look(head, window, output);
            var cost = Cost(placement, output, aim);
            if (cost < best.Cost) best = (cost, window, placement);
        }

        return (best.Window, best.Placement);
    }

    private static CropWindow Place(HeadGeometry head, double scale, int width, int height, OutputBounds output, HeadAim aim)
    {
        // Rows at which the window may begin so that each of the two heights holds.
        var (headLow, headHigh) = Rows(head.HeadTop, output.HeadTop, scale);
        var (eyeLow, eyeHigh) = Rows(head.EyeLine, output.EyeLine, scale);
        var (low, high) = (Math.Max(headLow, eyeLow), Math.Min(headHigh, eyeHigh));
        var wanted = head.HeadTop - aim.HeadTop / scale;
        var y = low <= high ? Math.Clamp(wanted, low, high) : (low + high) / 2;
        return new CropWindow(
            Inside(head.CentreX - output.Width / (2 * scale), width - output.Width / scale),
            Inside(y, height - output.Height / scale),
            scale);
    }

    private static (double Low, double High) Rows(double place, Bounds bounds, double scale) => (
        bounds.Max is { } max ? place - max / scale : double.NegativeInfinity,
        bounds.Min is { } min ? place - min / scale : double.PositiveInfinity);

    private static double Middle(Bounds bounds, double usual) => bounds switch
    {
        { Min: { } min, Max: { } max } => (min + max) / 2,
        _ => Math.Clamp(usual, bounds.Min ?? usual, bounds.Max ?? usual),
    };

    private static double Inside(double start, double last) => Math.Max(0, Math.Min(start, last));

    private static Placement Look(HeadGeometry head, CropWindow window, OutputBounds output) => new(
        (head.HeadTop - window.Y) * window.Scale,
        (head.EyeLine - window.Y) * window.Scale,
        head.FaceWidth * window.Scale,
        (head.CentreX - window.X) * window.Scale - output.Width / 2.0);

    private static double Cost(Placement placement, OutputBounds output, HeadAim aim)
    {
        var missed = Missed(placement.HeadTop, output.HeadTop)
            + Missed(placement.EyeLine, output.EyeLine)
            + Missed(placement.FaceWidth, output.FaceWidth)
            + Math.Abs(placement.OffCentre);
        return missed * 100
            + Math.Abs(placement.FaceWidth - aim.FaceWidth)
            + Math.Abs(placement.HeadTop - aim.HeadTop);
    }

    private static double Missed(double value, Bounds bounds) =>
        Math.Max(0, Math.Max((bounds.Min ?? value) - value, value - (bounds.Max ?? value)));
}
