using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Glasses drawn onto the face, plain and faulty.</summary>
internal static class GlassesFaults
{
    public static IEnumerable<FaultKind> All =>
    [
        new("sunglasses", "dark glasses; opacity of the lenses", [FaultCodes.TintedGlasses, FaultCodes.EyesOpen, FaultCodes.Occlusion], [0.80, 0.90, 1.0], (sitter, strength, chance) =>
            Worn(sitter, new Glasses(chance) { Lens = Scalar.All(chance.Between(8, 30)), Opacity = strength, Rim = chance.Between(0.014, 0.03) })),
        new("tinted-glasses", "coloured lenses through which the eyes are seen; opacity", [FaultCodes.TintedGlasses], [0.40, 0.52, 0.66], (sitter, strength, chance) =>
            Worn(sitter, new Glasses(chance)
            {
                Lens = chance.Of(new Scalar(25, 45, 80), new Scalar(90, 50, 30), new Scalar(50, 50, 50), new Scalar(60, 40, 110), new Scalar(40, 70, 45)),
                Opacity = strength, Rim = chance.Between(0.01, 0.02),
            })),
        new("glare", "light reflected by the lenses; share of their width", [FaultCodes.GlassesGlare], [0.35, 0.55, 0.85], (sitter, strength, chance) =>
            Worn(sitter, new Glasses(chance) { Rim = chance.Between(0.008, 0.02), Glare = strength })),
        new("heavy-frame", "thick dark frames; thickness in face widths", [FaultCodes.HeavyFrame, FaultCodes.GlassesFrame], [0.042, 0.055, 0.070], (sitter, strength, chance) =>
            Worn(sitter, new Glasses(chance) { Rim = strength, Colour = Scalar.All(chance.Between(5, 30)), Height = chance.Between(0.125, 0.15) })),
        new("frame-over-eyes", "glasses slipped so that a rim crosses the eyes; thickness in face widths", [FaultCodes.GlassesFrame], [0.018, 0.026, 0.034], (sitter, strength, chance) =>
        {
            var glasses = new Glasses(chance) { Rim = strength, Colour = Scalar.All(chance.Between(5, 35)), Height = chance.Between(0.10, 0.13) };
            // The upper rim lies on the pupils, or the lower one.
            return Worn(sitter, glasses with { Down = chance.Side() * glasses.Height + chance.Between(-0.008, 0.008) });
        }),
    ];

    /// <summary>Glasses: measures in face widths.</summary>
    internal sealed record Glasses
    {
        public Glasses(Chance chance)
        {
            (Roundness, Width, Height) = (chance.Of(2.0, 2.6, 3.4), chance.Between(0.185, 0.21), chance.Between(0.125, 0.165));
            Colour = chance.Of(Scalar.All(28), new Scalar(30, 45, 70), new Scalar(90, 95, 100), new Scalar(40, 30, 25));
            GlareSide = chance.Between(-0.3, 0.3);
            GlareHue = chance.Of(new Scalar(255, 255, 255), new Scalar(255, 246, 230), new Scalar(235, 255, 238));
        }

        public double Roundness { get; init; }

        public double Width { get; init; }

        public double Height { get; init; }

        public double Down { get; init; } = 0.025;

        public double Rim { get; init; }

        public Scalar Colour { get; init; }

        public Scalar Lens { get; init; }

        public double Opacity { get; init; }

        public double Glare { get; init; }

        public double GlareSide { get; init; }

        public Scalar GlareHue { get; init; }
    }

    public static Made Worn(Sitter sitter, Glasses glasses) => LightFaults.Changed(sitter, picture => PutOn(picture, sitter, glasses));

