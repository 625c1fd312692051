using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of what is behind the person, and of the person against it.</summary>
internal static class BackgroundFaults
{
    public static IEnumerable<FaultKind> All =>
    [
        new("shadow-behind", "the head's shadow on the wall; how much darker", [FaultCodes.BackgroundShadow, FaultCodes.BackgroundUniformity], [0.22, 0.34, 0.48], Shadow),
        new("background-gradient", "the wall darkens to one side; how much", [FaultCodes.BackgroundGradient, FaultCodes.BackgroundUniformity], [0.28, 0.42, 0.60], Gradient),
        new("background-pattern", "curtain, bricks, stripes, shelves or leaves; how plain", [FaultCodes.BackgroundUniformity, FaultCodes.BackgroundObjects], [0.35, 0.65, 1.0], Pattern),
        new("background-object", "a door frame, a picture, a plant, a switch or a lamp; how plain", [FaultCodes.BackgroundObjects, FaultCodes.BackgroundUniformity], [0.4, 0.7, 1.0], Thing),
        new("background-colour", "a colour that is not allowed, evenly; how far towards it", [FaultCodes.BackgroundColour], [0.75, 0.9, 1.0], Colour),
        new("person-behind", "another person at the side; size by the first's", [FaultCodes.FaceCount, FaultCodes.BackgroundObjects], [0.45, 0.6, 0.75], Behind),
        new("two-people", "two people side by side; size of the second", [FaultCodes.FaceCount], [0.8, 0.9, 1.0], Beside),
        new("black-edge", "a dark rim around the person, as a bad cut-out leaves it; width in face widths", [FaultCodes.Outline], [0.016, 0.025, 0.040], Edge),
        new("clothes-like-background", "clothes of the background's colour; contrast that is left", [FaultCodes.Clothes], [0.16, 0.10, 0.05], Clothes),
    ];

    /// <summary>Puts another background behind the person.</summary>
    public static void Replace(Sitter sitter, Mat picture, Action<Mat> paint)
    {
        using var behind = picture.Clone();
        paint(behind);
        using var share = new Mat();
        // Half-transparent rims still show the old background, so the cut is drawn in a little.
        sitter.Person.ConvertTo(share, -1, 1 / 0.7, -0.2 / 0.7);
        Cv2.Max(share, InputArray.Create(0.0), share);
        Cv2.Min(share, InputArray.Create(1.0), share);
        using var person = picture.Clone();
        behind.CopyTo(picture);
        Brush.Blend(picture, person, share);
    }

