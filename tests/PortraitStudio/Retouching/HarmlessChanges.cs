using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Changes near the bounds that must still pass: the negatives without which no error rate means anything.</summary>
internal static class HarmlessChanges
{
    public static IEnumerable<FaultKind> All =>
    [
        new("ok-untouched", "the portrait itself, stored again", [], [1], (sitter, _, _) => new Made(sitter.Picture.Clone())),
        new("ok-soft", "a lens's softness; standard deviation in face widths", [], [0.0015, 0.003], (sitter, strength, _) =>
            Change(sitter, picture => Cv2.GaussianBlur(picture, picture, default, Math.Max(0.3, strength * sitter.W)))),
        new("ok-tilt", "a head held naturally; degrees", [], [1.5, 2.5], (sitter, strength, chance) => new Made(FramingFaults.Tilted(sitter, strength * chance.Side()))),
        new("ok-turn", "a head held naturally; degrees aside", [], [3], (sitter, strength, chance) => new Made(PoseFaults.Turned(sitter, strength * chance.Side(), 0))),
        new("ok-noise", "a phone's noise; standard deviation in levels", [], [2, 4], (sitter, strength, chance) =>
            Change(sitter, picture => Brush.Noise(picture, strength, chance.Seed))),
        new("ok-jpeg", "usual compression; quality factor", [], [85, 70], (sitter, strength, _) => new Made(sitter.Picture.Clone()) { Quality = (int)strength }),
        new("ok-light", "a little darker or lighter; factor", [], [0.85, 1.08], (sitter, strength, _) => Change(sitter, picture => picture.ConvertTo(picture, -1, strength))),
        new("ok-warmth", "lamps a little warm or cold; how far", [], [-0.03, 0.03], (sitter, strength, _) => Change(sitter, picture =>
            Brush.Each(picture, Brush.Frame(picture), (_, _, b, g, r) => (b * (1 - strength), g, r * (1 + strength))))),
        new("ok-darker-skin", "darker skin in the same light; gamma", [], [1.3, 1.7], Darker),
        new("ok-dark-hair", "black hair; factor of the hair's light", [], [0.35], DarkHair),
        new("ok-plain-glasses", "thin frames and clear lenses; thickness in face widths", [], [0.008, 0.016], (sitter, strength, chance) =>
            GlassesFaults.Worn(sitter, new GlassesFaults.Glasses(chance) { Rim = strength, Height = chance.Between(0.14, 0.17) })),
        new("ok-patterned-clothes", "checks or stripes on dark clothes; period in face widths", [], [0.08, 0.16], Patterned),
        new("ok-background", "another colour that is allowed: 1 white, 2 light blue, 3 light grey", [], [1, 2, 3], Wall),
        new("ok-exif", "stored turned, with its EXIF orientation; 3, 6 or 8", [], [3, 6, 8], (sitter, strength, _) =>
        {
            var picture = sitter.Picture.Clone();
            Studio.Store(picture, (int)strength);
            return new Made(picture) { Orientation = (int)strength };
        }),
        new("ok-png", "stored as PNG", [], [1], (sitter, _, _) => new Made(Brush.Resized(sitter.Picture, Math.Min(1, 300 / sitter.W))) { Extension = ".png" }),
        new("ok-resized", "smaller or larger; face width in pixels", [], [240, 700], (sitter, strength, _) =>
            new Made(Brush.Resized(sitter.Picture, Math.Min(1.3, strength / sitter.W)))),
    ];

    private static Made Change(Sitter sitter, Action<Mat> change) => LightFaults.Changed(sitter, change);

    // Skin alone: eyes, clothes and the wall keep their light.
    private static Made Darker(Sitter sitter, double strength, Chance chance)
    {
        var level = (sitter.Skin.Val0 + sitter.Skin.Val1 + sitter.Skin.Val2) / 3;
        return Change(sitter, picture =>
        {
            using var share = Brush.Mask(picture.Size(), 0.03 * sitter.W, mask =>
            {
                Brush.Fill(mask, sitter.Face.Oval);
                Brush.Fill(mask, sitter.At(-0.3, 0.5), sitter.At(0.3, 0.5), sitter.At(0.36, 0.98), sitter.At(0, 1.1), sitter.At(-0.36, 0.98));
            });
            // The soft edge of the skin must not reach into the eyes.
            using var eyes = Brush.Mask(picture.Size(), 0.004 * sitter.W, mask =>
            {
                foreach (var lids in (Point2d[][])[sitter.Face.EyeAOutline, sitter.Face.EyeBOutline]) Brush.Fill(mask, lids);
            });
            using var rest = new Mat();
            Cv2.Subtract(Scalar.All(1), eyes, rest);
            Cv2.Multiply(share, rest, share);
            using var layer = picture.Clone();
            var by = Math.Pow(level / 255, strength - 1);
            Brush.Each(layer, Brush.Frame(layer), (_, _, b, g, r) => (b * by * 0.92, g * by * 0.96, r * by));
            Brush.Blend(picture, layer, share);
        });
    }

    private static Made DarkHair(Sitter sitter, double strength, Chance chance) => Change(sitter, picture =>
    {
        using var above = Brush.Mask(picture.Size(), 0.02 * sitter.W, mask =>
        {
            Brush.Fill(mask, sitter.At(-1, -1.6), sitter.At(1, -1.6), sitter.At(1, 0.1), sitter.At(-1, 0.1));
            Cv2.FillPoly(mask, [sitter.Face.Oval.Select(p => new Point((int)p.X, (int)p.Y))], Scalar.All(0));
        });
        using var share = new Mat();
        Cv2.Multiply(above, sitter.Person, share);
        using var layer = new Mat();
        picture.ConvertTo(layer, -1, strength);
        Brush.Blend(picture, layer, share);
    });

    private static Made Patterned(Sitter sitter, double strength, Chance chance)
    {
        var (checks, period) = (chance.Below(2) == 0, strength * sitter.W);
        var (first, second) = chance.Of((new Scalar(90, 60, 40), new Scalar(150, 120, 90)), (new Scalar(50, 50, 90), new Scalar(60, 60, 150)), (new Scalar(50, 60, 50), new Scalar(110, 130, 110)));
        return Change(sitter, picture =>
        {
            using var share = BackgroundFaults.ClothesOf(sitter);
            using var layer = picture.Clone();
            Brush.Each(layer, Brush.Frame(layer), (x, y, b, g, r) =>
            {
                var on = (int)(x / period) % 2 == 0 ^ (checks && (int)(y / period) % 2 == 0);
                var colour = on ? first : second;
                var fold = 0.6 + 0.4 * (b + g + r) / 3 / 255;
                return (colour.Val0 * fold, colour.Val1 * fold, colour.Val2 * fold);
            });
            Brush.Blend(picture, layer, share);
        });
    }

    private static Made Wall(Sitter sitter, double strength, Chance chance)
    {
        var colour = strength switch { 1 => Scalar.All(252), 2 => new Scalar(255, 197, 100), _ => Scalar.All(240) };
        var behind = sitter.Backdrop;
        return Change(sitter, picture => BackgroundFaults.Replace(sitter, picture, scene => Brush.Each(scene, Brush.Frame(scene), (_, _, b, g, r) => (
            colour.Val0 + 0.5 * (b - behind.Val0), colour.Val1 + 0.5 * (g - behind.Val1), colour.Val2 + 0.5 * (r - behind.Val2)))));
    }
}