    private static void PutOn(Mat picture, Sitter sitter, Glasses glasses)
    {
        var w = sitter.W;
        var apart = double.Hypot(sitter.PupilB.X - sitter.PupilA.X, sitter.PupilB.Y - sitter.PupilA.Y) / w / 2;
        var soft = Math.Max(0.7, 0.0025 * w);
        var rim = Math.Max(1.5, glasses.Rim * w);
        Point2d[][] lenses = [Lens(sitter, glasses, -apart), Lens(sitter, glasses, apart)];

        // Frames throw a soft shadow onto the cheeks.
        Brush.Darken(picture, 0.82, 0.012 * w, mask =>
        {
            foreach (var lens in lenses) Brush.Loop(mask, rim, lens.Select(p => new Point2d(p.X, p.Y + 0.018 * w)));
        });
        if (glasses.Opacity > 0)
            Brush.Paint(picture, glasses.Lens, glasses.Opacity, soft, mask => Array.ForEach(lenses, lens => Brush.Fill(mask, lens)));
        if (glasses.Glare > 0) Reflect(picture, sitter, glasses, lenses, apart);
        else
        {
            Brush.Paint(picture, Scalar.All(255), 0.06, 0.03 * w, mask =>
            {
                foreach (var side in (double[])[-apart, apart])
                    Brush.Line(mask, 0.03 * w, sitter.At(side - 0.1, glasses.Down - 0.02), sitter.At(side + 0.02, glasses.Down - 0.09));
            });
        }

        Brush.Paint(picture, glasses.Colour, 1, soft, mask =>
        {
            foreach (var lens in lenses) Brush.Loop(mask, rim, lens);
            var bridge = glasses.Down - 0.03;
            var inner = apart - glasses.Width;
            Brush.Line(mask, rim * 0.9, sitter.At(-inner, bridge), sitter.At(-inner * 0.4, bridge - 0.02), sitter.At(inner * 0.4, bridge - 0.02), sitter.At(inner, bridge));
            var (earA, earB) = (sitter.Mesh(127), sitter.Mesh(356));
            Brush.Line(mask, rim * 0.8, sitter.At(-apart - glasses.Width, glasses.Down - 0.05), earA);
            Brush.Line(mask, rim * 0.8, sitter.At(apart + glasses.Width, glasses.Down - 0.05), earB);
        });
        // An edge of light makes the frame round.
        Brush.Paint(picture, Scalar.All(235), 0.22, soft, mask =>
        {
            foreach (var lens in lenses) Brush.Loop(mask, Math.Max(1, rim * 0.18), lens.Select(p => new Point2d(p.X, p.Y - rim * 0.2)));
        });
    }

    private static void Reflect(Mat picture, Sitter sitter, Glasses glasses, Point2d[][] lenses, double apart)
    {
        var w = sitter.W;
        using var inside = Brush.Mask(picture.Size(), 1, mask => Array.ForEach(lenses, lens => Brush.Fill(mask, lens)));
        using var band = Brush.Mask(picture.Size(), 0.010 * w, mask =>
        {
            foreach (var side in (double[])[-apart, apart])
            {
                var (half, middle) = (glasses.Width * glasses.Glare, side + glasses.GlareSide * glasses.Width * (1 - glasses.Glare));
                Brush.Fill(
                    mask, sitter.At(middle - half + 0.05, glasses.Down - 0.2), sitter.At(middle + half + 0.05, glasses.Down - 0.2),
                    sitter.At(middle + half - 0.05, glasses.Down + 0.2), sitter.At(middle - half - 0.05, glasses.Down + 0.2));
            }
        });
        using var share = new Mat();
        Cv2.Multiply(inside, band, share, 0.9);
        using var layer = new Mat(picture.Size(), MatType.CV_8UC3, glasses.GlareHue);
        Brush.Blend(picture, layer, share);
    }

    private static Point2d[] Lens(Sitter sitter, Glasses glasses, double middle)
    {
        const int corners = 72;
        return [.. Enumerable.Range(0, corners).Select(i =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
            double Bent(double value) => Math.Sign(value) * Math.Pow(Math.Abs(value), 2 / glasses.Roundness);
            return sitter.At(middle + glasses.Width * Bent(cos), glasses.Down + glasses.Height * Bent(sin));
        })];
    }
}
