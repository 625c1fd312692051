using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faces that something covers: hair, hands, masks, veils, hats.</summary>
internal static class CoverFaults
{
    private static readonly int[] Jaw = [132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361];

    public static IEnumerable<FaultKind> All =>
    [
        new("hair-over-eyes", "strands hang over one or both eyes; how many", [FaultCodes.HairOverEyes, FaultCodes.Occlusion, FaultCodes.EyesOpen], [70, 120, 200], Strands),
        new("hand-mouth", "a hand before the mouth; fingers", [FaultCodes.Hands, FaultCodes.Occlusion], [2, 3, 4], (sitter, strength, chance) => Hand(sitter, (int)strength, chance, 0.44)),
        new("hand-cheek", "a hand at the cheek; fingers", [FaultCodes.Hands, FaultCodes.Occlusion], [2, 3, 4], (sitter, strength, chance) => Cheek(sitter, (int)strength, chance)),
        new("hand-chin", "a fist under the chin; how far up in face widths", [FaultCodes.Hands, FaultCodes.Occlusion], [0.02, 0.08, 0.14], Fist),
        new("hand-palm", "the palm before the mouth, in the face's own skin; width in face widths", [FaultCodes.Hands, FaultCodes.Occlusion], [0.32, 0.42, 0.54], PalmBefore),
        new("hand-eye", "a hand before one eye; fingers", [FaultCodes.Hands, FaultCodes.EyesOpen, FaultCodes.HairOverEyes, FaultCodes.GlassesFrame, FaultCodes.Occlusion], [2, 3, 4], (sitter, strength, chance) => Hand(sitter, (int)strength, chance, 0.02)),
        new("face-mask", "a medical mask; 1 below the nose, 2 on its tip, 3 on its bridge", [FaultCodes.Occlusion, FaultCodes.Hands, FaultCodes.MouthClosed], [1, 2, 3], Mask),
        new("veil", "cloth before the lower face; its upper edge below the eyes in face widths", [FaultCodes.Hands, FaultCodes.Occlusion, FaultCodes.Headwear, FaultCodes.HeadwearShape], [0.34, 0.24, 0.14], Veil),
        new("cap", "a cap with a peak; how deep over the forehead in face widths", [FaultCodes.HeadwearShape, FaultCodes.HeadwearWorn, FaultCodes.Headwear], [0.0, 0.06, 0.12], Cap),
        new("knit-hat", "a knitted hat; how deep over the forehead in face widths", [FaultCodes.HeadwearShape, FaultCodes.HeadwearWorn, FaultCodes.Headwear], [0.0, 0.06, 0.12], KnitHat),
        new("headscarf", "a scarf around a free face; how wide in face widths", [FaultCodes.HeadwearShape, FaultCodes.Headwear], [0.10, 0.15, 0.20], Headscarf),
    ];

    private static Made Strands(Sitter sitter, double strength, Chance chance)
    {
        var both = chance.Below(2) == 0;
        var side = chance.Side();
        var hair = sitter.Hair;
        var top = (sitter.Face.ForeheadY - sitter.Eyes.Y) / sitter.W - 0.04;
        return LightFaults.Changed(sitter, picture =>
        {
            for (var i = 0; i < strength; i++)
            {
                var eye = both ? chance.Side() : side;
                var (start, end) = (eye * chance.Between(0.02, 0.42), eye * chance.Between(0.08, 0.42));
                var down = chance.Between(0.04, 0.2);
                var bend = chance.Between(-0.06, 0.06);
                var tone = chance.Between(0.7, 1.35);
                var line = Enumerable.Range(0, 13).Select(step =>
                {
                    var u = step / 12.0;
                    return sitter.At(start + (end - start) * u + bend * Math.Sin(3.14 * u), top + (down - top) * u);
                }).ToArray();
                var colour = new Scalar(hair.Val0 * tone, hair.Val1 * tone, hair.Val2 * tone);
                Cv2.Polylines(
                    picture, [line.Select(p => new Point((int)(p.X * 16), (int)(p.Y * 16)))], false, colour,
                    Math.Max(1, (int)Math.Round(chance.Between(0.004, 0.014) * sitter.W)), LineTypes.AntiAlias, 4);
            }
        });
    }

