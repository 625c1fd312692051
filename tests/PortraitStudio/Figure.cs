using OpenCvSharp;

namespace CampusPhoto.PortraitStudio;

/// <summary>Draws one person. All measures are face widths from the middle between the eyes, y downwards.</summary>
internal sealed class Figure
{
    /// <summary>Top of the hair to the eyes, in face widths.</summary>
    public const double EyesBelowHair = 0.80;

    private const int SubpixelBits = 4;

    private readonly Mat _picture;
    private readonly Portrait _p;
    private readonly Point2d _eyes;
    private readonly double _face;
    private readonly Rgb _skin;
    private readonly Rgb _hair;
    private readonly Rgb _jacket;
    private readonly Random _random;
    private readonly double _turn;

    private Figure(Mat picture, Portrait p, Point2d eyes, double face, Rgb skin, Rgb hair, Rgb jacket, Random random) =>
        (_picture, _p, _eyes, _face, _skin, _hair, _jacket, _random, _turn) =
        (picture, p, eyes, face, skin, hair, jacket, random, 0.42 * Math.Sin(p.Yaw * Math.PI / 180));

    public static void Paint(Mat picture, Portrait p, Point2d eyes, double face, Rgb skin, Rgb hair, Rgb jacket, Random random)
    {
        var figure = new Figure(picture, p, eyes, face, skin, hair, jacket, random);
        figure.Body();
        figure.HairBehind();
        figure.Neck();
        figure.Head();
        figure.Eye(-1);
        figure.Eye(1);
        figure.Nose();
        figure.Mouth();
        figure.HairBefore();
        if (p.Glasses) figure.Spectacles();
        if (p.Hand) figure.HandBeforeFace();
    }

    private void Body()
    {
        Polygon(_jacket, 1, (-1.25, 3.6), (-1.22, 1.62), (-1.05, 1.36), (-0.42, 1.08), (0, 1.0), (0.42, 1.08), (1.05, 1.36), (1.22, 1.62), (1.25, 3.6));
        Polygon(_jacket, 0.8, (-1.25, 3.6), (-1.22, 1.62), (-1.1, 1.43), (-0.98, 2.2), (-0.95, 3.6));
        Polygon(_jacket, 0.8, (1.25, 3.6), (1.22, 1.62), (1.1, 1.43), (0.98, 2.2), (0.95, 3.6));
        Polygon(new Rgb(244, 245, 248), 1, (-0.36, 1.02), (0.36, 1.02), (0.1, 2.3), (-0.1, 2.3));
        Polygon(new Rgb(120, 40, 48), 1, (-0.07, 1.3), (0.07, 1.3), (0.1, 2.2), (-0.1, 2.2));
        Polygon(_jacket, 1.35, (-0.42, 1.05), (-0.34, 1.02), (-0.05, 2.35), (-0.42, 1.75));
        Polygon(_jacket, 1.35, (0.42, 1.05), (0.34, 1.02), (0.05, 2.35), (0.42, 1.75));
        if (_p.Badge) Ellipse(new Rgb(225, 20, 24), 1, 0.66, 1.62, 0.12, 0.12);
    }

    private void Neck()
    {
        Polygon(_skin, 0.86, (-0.27, 0.45), (0.27, 0.45), (0.29, 1.04), (0.16, 1.22), (0, 1.28), (-0.16, 1.22), (-0.29, 1.04));
        Ellipse(_skin, 0.72, 0, 0.72, 0.27, 0.16);
        Polygon(new Rgb(236, 238, 243), 1, (-0.34, 0.98), (-0.27, 0.95), (-0.02, 1.3), (-0.2, 1.46));
        Polygon(new Rgb(236, 238, 243), 1, (0.34, 0.98), (0.27, 0.95), (0.02, 1.3), (0.2, 1.46));
    }

    private void HairBehind() => Ellipse(_hair, 0.9, 0, -0.14, 0.545, 0.66);

