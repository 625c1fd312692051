using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of light and colour.</summary>
internal static class LightFaults
{
    public static IEnumerable<FaultKind> All =>
    [
        new("dark", "under-exposed; factor of the light", [FaultCodes.Dark], [0.42, 0.32, 0.22], (sitter, strength, chance) =>
            Changed(sitter, picture =>
            {
                picture.ConvertTo(picture, -1, strength);
                Brush.Noise(picture, 1.2, chance.Seed);
            })),
        new("bright", "over-exposed; factor of the light", [FaultCodes.Bright], [1.6, 1.9, 2.4], (sitter, strength, _) =>
            Changed(sitter, picture => picture.ConvertTo(picture, -1, strength))),
        new("washed-out", "without contrast; what is left of it", [FaultCodes.Contrast], [0.42, 0.32, 0.22], (sitter, strength, chance) =>
        {
            var lift = chance.Between(150, 185);
            return Changed(sitter, picture => picture.ConvertTo(picture, -1, strength, lift * (1 - strength)));
        }),
        new("side-light", "one side of the face in the dark; how much darker", [FaultCodes.Evenness], [0.50, 0.62, 0.75], SideLight),
        new("face-shadow", "a hard shadow across the face; how much darker", [FaultCodes.Evenness], [0.45, 0.55, 0.70], FaceShadow),
        new("highlight", "flash burnt into the skin; size in face widths", [FaultCodes.Highlight, FaultCodes.Bright], [0.09, 0.13, 0.18], Highlight),
        new("red-eye", "pupils red from the flash; radius in eye widths", [FaultCodes.RedEye], [0.10, 0.13, 0.16], RedEye),
        new("colour-cast", "light of one hue; how far the colours are pulled", [FaultCodes.ColourCast], [0.20, 0.30, 0.42], Cast),
        new("grey", "without colour; what is left of it", [FaultCodes.ColourPresent], [0.12, 0.06, 0.0], (sitter, strength, _) => Changed(sitter, picture =>
            Brush.Each(picture, Brush.Frame(picture), (x, y, b, g, r) =>
            {
                var luma = 0.114 * b + 0.587 * g + 0.299 * r;
                return (luma + (b - luma) * strength, luma + (g - luma) * strength, luma + (r - luma) * strength);
            }))),
    ];

    public static Made Changed(Sitter sitter, Action<Mat> change)
    {
        var picture = sitter.Picture.Clone();
        change(picture);
        return new Made(picture);
    }

    private static Made SideLight(Sitter sitter, double strength, Chance chance)
    {
        var side = chance.Side();
        var soft = chance.Between(0.05, 0.14) * sitter.W;
        var (top, bottom) = (sitter.Mesh(10), sitter.Mesh(152));
        return Changed(sitter, picture => Brush.Shade(picture, sitter.Person, (x, y) =>
        {
            // The nose parts light from shade; below the chin the line goes on.
            var middle = top.X + (bottom.X - top.X) * (y - top.Y) / Math.Max(1, bottom.Y - top.Y);
            var share = 1 / (1 + Math.Exp(-side * (x - middle) / soft));
            return 1 - strength * share;
        }));
    }

    private static Made FaceShadow(Sitter sitter, double strength, Chance chance)
    {
        var side = chance.Side();
        var slope = chance.Between(0.25, 0.7);
        var edge = sitter.At(side * chance.Between(-0.05, 0.1), -0.05);
        var soft = chance.Between(0.012, 0.03) * sitter.W;
        return Changed(sitter, picture => Brush.Shade(picture, sitter.Person, (x, y) =>
        {
            var over = side * ((x - edge.X) - slope * (y - edge.Y));
            return 1 - strength * Brush.Step(-soft, soft, over);
        }));
    }

    private static Made Highlight(Sitter sitter, double strength, Chance chance)
    {
        var spots = new (Point2d At, double Size)[]
        {
            (sitter.At(chance.Between(-0.06, 0.06), -0.26), 1.3), (sitter.At(0.005, 0.24), 0.55),
            (sitter.At(-0.24, 0.24), chance.Between(0.6, 1)), (sitter.At(0.24, 0.24), chance.Between(0.6, 1)),
        };
        return Changed(sitter, picture =>
        {
            foreach (var (at, size) in spots)
            {
                var reach = strength * size * sitter.W;
                Brush.Each(picture, Brush.Around(picture, [at], 3 * reach), (x, y, b, g, r) =>
                {
                    var share = Math.Min(1, 1.35 * Math.Exp(-(Brush.Square((x - at.X) / 1.25) + Brush.Square(y - at.Y)) / (reach * reach)));
                    return (b + (255 - b) * share * 0.98, g + (255 - g) * share, r + (255 - r) * share);
                });
            }
        });
    }

    private static Made RedEye(Sitter sitter, double strength, Chance chance)
    {
        var (a, b) = (strength * sitter.Face.EyeWidthA, strength * sitter.Face.EyeWidthB);
        var red = new Scalar(chance.Between(20, 45), chance.Between(20, 40), chance.Between(185, 235));
        return Changed(sitter, picture =>
        {
            foreach (var (lids, pupil, radius) in ((Point2d[], Point2d, double)[])[(sitter.Face.EyeAOutline, sitter.PupilA, a), (sitter.Face.EyeBOutline, sitter.PupilB, b)])
            {
                using var between = Brush.Mask(picture.Size(), 1, mask => Brush.Fill(mask, lids));
                using var disc = Brush.Mask(picture.Size(), radius * 0.15, mask => Brush.Disc(mask, pupil, radius));
                using var share = new Mat();
                Cv2.Multiply(between, disc, share, 0.9);
                using var layer = new Mat(picture.Size(), MatType.CV_8UC3, red);
                Brush.Blend(picture, layer, share);
                Brush.Paint(picture, Scalar.All(250), 0.9, 0.6, mask => Brush.Disc(mask, pupil + new Point2d(radius * 0.3, -radius * 0.35), radius * 0.2));
            }
        });
    }

    private static Made Cast(Sitter sitter, double strength, Chance chance)
    {
        var (b, g, r) = chance.Of((-0.9, 0.1, 0.6), (-0.5, 0.6, -0.4), (0.9, 0.0, -0.6), (0.4, -0.6, 0.4), (-0.6, -0.35, 0.7), (0.6, 0.3, -0.8));
        return Changed(sitter, picture => Brush.Each(picture, Brush.Frame(picture), (_, _, blue, green, red) =>
            (blue * (1 + strength * b), green * (1 + strength * g), red * (1 + strength * r))));
    }
}