    private static Made Hand(Sitter sitter, int fingers, Chance chance, double down)
    {
        var side = chance.Side();
        // From the shoulder's side, rising a little, the tips past the middle; before an eye they end at the nose.
        var lean = chance.Between(0.25, 0.5);
        var tip = down < 0.2 ? side * 0.06 : -side * chance.Between(0.12, 0.2);
        return LightFaults.Changed(sitter, picture =>
        {
            for (var finger = 0; finger < fingers; finger++)
            {
                var lower = (finger - (fingers - 1) / 2.0) * 0.115;
                var shorter = 0.05 * Math.Abs(finger - 1);
                Finger(
                    picture, sitter, sitter.At(side * 0.75, down + lower + lean * 0.8), sitter.At(tip + side * shorter, down + lower), 0.062, chance);
            }

            Palm(picture, sitter, side, down, lean, chance);
        });
    }

    private static Made Cheek(Sitter sitter, int fingers, Chance chance)
    {
        var side = chance.Side();
        return LightFaults.Changed(sitter, picture =>
        {
            for (var finger = 0; finger < fingers; finger++)
            {
                var aside = side * (0.40 - 0.115 * finger);
                Finger(picture, sitter, sitter.At(aside + side * 0.12, 1.05), sitter.At(aside, 0.16 + 0.05 * Math.Abs(finger - 1)), 0.06, chance);
            }
        });
    }

    private static Made Fist(Sitter sitter, double strength, Chance chance)
    {
        var (side, chin) = (chance.Side() * chance.Between(0, 0.2), (sitter.Face.ChinY - sitter.Eyes.Y) / sitter.W);
        return LightFaults.Changed(sitter, picture =>
        {
            Palm(picture, sitter, Math.Sign(side) * 0.25, chin + 0.1 - strength, 0.2, chance);
            for (var finger = 0; finger < 4; finger++)
            {
                var aside = side + (finger - 1.5) * 0.125;
                Finger(picture, sitter, sitter.At(aside + 0.01, chin + 0.36), sitter.At(aside, chin - strength + 0.02 * Math.Abs(finger - 1.5)), 0.068, chance);
            }
        });
    }

    // The cheek's own skin, enlarged and turned, with the lines of a palm: neither its colour nor its grain is strange.
    private static Made PalmBefore(Sitter sitter, double strength, Chance chance)
    {
        var (w, side) = (sitter.W, chance.Side());
        var middle = sitter.At(side * chance.Between(0, 0.16), chance.Between(0.42, 0.62));
        var from = sitter.Mesh(side < 0 ? 50 : 280);
        var (lean, height) = (chance.Between(-50, 50), chance.Between(0.9, 1.5));
        var (sin, cos) = Math.SinCos(chance.Between(-1, 1));
        return LightFaults.Changed(sitter, picture =>
        {
            using var share = Brush.Mask(picture.Size(), 0.008 * w, mask => Cv2.Ellipse(
                mask, new Point(middle.X, middle.Y), new Size(strength / 2 * w, strength / 2 * height * w), lean, 0, 360, Scalar.All(255), -1, LineTypes.AntiAlias));
            using var layer = picture.Clone();
            var reach = 0.07 * w / (strength * w);
            Brush.Warp(layer, Brush.Around(layer, [middle], strength * w), (x, y) =>
            {
                var (dx, dy) = ((x - middle.X) * reach, (y - middle.Y) * reach);
                return (from.X + cos * dx - sin * dy, from.Y + sin * dx + cos * dy);
            });
            var tone = chance.Between(0.82, 1.0);
            var stains = Brush.Waves(chance, 0.25 * w);
            Brush.Shade(layer, (x, y) => tone * (1.04 - 0.9 * (Brush.Square((x - middle.X) / w) + Brush.Square((y - middle.Y) / w))) + 0.04 * stains(x, y));
            for (var line = 0; line < 3; line++)
            {
                var (start, end) = (sitter.At(-0.3 + 0.1 * line, 0.3 + 0.12 * line), sitter.At(0.3, 0.42 + 0.14 * line + chance.Between(-0.1, 0.1)));
                Brush.Darken(layer, 0.86, 0.004 * w, mask => Brush.Line(mask, 0.01 * w, start, new Point2d((start.X + end.X) / 2, (start.Y + end.Y) / 2 + 0.04 * w), end));
            }

            Brush.Darken(picture, 0.75, 0.03 * w, mask => Cv2.Ellipse(
                mask, new Point(middle.X, middle.Y + 0.03 * w), new Size(strength / 2 * w, strength / 2 * height * w), lean, 0, 360, Scalar.All(255), -1));
            Brush.Blend(picture, layer, share);
        });
    }