    private void Head()
    {
        foreach (var side in (int[])[-1, 1])
        {
            Ellipse(_skin, 0.84, side * 0.505 - _turn * 0.25, 0.1, 0.06, 0.14);
            Ellipse(_skin, 0.7, side * 0.512 - _turn * 0.25, 0.1, 0.03, 0.08);
        }

        // Rings from the dark rim to the lighter middle make the face look round.
        const int rings = 28;
        for (var i = 0; i < rings; i++)
        {
            var share = (double)i / (rings - 1);
            var size = 1 - 0.62 * share;
            HeadShape(_skin, 0.80 + 0.24 * Math.Sqrt(share), size, 0.13 - 0.06 * share);
        }

        foreach (var side in (int[])[-1, 1])
        {
            Glow(new Rgb(214, 120, 104), 0.16, X(side * 0.27), 0.27, 0.13, 0.1);
            Glow(new Rgb(60, 36, 28), 0.2, X(side * 0.22), -0.025, 0.15, 0.075);
            Glow(new Rgb(255, 255, 255), 0.10, X(side * 0.24), 0.19, 0.1, 0.05);
        }

        Glow(new Rgb(255, 255, 255), 0.12, X(0), -0.22, 0.24, 0.1);
    }

    private void HeadShape(Rgb colour, double factor, double size, double middleY)
    {
        const int corners = 72;
        var points = new (double, double)[corners];
        for (var i = 0; i < corners; i++)
        {
            var angle = 2 * Math.PI * i / corners;
            var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
            // Below the middle the jaw narrows towards the chin.
            var jaw = sin > 0 ? 1 - 0.13 * sin * sin * Math.Abs(sin) : 1;
            points[i] = (0.5 * size * jaw * Math.Sign(cos) * Math.Pow(Math.Abs(cos), 0.92) + _turn * 0.4 * (1 - size), middleY + 0.635 * size * sin);
        }

        Polygon(colour, factor, points);
    }

    private void HairBefore()
    {
        var strand = new Rgb(_hair.R, _hair.G, _hair.B);
        (double X, double Y)[] outline =
        [
            (-0.53, 0.02), (-0.545, -0.15), (-0.53, -0.36), (-0.44, -0.58), (-0.27, -0.73), (0, -0.80), (0.27, -0.73), (0.44, -0.58),
            (0.53, -0.36), (0.545, -0.15), (0.53, 0.02), (0.485, -0.02), (0.47, -0.2), (0.38, -0.34), (0.2, -0.41), (0.02, -0.40),
            (-0.16, -0.43), (-0.36, -0.36), (-0.47, -0.2), (-0.485, -0.02),
        ];
        Polygon(strand, 1, outline);
        for (var i = 0; i < 90; i++)
        {
            var x = -0.44 + 0.88 * _random.NextDouble();
            var top = -0.76 + 0.9 * x * x;
            var from = At(x * 0.9, top + 0.03);
            var to = At(x + (_random.NextDouble() - 0.5) * 0.1, top + 0.14 + 0.16 * _random.NextDouble());
            Cv2.Line(_picture, from, to, Studio.Colour(_hair, 1.15 + 0.5 * _random.NextDouble()), Thick(0.004), LineTypes.AntiAlias);
        }
    }

    private void Eye(int side)
    {
        var x = side * 0.215;
        var open = 0.052 * _p.EyesOpen;
        var brow = Curve(x - 0.13, x + 0.13, u => -0.135 - 0.028 * (1 - u * u) + side * 0.012 * u);
        Polyline(brow, _hair, 0.9, 0.03);

        if (_p.EyesOpen < 0.15)
        {
            Glow(new Rgb(60, 30, 22), 0.25, X(x), -0.01, 0.11, 0.035);
            Polyline(Curve(x - 0.105, x + 0.105, u => 0.012 + 0.016 * (1 - u * u)), new Rgb(30, 20, 18), 1, 0.015);
            return;
        }

        var upper = Curve(x - 0.105, x + 0.105, u => 0.006 - open * (1 - u * u));
        var lower = Curve(x - 0.105, x + 0.105, u => 0.006 + open * 0.72 * (1 - u * u));
        var almond = upper.Concat(lower.Reverse()).ToArray();
        Polygon(new Rgb(240, 236, 232), 1, almond);
        using (var iris = _picture.Clone())
        using (var inside = new Mat(_picture.Size(), MatType.CV_8UC1, Scalar.All(0)))
        {
            Fill(inside, Scalar.All(255), almond);
            Disc(iris, new Rgb(52, 34, 24), x, 0, 0.05);
            Disc(iris, new Rgb(84, 56, 38), x, 0.012, 0.036);
            Disc(iris, new Rgb(10, 8, 8), x, 0, 0.023);
            Disc(iris, new Rgb(255, 255, 255), x + 0.017, -0.016, 0.0085);
            iris.CopyTo(_picture, inside);
        }

        Polyline(upper, new Rgb(26, 18, 16), 1, 0.015);
        Polyline(lower, _skin, 0.62, 0.005);
        Polyline(Curve(x - 0.1, x + 0.1, u => -0.022 - open * (1 - u * u)), _skin, 0.68, 0.006);
    }

