using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of mouth and expression.</summary>
internal static class MouthFaults
{
    private static readonly int[] InnerUpper = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
    private static readonly int[] InnerLower = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    public static IEnumerable<FaultKind> All =>
    [
        new("mouth-open", "the jaw lowered; gap in face widths", [FaultCodes.MouthClosed, FaultCodes.Teeth], [0.09, 0.13, 0.20], (sitter, strength, chance) =>
            Opened(sitter, strength, chance.Between(0.15, 0.45), 0)),
        new("smile-teeth", "corners up, teeth seen; gap in face widths", [FaultCodes.Teeth, FaultCodes.Smile, FaultCodes.MouthClosed, FaultCodes.Expression], [0.045, 0.06, 0.08], (sitter, strength, chance) =>
            Opened(sitter, strength, chance.Between(0.85, 1), chance.Between(0.035, 0.05))),
        new("expression", "brows raised, frowning, or lips pursed; how far in face widths", [FaultCodes.Expression], [0.045, 0.060, 0.080], Grimace),
    ];

    /// <summary>Parts the lips.</summary>
    /// <param name="sitter">Whose.</param>
    /// <param name="gap">Height in face widths.</param>
    /// <param name="teeth">Share of the gap in which teeth are seen.</param>
    /// <param name="smile">How far the corners are drawn out and up, in face widths.</param>
    public static Made Opened(Sitter sitter, double gap, double teeth, double smile)
    {
        var w = sitter.W;
        var picture = sitter.Picture.Clone();
        if (smile > 0)
        {
            var (a, b) = (sitter.Mesh(61), sitter.Mesh(291));
            Brush.Push(
                picture, 0.5 * w,
                (a, new Point2d(-smile * w, -0.8 * smile * w), 0.07 * w), (b, new Point2d(smile * w, -0.8 * smile * w), 0.07 * w),
                (sitter.Mesh(50), new Point2d(-0.15 * smile * w, -0.35 * smile * w), 0.09 * w), (sitter.Mesh(280), new Point2d(0.15 * smile * w, -0.35 * smile * w), 0.09 * w));
        }

        // The line of the lips in the face's own coordinates, from corner to corner.
        var (left, right) = (sitter.Mesh(78), sitter.Mesh(308));
        var width = double.Hypot(right.X - left.X, right.Y - left.Y);
        var (cos, sin) = ((right.X - left.X) / width, (right.Y - left.Y) / width);
        (double T, double S) Of(double x, double y) => ((cos * (x - left.X) + sin * (y - left.Y)) / width, (cos * (y - left.Y) - sin * (x - left.X)) / w);
        (double X, double Y) Place(double t, double s) => (left.X + cos * t * width - sin * s * w, left.Y + sin * t * width + cos * s * w);
        var line = InnerUpper.Zip(InnerLower).Select(pair =>
        {
            var (u, v) = (sitter.Mesh(pair.First), sitter.Mesh(pair.Second));
            return Of((u.X + v.X) / 2, (u.Y + v.Y) / 2);
        }).ToArray();
        double Lips(double t)
        {
            for (var i = 1; i < line.Length; i++)
            {
                if (t <= line[i].T) return line[i - 1].S + (line[i].S - line[i - 1].S) * Math.Clamp((t - line[i - 1].T) / Math.Max(1e-6, line[i].T - line[i - 1].T), 0, 1);
            }

            return line[^1].S;
        }

        var stretch = 1 + 2 * smile * w / width;
        // With a smile the corners have moved apart and up.
        double Along(double t) => (t - 0.5) / stretch + 0.5;
        double Line(double t) => Lips(Along(t)) - smile * 0.8 * Brush.Square(2 * Along(t) - 1);
        double Open(double t) => Math.Abs(2 * Along(t) - 1) >= 1 ? 0 : gap * Math.Pow(1 - Brush.Square(2 * Along(t) - 1), 0.75);
        var reach = 0.62;
        var before = picture.Clone();
        using (before)
        {
            var area = Brush.Around(picture, [left, right], 0.95 * w);
            Brush.Warp(picture, area, (x, y) =>
            {
                var (t, s) = Of(x, y);
                // The chin goes down as a whole, the cheeks a little.
                var jaw = gap * Math.Exp(-Brush.Square((Along(t) - 0.5) / 0.75) / 2) * 0.8;
                var (lips, open) = (Line(t), Open(t));
                var (up, down) = (0.2 * open, 0.8 * open);
                if (s < lips)
                {
                    var lift = up * Math.Max(0, 1 - (lips - s) / 0.12);
                    return Place(t, Math.Min(lips, s + lift));
                }

                var depth = s - lips;
                var fall = down + (jaw - down) * Brush.Step(0.02, 0.22, depth);
                return Place(t, Math.Max(lips, s - fall * (1 - Brush.Step(0.3, reach, depth))));
            });
        }

        Inside(picture, sitter, Brush.Around(picture, [left, right], 0.4 * w), Of, Line, Open, teeth);
        return new Made(picture);
    }