    // One finger: round by its shading, with creases at the joints and a nail.
    private static void Finger(Mat picture, Sitter sitter, Point2d root, Point2d tip, double half, Chance chance)
    {
        var w = sitter.W;
        var (dx, dy) = (tip.X - root.X, tip.Y - root.Y);
        var length = Math.Max(1, double.Hypot(dx, dy));
        var (ux, uy) = (dx / length, dy / length);
        var radius = half * w;
        Brush.Darken(picture, 0.7, 0.03 * w, mask => Brush.Line(mask, 2 * radius, root + new Point2d(0.01 * w, 0.035 * w), tip + new Point2d(0.01 * w, 0.035 * w)));

        var skin = sitter.Skin;
        var tone = chance.Between(0.88, 1.0);
        var stains = Brush.Waves(chance, 0.15 * w);
        var area = Brush.Around(picture, [root, tip], 1.3 * radius);
        double[] joints = [0.45, 0.78];
        Brush.Each(picture, area, (x, y, b, g, r) =>
        {
            var (px, py) = (x - root.X, y - root.Y);
            var along = px * ux + py * uy;
            var across = (px * -uy + py * ux) / radius;
            var u = along / length;
            // Thinner between the joints, round at the tip.
            var wide = 1 - 0.08 * Math.Max(0, u) + 0.05 * joints.Sum(j => Math.Exp(-Brush.Square((u - j) / 0.05)));
            var past = Math.Max(0, along - (length - radius * 0.9)) / radius;
            var off = double.Hypot(across / wide, past);
            var share = Brush.Step(1.02, 1.02 - 2.5 / radius, off) * Brush.Step(-0.02, 0.02, u);
            if (share <= 0) return (b, g, r);
            var shade = tone * (0.70 + 0.34 * Math.Sqrt(Math.Max(0, 1 - Brush.Square(Math.Min(1, off) * 0.97)))) * (1 - 0.10 * across) + 0.03 * stains(x, y);
            foreach (var joint in joints)
            {
                var crease = Math.Abs(u - joint - 0.012 * Math.Cos(3 * across));
                shade -= 0.10 * Math.Exp(-Brush.Square(crease / 0.008)) * (1 - Math.Abs(across)) + 0.06 * Math.Exp(-Brush.Square((u - joint) / 0.03)) * 0.5;
            }

            var (nb, ng, nr) = (skin.Val0 * shade, skin.Val1 * shade, skin.Val2 * shade);
            var nail = double.Hypot(across / 0.55, (along - (length - 0.35 * radius)) / (0.75 * radius));
            if (nail < 1) (nb, ng, nr) = (nb * 1.06 + 10, ng * 1.04 + 6, nr * 1.04 + 12);
            else if (nail < 1.15) (nb, ng, nr) = (nb * 0.88, ng * 0.88, nr * 0.9);
            return (b + (nb - b) * share, g + (ng - g) * share, r + (nr - r) * share);
        });
    }

