using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of lids and gaze, made by moving the portrait's own skin and iris.</summary>
internal static class EyeFaults
{
    // How much of the skin above the eye is drawn down over it, in eye widths; the brow stays.
    private const double LidSkin = 0.4;
    private const double IrisRadius = 0.21;

    public static IEnumerable<FaultKind> All =>
    [
        new("eyes-closed", "both eyes shut; share of the opening that the lid covers", [FaultCodes.EyesOpen], [0.92, 0.97, 1.0], (sitter, strength, _) => Closed(sitter, strength, strength)),
        new("half-closed", "both eyes half shut; share of the opening that the lid covers", [FaultCodes.EyesOpen], [0.60, 0.68, 0.76], (sitter, strength, _) => Closed(sitter, strength, strength)),
        new("wink", "one eye shut; share of the opening that the lid covers", [FaultCodes.EyesOpen], [0.88, 0.94, 1.0], (sitter, strength, chance) =>
            chance.Below(2) == 0 ? Closed(sitter, strength, 0) : Closed(sitter, 0, strength)),
        new("gaze-aside", "looks to the side; shift of the iris in eye widths", [FaultCodes.Gaze], [0.15, 0.19, 0.23], Aside),
    ];

    /// <summary>Draws the upper lids down.</summary>
    /// <param name="sitter">Whose.</param>
    /// <param name="a">Share of the opening on the picture's left that is covered; 0 leaves the eye alone.</param>
    /// <param name="b">The same on the right.</param>
    public static Made Closed(Sitter sitter, double a, double b)
    {
        var picture = sitter.Picture.Clone();
        if (a > 0) Close(picture, sitter.Face.EyeAOutline, a);
        if (b > 0) Close(picture, sitter.Face.EyeBOutline, b);
        return new Made(picture);
    }

    private static void Close(Mat picture, Point2d[] lids, double share)
    {
        var eye = new EyeFrame(lids);
        var area = Brush.Around(picture, lids, 0.5 * eye.Width);
        const double lash = 0.035;
        Brush.Warp(picture, area, (x, y) =>
        {
            var (t, s) = eye.Of(x, y);
            if (t is < -0.02 or > 1.02) return (x, y);
            var (upper, lower) = (eye.Upper(t), eye.Lower(t));
            // Towards the corners the lids meet and nothing moves.
            var open = Math.Max(0, lower - upper);
            if (open <= 0.002) return (x, y);
            (upper, lower) = (upper - lash * Math.Min(1, open / 0.1), lower + 0.5 * lash * Math.Min(1, open / 0.1));
            var edge = upper + share * (lower - upper);
            var top = upper - LidSkin;
            if (s < top || s > lower + 0.1) return (x, y);
            if (s <= edge) return eye.Place(t, top + (s - top) * (upper - top) / (edge - top));
            if (share < 0.9) return (x, y);
            return s < lower + 0.1 ? eye.Place(t, lower + (s - edge) * 0.1 / (lower + 0.1 - edge)) : (x, y);
        });
    }

    private static Made Aside(Sitter sitter, double strength, Chance chance)
    {
        var side = chance.Side();
        var picture = sitter.Picture.Clone();
        foreach (var (lids, pupil) in ((Point2d[], Point2d)[])[(sitter.Face.EyeAOutline, sitter.PupilA), (sitter.Face.EyeBOutline, sitter.PupilB)])
        {
            var eye = new EyeFrame(lids);
            var (from, _) = eye.Of(pupil.X, pupil.Y);
            var to = Math.Clamp(from + side * strength, 0.06 + 0.6 * IrisRadius, 0.94 - 0.6 * IrisRadius);
            using var moved = picture.Clone();
            Brush.Warp(moved, Brush.Around(picture, lids, 4), (x, y) =>
            {
                var (t, s) = eye.Of(x, y);
                return eye.Place(Source(t, from, to), s);
            });
            using var between = Brush.Mask(picture.Size(), 0.02 * eye.Width, mask => Brush.Fill(mask, lids));
            Brush.Blend(picture, moved, between);
        }

        return new Made(picture);
    }

    // The iris keeps its shape; the white on either side is stretched or drawn together.
    private static double Source(double t, double from, double to)
    {
        if (t < to - IrisRadius) return to - IrisRadius <= 0.02 ? t : t * Math.Max(0, from - IrisRadius) / (to - IrisRadius);
        if (t <= to + IrisRadius) return t - to + from;
        return to + IrisRadius >= 0.98 ? t : 1 - (1 - t) * Math.Max(0, 1 - from - IrisRadius) / (1 - to - IrisRadius);
    }

    /// <summary>An eye's own coordinates: along from corner to corner, down across it, both in eye widths.</summary>
    private sealed class EyeFrame
    {
        private readonly Point2d _origin;
        private readonly double _cos, _sin;
        private readonly (double T, double S)[] _upper, _lower;

        public EyeFrame(Point2d[] lids)
        {
            var half = lids.Length / 2;
            var (from, to) = (lids[0], lids[half]);
            _origin = from;
            Width = Math.Max(1, double.Hypot(to.X - from.X, to.Y - from.Y));
            (_cos, _sin) = ((to.X - from.X) / Width, (to.Y - from.Y) / Width);
            _upper = [.. lids[..(half + 1)].Select(p => Of(p.X, p.Y))];
            _lower = [.. lids[half..].Append(lids[0]).Reverse().Select(p => Of(p.X, p.Y))];
        }

        public double Width { get; }

        public (double T, double S) Of(double x, double y)
        {
            var (dx, dy) = ((x - _origin.X) / Width, (y - _origin.Y) / Width);
            return (_cos * dx + _sin * dy, _cos * dy - _sin * dx);
        }

        public (double X, double Y) Place(double t, double s) =>
            (_origin.X + (_cos * t - _sin * s) * Width, _origin.Y + (_sin * t + _cos * s) * Width);

        public double Upper(double t) => On(_upper, t);

        public double Lower(double t) => On(_lower, t);

        private static double On((double T, double S)[] curve, double t)
        {
            if (t <= curve[0].T) return curve[0].S;
            for (var i = 1; i < curve.Length; i++)
            {
                var (a, b) = (curve[i - 1], curve[i]);
                if (t <= b.T) return a.S + (b.S - a.S) * (t - a.T) / Math.Max(1e-6, b.T - a.T);
            }

            return curve[^1].S;
        }
    }
}