    private static void Inside(
        Mat picture, Sitter sitter, Rect area, Func<double, double, (double T, double S)> of,
        Func<double, double> line, Func<double, double> open, double teeth)
    {
        var soft = Math.Max(0.004, 1.2 / sitter.W);
        var light = Math.Clamp((sitter.Skin.Val0 + sitter.Skin.Val1 + sitter.Skin.Val2) / 3 / 150, 0.5, 1.2);
        Brush.Each(picture, area, (x, y, b, g, r) =>
        {
            var (t, s) = of(x, y);
            var height = open(t);
            if (height <= 0.002) return (b, g, r);
            var from = line(t) - 0.2 * height;
            var share = Brush.Step(-soft, soft, s - from) * Brush.Step(-soft, soft, from + height - s);
            if (share <= 0) return (b, g, r);
            var deep = (s - from) / height;
            // Single teeth are told by the darker gaps between them.
            var tooth = 0.9 + 0.1 * Math.Abs(Math.Sin(t * 3.1416 * 6.5));
            var side = 1 - 0.5 * Brush.Square(2 * t - 1);
            var (ib, ig, ir) = deep < teeth
                ? (196 * tooth * side, 212 * tooth * side, 222 * tooth * side)
                : (52 - 14 * deep + 40 * Brush.Step(0.75, 1, deep), 40 + 36 * Brush.Step(0.75, 1, deep), 78 + 76 * Brush.Step(0.75, 1, deep));
            return (b + (ib * light - b) * share, g + (ig * light - g) * share, r + (ir * light - r) * share);
        });
    }

    private static Made Grimace(Sitter sitter, double strength, Chance chance)
    {
        var w = sitter.W;
        var by = strength * w;
        var picture = sitter.Picture.Clone();
        switch (chance.Below(3))
        {
            case 0:
                // Brows up.
                Brush.Push(picture, 0.35 * w, [.. new[] { 105, 66, 52, 334, 296, 282 }.Select(i => (sitter.Mesh(i), new Point2d(0, -0.75 * by), 0.055 * w))]);
                break;
            case 1:
                // Brows together and down, mouth corners down.
                Brush.Push(
                    picture, 0.35 * w,
                    (sitter.Mesh(55), new Point2d(0.7 * by, 0.9 * by), 0.05 * w), (sitter.Mesh(285), new Point2d(-0.7 * by, 0.9 * by), 0.05 * w),
                    (sitter.Mesh(61), new Point2d(0, 0.9 * by), 0.06 * w), (sitter.Mesh(291), new Point2d(0, 0.9 * by), 0.06 * w));
                break;
            default:
                // Lips pushed together.
                Brush.Push(
                    picture, 0.4 * w,
                    (sitter.Mesh(61), new Point2d(1.1 * by, 0), 0.08 * w), (sitter.Mesh(291), new Point2d(-1.1 * by, 0), 0.08 * w),
                    (sitter.Mesh(0), new Point2d(0, -0.35 * by), 0.04 * w), (sitter.Mesh(17), new Point2d(0, 0.45 * by), 0.04 * w));
                break;
        }

        return new Made(picture);
    }
}