    private static void Palm(Mat picture, Sitter sitter, double side, double down, double lean, Chance chance)
    {
        var skin = sitter.Skin;
        var stains = Brush.Waves(chance, 0.3 * sitter.W);
        using var share = Brush.Mask(picture.Size(), 0.012 * sitter.W, mask => Brush.Fill(
            mask, sitter.At(side * 0.62, down - 0.22 + lean * 0.7), sitter.At(side * 0.58, down + 0.30 + lean * 0.7),
            sitter.At(side * 0.8, down + 0.8 + lean), sitter.At(side * 1.05, 3.4), sitter.At(side * 1.5, 3.4), sitter.At(side * 1.12, down + 0.55 + lean), sitter.At(side * 0.98, down + 0.02 + lean)));
        using var layer = new Mat(picture.Size(), MatType.CV_8UC3, skin);
        var from = sitter.At(side * 0.6, down).X;
        Brush.Shade(layer, (x, y) => 0.93 - 0.18 * Math.Abs(x - from) / (0.6 * sitter.W) + 0.05 * stains(x, y));
        Brush.Blend(picture, layer, share);
    }

    private static Made Mask(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(new Scalar(226, 198, 150), new Scalar(238, 238, 236), new Scalar(38, 36, 36), new Scalar(214, 190, 224));
        var top = strength switch { 1 => sitter.Mesh(2), 2 => sitter.Mesh(4), _ => sitter.Mesh(197) };
        var (cheekA, cheekB) = strength switch { 1 => (sitter.Mesh(207), sitter.Mesh(427)), 2 => (sitter.Mesh(205), sitter.Mesh(425)), _ => (sitter.Mesh(117), sitter.Mesh(346)) };
        var (earA, earB) = (sitter.Mesh(93), sitter.Mesh(323));
        var middle = sitter.Mesh(13);
        Point2d Out(Point2d p) => new(middle.X + (p.X - middle.X) * 1.04, middle.Y + (p.Y - middle.Y) * 1.05);
        Point2d[] outline = [.. Jaw.Select(i => Out(sitter.Mesh(i))), earB, cheekB, top, cheekA, earA];
        return LightFaults.Changed(sitter, picture =>
        {
            Brush.Darken(picture, 0.7, 0.02 * sitter.W, mask => Brush.Fill(mask, outline.Select(p => new Point2d(p.X, p.Y + 0.015 * sitter.W))));
            Brush.Paint(picture, Scalar.All(235), 0.9, 0.8, mask =>
            {
                Brush.Line(mask, 0.012 * sitter.W, earA, sitter.Mesh(234));
                Brush.Line(mask, 0.012 * sitter.W, earB, sitter.Mesh(454));
            });
            using var share = Brush.Mask(picture.Size(), 0.004 * sitter.W, mask => Brush.Fill(mask, outline));
            using var layer = new Mat(picture.Size(), MatType.CV_8UC3, colour);
            var weave = Brush.Waves(chance, 0.02 * sitter.W);
            Brush.Shade(layer, (x, y) =>
            {
                var across = (x - middle.X) / (0.5 * sitter.W);
                var down = (y - top.Y) / (0.7 * sitter.W);
                var pleat = 0.05 * Math.Sign(Math.Sin(down * 16)) * Math.Exp(-Brush.Square(Math.Sin(down * 16)) * 40);
                return 1.03 - 0.28 * across * across - 0.10 * Math.Max(0, down - 0.5) - Math.Abs(pleat) + 0.02 * weave(x, y);
            });
            Brush.Blend(picture, layer, share);
        });
    }

    private static Made Veil(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(new Scalar(28, 26, 28), new Scalar(70, 50, 40), new Scalar(190, 200, 215));
        return LightFaults.Changed(sitter, picture =>
        {
            Scarf(picture, sitter, 0.16, colour, chance);
            var size = picture.Size();
            using var share = Brush.Mask(size, 0.006 * sitter.W, mask => Brush.Fill(
                mask, sitter.At(-0.62, strength - 0.08), sitter.At(-0.25, strength - 0.02), sitter.At(0, strength - 0.05), sitter.At(0.25, strength - 0.02), sitter.At(0.62, strength - 0.08),
                sitter.At(0.66, 0.9), sitter.At(0.7, 3.4), sitter.At(-0.7, 3.4), sitter.At(-0.66, 0.9)));
            using var layer = new Mat(size, MatType.CV_8UC3, colour);
            var folds = Brush.Waves(chance, 0.35 * sitter.W);
            var nose = sitter.Mesh(4);
            Brush.Shade(layer, (x, y) => 0.95 + 0.25 * folds(x * 1.5, y * 0.3) + 0.2 * Math.Exp(-Brush.Square((x - nose.X) / (0.06 * sitter.W)) / 2) * Brush.Step(0.5 * sitter.W, 0, y - nose.Y));
            Brush.Blend(picture, layer, share);
        });
    }

