using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring.Patches;

/// <summary>A part of every face that is looked at in one place and size, whoever's face it is.</summary>
/// <param name="Name">How models and files call it.</param>
/// <param name="Width">Of the patch, in pixels.</param>
/// <param name="Height">Of the patch, in pixels.</param>
internal sealed record PatchView(string Name, int Width, int Height)
{
    /// <summary>One eye with its brow; the outer corner is on the left.</summary>
    public static readonly PatchView Eye = new("eye", 80, 64);

    /// <summary>Half of the face below the eyes, past its middle; the cheek is on the left.</summary>
    public static readonly PatchView HalfFace = new("half-face", 64, 80);

    /// <summary>Forehead and hair.</summary>
    public static readonly PatchView Crown = new("crown", 96, 64);

    /// <summary>The face from above the brows to the chin.</summary>
    public static readonly PatchView Front = new("front", 80, 96);

    public static readonly IReadOnlyList<PatchView> All = [Eye, HalfFace, Crown, Front];

    private const double EyeWidth = 40;

    // In face widths from the middle between the eyes.
    private const double CheekSide = -0.56, PastMiddle = 0.12, BelowEyes = 0.10;
    private const double CrownSide = 0.6, AboveEyes = 0.15;
    private const double FrontSide = 0.42, FrontBelow = 0.225;
    private const int EyeAOuter = 33, EyeAInner = 133, EyeBInner = 362, EyeBOuter = 263;

    /// <summary>Where the view lies on a face: both eyes or halves, or the one crown or front; the picture's left first.</summary>
    public IReadOnlyList<PatchPlace> On(FaceShape face)
    {
        if (this == Eye) return [EyePlace(face.At(EyeAOuter), face.At(EyeAInner), false), EyePlace(face.At(EyeBOuter), face.At(EyeBInner), true)];
        var (a, b) = (face.EyeA, face.EyeB);
        var apart = Math.Max(1e-3, double.Hypot(b.X - a.X, b.Y - a.Y));
        var level = new Point2d((b.X - a.X) / apart, (b.Y - a.Y) / apart);
        var eyes = new Point2d((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        if (this == Crown)
        {
            var step = 2 * CrownSide * face.Width / Width;
            return [Place(eyes, level, 0, -AboveEyes * face.Width - Height * step / 2, step, false)];
        }

        if (this == Front) return [Place(eyes, level, 0, FrontBelow * face.Width, 2 * FrontSide * face.Width / Width, false)];

        var size = (PastMiddle - CheekSide) * face.Width / Width;
        var (aside, below) = ((PastMiddle + CheekSide) / 2 * face.Width, BelowEyes * face.Width + Height * size / 2);
        return [Place(eyes, level, aside, below, size, false), Place(eyes, level, -aside, below, size, true)];
    }

    private static PatchPlace EyePlace(Point2d outer, Point2d inner, bool mirrored) => new(
        new Point2d((outer.X + inner.X) / 2, (outer.Y + inner.Y) / 2), new Point2d((inner.X - outer.X) / EyeWidth, (inner.Y - outer.Y) / EyeWidth), mirrored);

    private static PatchPlace Place(Point2d origin, Point2d level, double aside, double below, double step, bool mirrored) => new(
        new Point2d(origin.X + aside * level.X - below * level.Y, origin.Y + aside * level.Y + below * level.X),
        mirrored ? new Point2d(-level.X * step, -level.Y * step) : new Point2d(level.X * step, level.Y * step), mirrored);
}

/// <summary>Where a patch lies in a picture.</summary>
/// <param name="Middle">Its middle, in pixels of the picture.</param>
/// <param name="Right">What one pixel to the right in the patch is in the picture.</param>
/// <param name="Mirrored">Whether the patch is seen in a mirror.</param>
internal readonly record struct PatchPlace(Point2d Middle, Point2d Right, bool Mirrored)
{
    // A patch of which more lies outside the picture would show its edge, not the face.
    private const double MostOutside = 0.15;

    private Point2d Down => Mirrored ? new Point2d(Right.Y, -Right.X) : new Point2d(-Right.Y, Right.X);

    /// <summary>Whether next to all of the patch is in a picture of that size.</summary>
    public bool IsIn(Size picture, PatchView view)
    {
        var (x, y) = (Math.Abs(Right.X) * view.Width + Math.Abs(Down.X) * view.Height, Math.Abs(Right.Y) * view.Width + Math.Abs(Down.Y) * view.Height);
        var outside = Math.Max(Math.Max(0, x / 2 - Middle.X), Math.Max(0, Middle.X + x / 2 - picture.Width)) / x;
        return Math.Max(outside, Math.Max(Math.Max(0, y / 2 - Middle.Y), Math.Max(0, Middle.Y + y / 2 - picture.Height)) / y) <= MostOutside;
    }

    /// <summary>The luma of the patch. The caller disposes it.</summary>
    public Mat Cut(Mat luma, PatchView view)
    {
        var down = Down;
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            Right.X, down.X, Middle.X - (Right.X * view.Width + down.X * view.Height) / 2,
            Right.Y, down.Y, Middle.Y - (Right.Y * view.Width + down.Y * view.Height) / 2,
        });
        var patch = new Mat();
        Cv2.WarpAffine(luma, patch, toPicture, new Size(view.Width, view.Height), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return patch;
    }
}