    private static Made Shadow(Sitter sitter, double strength, Chance chance)
    {
        var (right, down) = (chance.Side() * chance.Between(0.14, 0.26) * sitter.W, chance.Between(0.02, 0.1) * sitter.W);
        var soft = chance.Between(0.02, 0.07) * sitter.W;
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, behind =>
        {
            using var shift = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { 1, 0, right, 0, 1, down });
            using var shadow = new Mat();
            Cv2.WarpAffine(sitter.Person, shadow, shift, behind.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
            Cv2.GaussianBlur(shadow, shadow, default, soft);
            Brush.Shade(behind, shadow, (_, _) => 1 - strength);
        }));
    }

    private static Made Gradient(Sitter sitter, double strength, Chance chance)
    {
        var (sin, cos) = Math.SinCos(chance.Between(0, 6.28));
        var round = chance.Below(3) == 0;
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, behind =>
        {
            var (middleX, middleY, reach) = (behind.Width / 2.0, behind.Height / 2.0, Math.Min(behind.Width, behind.Height) / 2.0);
            Brush.Shade(behind, (x, y) =>
            {
                var (dx, dy) = ((x - middleX) / reach, (y - middleY) / reach);
                var share = round ? Math.Clamp(double.Hypot(dx, dy) / 1.3, 0, 1) : Math.Clamp((cos * dx + sin * dy + 1) / 2, 0, 1);
                return 1 - strength * share;
            });
        }));
    }

    private static Made Pattern(Sitter sitter, double strength, Chance chance)
    {
        var which = chance.Below(5);
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, behind =>
        {
            using var scene = new Mat(behind.Size(), MatType.CV_8UC3, sitter.Backdrop);
            Backdrops.Paint(scene, which, sitter.W, chance);
            Cv2.GaussianBlur(scene, scene, default, Math.Max(0.6, 0.006 * sitter.W));
            Cv2.AddWeighted(scene, strength, behind, 1 - strength, 0, behind);
        }));
    }

    private static Made Thing(Sitter sitter, double strength, Chance chance)
    {
        var which = chance.Below(5);
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, behind =>
        {
            using var scene = behind.Clone();
            Backdrops.PaintThing(scene, which, sitter, chance);
            Cv2.GaussianBlur(scene, scene, default, Math.Max(0.5, 0.004 * sitter.W));
            Cv2.AddWeighted(scene, strength, behind, 1 - strength, 0, behind);
        }));
    }

    private static Made Colour(Sitter sitter, double strength, Chance chance)
    {
        var colour = chance.Of(
            new Scalar(40, 30, 190), new Scalar(50, 50, 55), new Scalar(60, 140, 60), new Scalar(150, 60, 30),
            new Scalar(60, 110, 170), new Scalar(70, 190, 220), new Scalar(150, 90, 150), new Scalar(20, 20, 20));
        var behind = sitter.Backdrop;
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, scene =>
            Brush.Each(scene, Brush.Frame(scene), (_, _, b, g, r) => (
                b + strength * (colour.Val0 - behind.Val0), g + strength * (colour.Val1 - behind.Val1), r + strength * (colour.Val2 - behind.Val2)))));
    }

    private static Made? Behind(Sitter sitter, double strength, Chance chance)
    {
        var (other, scale) = (chance.Other, strength * sitter.W / chance.Other.W);
        var x = sitter.At(chance.Side() * chance.Between(0.95, 1.15), 0).X;
        var half = 0.5 * strength * sitter.W;
        if (x < half || x > sitter.Picture.Width - half) return null;
        return LightFaults.Changed(sitter, picture => Replace(sitter, picture, behind => Put(behind, other, x, scale))) with { People = 2 };
    }

    private static Made Beside(Sitter sitter, double strength, Chance chance)
    {
        var other = chance.Other;
        var (width, height) = (sitter.Picture.Width, sitter.Picture.Height);
        var apart = chance.Between(1.3, 1.6) * sitter.W;
        var side = chance.Side();
        // The picture grows on the side on which the second stands.
        var picture = Brush.Cut(sitter.Picture, side < 0 ? -apart : 0, 0, width + apart, height);
        using (var wall = Brush.Cut(sitter.Picture, 0, 0, width, Math.Max(8, sitter.HeadTop - 0.1 * sitter.W)))
        {
            using var stretched = new Mat();
            var strip = new Rect(side < 0 ? 0 : width, 0, (int)apart, height) & Brush.Frame(picture);
            Cv2.Resize(wall, stretched, strip.Size, interpolation: InterpolationFlags.Area);
            using var target = new Mat(picture, strip);
            stretched.CopyTo(target);
        }

        Put(picture, other, sitter.Eyes.X + (side < 0 ? apart : 0) + side * apart, strength * sitter.W / other.W);
        return new Made(picture) { People = 2 };
    }

    // Puts another person into a picture, standing on its lower edge, with the middle between the eyes at a column.
    private static void Put(Mat picture, Sitter other, double eyesX, double scale)
    {
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            scale, 0, eyesX - other.Eyes.X * scale,
            0, scale, picture.Height - other.Picture.Height * scale,
        });
        using var person = new Mat();
        using var share = new Mat();
        Cv2.WarpAffine(other.Picture, person, toPicture, picture.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
        Cv2.WarpAffine(other.Person, share, toPicture, picture.Size(), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(0));
        share.ConvertTo(share, -1, 1 / 0.7, -0.2 / 0.7);
        Cv2.Max(share, InputArray.Create(0.0), share);
        Cv2.Min(share, InputArray.Create(1.0), share);
        Brush.Blend(picture, person, share);
    }

    private static Made Edge(Sitter sitter, double strength, Chance chance)
    {
        var dark = Scalar.All(chance.Between(0, 28));
        return LightFaults.Changed(sitter, picture =>
        {
            using var inside = new Mat();
            Cv2.Threshold(sitter.Person, inside, 0.5, 255, ThresholdTypes.Binary);
            inside.ConvertTo(inside, MatType.CV_8UC1);
            var side = Math.Max(3, (int)(strength * sitter.W) | 1);
            using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(side, side));
            using var rim = new Mat();
            Cv2.MorphologyEx(inside, rim, MorphTypes.Gradient, brush);
            Brush.Paint(picture, dark, 0.92, 0.8, mask => rim.CopyTo(mask));
        });
    }

    private static Made Clothes(Sitter sitter, double strength, Chance chance)
    {
        var behind = sitter.Backdrop;
        var by = chance.Of(-0.02, 0.02);
        return LightFaults.Changed(sitter, picture =>
        {
            using var share = ClothesOf(sitter);
            using var layer = picture.Clone();
            using var clothes = Thresholded(share);
            var mean = Cv2.Mean(picture, clothes);
            Brush.Each(layer, Brush.Frame(layer), (_, _, b, g, r) =>
            {
                var fold = 0.33 * (b - mean.Val0 + g - mean.Val1 + r - mean.Val2);
                return (behind.Val0 * (1 + by) + strength * fold, behind.Val1 * (1 + by) + strength * fold, behind.Val2 * (1 + by) + strength * fold);
            });
            Brush.Blend(picture, layer, share);
        });
    }

    /// <summary>Share of clothes: the person below the chin that is not of the skin's colour.</summary>
    public static Mat ClothesOf(Sitter sitter)
    {
        using var below = Brush.Mask(sitter.Picture.Size(), 0.01 * sitter.W, mask =>
        {
            // The collar hangs from the shoulders to below the chin.
            var (width, height) = (sitter.Picture.Width, sitter.Picture.Height);
            var (chin, left, right) = (sitter.Mesh(152), sitter.At(-0.62, 0.95), sitter.At(0.62, 0.95));
            Brush.Fill(mask, new Point2d(-9, left.Y), left, new Point2d(chin.X, chin.Y + 0.14 * sitter.W), right, new Point2d(width + 9, right.Y), new Point2d(width + 9, height + 9), new Point2d(-9, height + 9));
        });
        using var skin = NotLike(sitter.Picture, sitter.Skin, 0.01 * sitter.W);
        var share = new Mat();
        Cv2.Multiply(below, sitter.Person, share);
        Cv2.Multiply(share, skin, share);
        return share;
    }

    // 1 where the hue differs from the colour, 0 where it is the same.
    private static Mat NotLike(Mat picture, Scalar colour, double soften)
    {
        using var lab = new Mat();
        Cv2.CvtColor(picture, lab, ColorConversionCodes.BGR2Lab);
        using var pixel = new Mat(1, 1, MatType.CV_8UC3, colour);
        using var target = new Mat();
        Cv2.CvtColor(pixel, target, ColorConversionCodes.BGR2Lab);
        var wanted = target.At<Vec3b>(0, 0);
        using var like = new Mat();
        Cv2.InRange(
            lab, new Scalar(wanted.Item0 - 90, wanted.Item1 - 9, wanted.Item2 - 10), new Scalar(wanted.Item0 + 60, wanted.Item1 + 9, wanted.Item2 + 10), like);
        Cv2.GaussianBlur(like, like, default, soften);
        var differs = new Mat();
        like.ConvertTo(differs, MatType.CV_32FC1, -1 / 255.0, 1);
        return differs;
    }

    private static Mat Thresholded(Mat share)
    {
        var mask = new Mat();
        Cv2.Compare(share, Scalar.All(0.5), mask, CmpTypes.GT);
        return mask;
    }
}