    private static Made Headscarf(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(new Scalar(60, 50, 45), new Scalar(120, 80, 60), new Scalar(70, 60, 150), new Scalar(200, 205, 215), new Scalar(110, 120, 80));
        return LightFaults.Changed(sitter, picture => Scarf(picture, sitter, strength, colour, chance));
    }

    private static void Scarf(Mat picture, Sitter sitter, double width, Scalar colour, Chance chance)
    {
        var size = picture.Size();
        var (top, chin) = ((sitter.HeadTop - sitter.Eyes.Y) / sitter.W - 0.05, (sitter.Face.ChinY - sitter.Eyes.Y) / sitter.W);
        using var share = Brush.Mask(size, 0.006 * sitter.W, mask =>
        {
            var middle = sitter.At(0, (top + chin) / 2);
            Cv2.Ellipse(mask, new Point(middle.X, middle.Y), new Size((0.54 + width) * sitter.W, (chin - top) / 2 * 1.08 * sitter.W), sitter.Face.Roll, 0, 360, Scalar.All(255), -1, LineTypes.AntiAlias);
            Brush.Fill(mask, sitter.At(-0.5 - width, 0.35), sitter.At(0.5 + width, 0.35), sitter.At(0.62 + width, 1.2), sitter.At(1.1, 3.4), sitter.At(-1.1, 3.4), sitter.At(-0.62 - width, 1.2));
            // The face looks out, from the hairline to the chin.
            using var face = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
            var centre = sitter.At(0, 0.1);
            Brush.Fill(face, sitter.Face.Oval.Select(p => new Point2d(centre.X + (p.X - centre.X) * 0.97, centre.Y + (p.Y - centre.Y) * 0.98)));
            Cv2.Subtract(mask, face, mask);
        });
        using var layer = new Mat(size, MatType.CV_8UC3, colour);
        var folds = Brush.Waves(chance, 0.3 * sitter.W, 7);
        var eyes = sitter.Eyes;
        Brush.Shade(layer, (x, y) =>
        {
            var (dx, dy) = ((x - eyes.X) / sitter.W, (y - eyes.Y) / sitter.W - 0.1);
            var round = double.Hypot(dx, dy * 0.85);
            return 0.95 + 0.22 * folds(round * 2.2 * sitter.W, Math.Atan2(dy, dx) * 0.4 * sitter.W) - 0.35 * Brush.Step(0.62, 0.45, round);
        });
        // It throws a line of shadow onto the face.
        Brush.Darken(picture, 0.78, 0.02 * sitter.W, mask => Brush.Loop(mask, 0.05 * sitter.W, sitter.Face.Oval));
        Brush.Blend(picture, layer, share);
    }

    // The hat's outline from the left temple over the top to the right one.
    private static Point2d[] Dome(Sitter sitter, double deep, double bulge)
    {
        var top = (sitter.HeadTop - sitter.Eyes.Y) / sitter.W - 0.06;
        var brow = (sitter.Face.ForeheadY - sitter.Eyes.Y) / sitter.W + 0.04 + deep;
        const int steps = 40;
        var over = Enumerable.Range(0, steps + 1).Select(i =>
        {
            var (sin, cos) = Math.SinCos(Math.PI * i / steps);
            return sitter.At(-0.57 * bulge * Math.Sign(cos) * Math.Pow(Math.Abs(cos), 0.75), brow + 0.1 + (top - brow - 0.1) * Math.Pow(sin, 0.6));
        });
        var under = Enumerable.Range(0, steps + 1).Select(i =>
        {
            var x = 0.55 - 1.1 * i / steps;
            return sitter.At(x, brow + 0.1 * Brush.Square(x / 0.55));
        });
        return [.. over, .. under];
    }