    private void Nose()
    {
        Glow(new Rgb(70, 36, 24), 0.16, X(-0.075), 0.14, 0.03, 0.16);
        Glow(new Rgb(70, 36, 24), 0.16, X(0.075), 0.14, 0.03, 0.16);
        Glow(new Rgb(255, 255, 255), 0.2, X(0), 0.12, 0.025, 0.18);
        Glow(new Rgb(255, 255, 255), 0.2, X(0) + _turn * 0.15, 0.27, 0.04, 0.03);
        Glow(new Rgb(60, 28, 20), 0.34, X(0), 0.345, 0.11, 0.03);
        foreach (var side in (int[])[-1, 1])
        {
            Ellipse(new Rgb(70, 36, 30), 1, X(side * 0.045) + _turn * 0.1, 0.33, 0.022, 0.011);
            Polyline(Curve(side * 0.1 - 0.022, side * 0.1 + 0.022, u => 0.3 + 0.03 * u * side), _skin, 0.66, 0.01);
        }
    }

    private void Mouth()
    {
        var lip = new Rgb((byte)(_skin.R * 0.80), (byte)(_skin.G * 0.54), (byte)(_skin.B * 0.56));
        var gap = 0.14 * _p.MouthOpen;
        var middle = 0.505;
        var top = Curve(-0.165, 0.165, u => middle - 0.048 * (1 - u * u) + 0.014 * Math.Exp(-30 * u * u) - gap * 0.3 * (1 - u * u));
        var lineUp = Curve(-0.165, 0.165, u => middle + 0.006 * (1 - u * u) - gap * 0.3 * (1 - u * u));
        var lineDown = Curve(-0.165, 0.165, u => middle + 0.006 * (1 - u * u) + gap * (1 - u * u));
        var bottom = Curve(-0.165, 0.165, u => middle + 0.064 * (1 - u * u) + gap * (1 - u * u));
        Polygon(lip, 0.92, [.. top, .. lineUp.Reverse()]);
        Polygon(lip, 1.06, [.. lineDown, .. bottom.Reverse()]);
        if (gap > 0)
        {
            Polygon(new Rgb(62, 20, 22), 1, [.. lineUp, .. lineDown.Reverse()]);
            Polygon(new Rgb(238, 234, 226), 1, [.. lineUp, .. Curve(-0.165, 0.165, u => middle + (0.006 + gap * 0.25) * (1 - u * u)).Reverse()]);
        }

        Polyline(lineUp, new Rgb(84, 34, 34), 1, 0.009);
        Glow(new Rgb(255, 255, 255), 0.14, X(0), middle + 0.036 + gap, 0.05, 0.012);
        Glow(new Rgb(60, 30, 22), 0.2, X(0), 0.60 + gap, 0.1, 0.02);
    }

    private void Spectacles()
    {
        var frame = new Rgb(40, 36, 36);
        foreach (var side in (int[])[-1, 1])
        {
            Cv2.Ellipse(_picture, At(X(side * 0.22), 0.02), Axes(0.155, 0.12), 0, 0, 360, Studio.Colour(frame), Thick(0.012), LineTypes.AntiAlias);
            Cv2.Line(_picture, At(X(side * 0.375), 0), At(side * 0.5, -0.02), Studio.Colour(frame), Thick(0.012), LineTypes.AntiAlias);
        }

        Cv2.Line(_picture, At(X(-0.065), 0), At(X(0.065), 0), Studio.Colour(frame), Thick(0.012), LineTypes.AntiAlias);
    }