    private static void Cover(Mat picture, Sitter sitter, Point2d[] outline, Scalar colour, Func<double, double, double> shade)
    {
        using var share = Brush.Mask(picture.Size(), 0.004 * sitter.W, mask => Brush.Fill(mask, outline));
        using var layer = new Mat(picture.Size(), MatType.CV_8UC3, colour);
        Brush.Shade(layer, (x, y) => shade((x - sitter.Eyes.X) / sitter.W, (y - sitter.Eyes.Y) / sitter.W));
        Brush.Blend(picture, layer, share);
    }

    private static Made Cap(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(new Scalar(90, 50, 30), new Scalar(35, 35, 38), new Scalar(40, 40, 150), new Scalar(190, 190, 190), new Scalar(70, 90, 60));
        var brow = (sitter.Face.ForeheadY - sitter.Eyes.Y) / sitter.W + 0.04 + strength;
        var weave = Brush.Waves(chance, 0.2 * sitter.W);
        return LightFaults.Changed(sitter, picture =>
        {
            Brush.Darken(picture, 0.6, 0.03 * sitter.W, mask => Brush.Fill(mask, sitter.At(-0.5, brow), sitter.At(0.5, brow), sitter.At(0.42, brow + 0.24), sitter.At(-0.42, brow + 0.24)));
            Cover(picture, sitter, Dome(sitter, strength, 1.02), colour, (x, y) =>
                1.08 - 0.5 * x * x - 0.12 * Math.Exp(-Brush.Square(x / 0.012)) - 0.08 * Math.Exp(-Brush.Square((Math.Abs(x) - 0.3) / 0.012)) + 0.05 * weave(x * sitter.W, y * sitter.W));
            var peak = Enumerable.Range(0, 41).Select(i =>
            {
                var x = -0.5 + i / 40.0;
                return sitter.At(x, brow - 0.02 + 0.16 * Math.Sqrt(Math.Max(0, 1 - Brush.Square(x / 0.5))));
            });
            var back = Enumerable.Range(0, 41).Select(i =>
            {
                var x = 0.5 - i / 40.0;
                return sitter.At(x, brow - 0.02 - 0.05 * (1 - Brush.Square(x / 0.5)));
            });
            Cover(picture, sitter, [.. peak, .. back], colour, (x, y) => 0.85 - 1.6 * (y - brow) - 0.3 * x * x);
        });
    }

    private static Made KnitHat(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(new Scalar(60, 60, 66), new Scalar(50, 50, 140), new Scalar(120, 90, 60), new Scalar(180, 200, 210), new Scalar(60, 110, 80));
        var brow = (sitter.Face.ForeheadY - sitter.Eyes.Y) / sitter.W + 0.04 + strength;
        var wool = Brush.Waves(chance, 0.03 * sitter.W);
        return LightFaults.Changed(sitter, picture =>
        {
            Brush.Darken(picture, 0.72, 0.02 * sitter.W, mask => Brush.Line(mask, 0.06 * sitter.W, sitter.At(-0.5, brow + 0.09), sitter.At(-0.25, brow + 0.03), sitter.At(0, brow + 0.01), sitter.At(0.25, brow + 0.03), sitter.At(0.5, brow + 0.09)));
            Cover(picture, sitter, Dome(sitter, strength, 1.06), colour, (x, y) =>
            {
                // Ribs run up; the turned-up band has its own.
                var band = y > brow - 0.2 + 0.3 * x * x;
                var rib = Math.Sin((x + (band ? 0.012 : 0)) * (band ? 150 : 110));
                return (band ? 1.08 : 0.96) + 0.14 * rib - 0.5 * x * x + 0.06 * wool(x * sitter.W, y * sitter.W) - 0.2 * Math.Exp(-Brush.Square((y - brow + 0.2 - 0.3 * x * x) / 0.012));
            });
        });
    }
}