    private void HandBeforeFace()
    {
        for (var finger = 0; finger < 4; finger++)
        {
            Cv2.Line(_picture, At(-0.5, 0.75 - 0.13 * finger), At(0.25, 0.68 - 0.13 * finger), Studio.Colour(_skin, 0.9), Thick(0.12), LineTypes.AntiAlias);
            Cv2.Line(_picture, At(-0.5, 0.815 - 0.13 * finger), At(0.22, 0.745 - 0.13 * finger), Studio.Colour(_skin, 0.6), Thick(0.012), LineTypes.AntiAlias);
        }
    }

    // Features lie on a curved face: turning it moves them, and brings those of the far side together.
    private double X(double x) => x * Math.Cos(_turn * 2) + _turn * (1 - 1.6 * x * x);

    private (double X, double Y)[] Curve(double from, double to, Func<double, double> y)
    {
        const int steps = 24;
        return [.. Enumerable.Range(0, steps + 1).Select(i =>
        {
            var u = 2.0 * i / steps - 1;
            return (X((from + to) / 2 + u * (to - from) / 2), y(u));
        })];
    }

    private Point At(double x, double y) => new((int)Math.Round(_eyes.X + x * _face), (int)Math.Round(_eyes.Y + y * _face));

    private Size Axes(double x, double y) => new(Math.Max(1, (int)Math.Round(x * _face)), Math.Max(1, (int)Math.Round(y * _face)));

    private int Thick(double width) => Math.Max(1, (int)Math.Round(width * _face));

    private Point Fine((double X, double Y) at)
    {
        const int parts = 1 << SubpixelBits;
        return new Point((int)Math.Round((_eyes.X + at.X * _face) * parts), (int)Math.Round((_eyes.Y + at.Y * _face) * parts));
    }

    private void Fill(Mat target, Scalar colour, (double, double)[] points) =>
        Cv2.FillPoly(target, [points.Select(Fine)], colour, LineTypes.AntiAlias, SubpixelBits);

    private void Polygon(Rgb colour, double factor, params (double, double)[] points) => Fill(_picture, Studio.Colour(colour, factor), points);

    private void Polyline((double, double)[] points, Rgb colour, double factor, double width) =>
        Cv2.Polylines(_picture, [points.Select(Fine)], false, Studio.Colour(colour, factor), Thick(width), LineTypes.AntiAlias, SubpixelBits);

    private void Ellipse(Rgb colour, double factor, double x, double y, double width, double height) =>
        Cv2.Ellipse(_picture, At(x, y), Axes(width, height), 0, 0, 360, Studio.Colour(colour, factor), -1, LineTypes.AntiAlias);

    private void Disc(Mat target, Rgb colour, double x, double y, double radius) =>
        Cv2.Circle(target, At(X(x), y), Thick(radius), Studio.Colour(colour), -1, LineTypes.AntiAlias);

    // Mixes a colour in, most in the middle and none at the rim.
    private void Glow(Rgb colour, double strength, double x, double y, double width, double height)
    {
        var reach = Axes(width * 2, height * 2);
        var middle = At(x, y);
        var area = new Rect(middle.X - reach.Width, middle.Y - reach.Height, 2 * reach.Width, 2 * reach.Height)
            & new Rect(0, 0, _picture.Width, _picture.Height);
        if (area.Width <= 0 || area.Height <= 0) return;
        using var part = new Mat(_picture, area);
        for (var row = 0; row < area.Height; row++)
        {
            for (var column = 0; column < area.Width; column++)
            {
                var dx = (area.X + column - middle.X) / (width * _face);
                var dy = (area.Y + row - middle.Y) / (height * _face);
                var share = strength * Math.Exp(-1.2 * (dx * dx + dy * dy));
                var old = part.At<Vec3b>(row, column);
                part.Set(row, column, new Vec3b(
                    Mixed(old.Item0, colour.B, share), Mixed(old.Item1, colour.G, share), Mixed(old.Item2, colour.R, share)));
            }
        }
    }

    private static byte Mixed(byte old, byte added, double share) => (byte)Math.Round(old + (added - old) * share);
}
