using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of where the head is in the picture, and of how many are there.</summary>
internal static class FramingFaults
{
    public static IEnumerable<FaultKind> All =>
    [
        new("sideways", "turned without an EXIF orientation; degrees clockwise", [FaultCodes.Orientation, FaultCodes.FaceCount], [90, 180, 270], (sitter, strength, _) =>
        {
            var picture = new Mat();
            Cv2.Rotate(sitter.Picture, picture, strength switch { 90 => RotateFlags.Rotate90Clockwise, 180 => RotateFlags.Rotate180, _ => RotateFlags.Rotate90Counterclockwise });
            return new Made(picture);
        }),
        new("head-small", "too far away; face width in pixels", [FaultCodes.FaceSize, FaultCodes.FileDimensions], [165, 120, 80], Small),
        new("head-large", "too near; face width by the picture's", [FaultCodes.FaceWidth, FaultCodes.HeadTop, FaultCodes.ShouldersVisible], [0.70, 0.78, 0.88], (sitter, strength, chance) =>
        {
            var width = sitter.W / strength;
            var height = width * 4 / 3;
            return new Made(Brush.Cut(sitter.Picture, sitter.Face.CentreX - width / 2, sitter.Eyes.Y - chance.Between(0.42, 0.48) * height, width, height));
        }),
        new("head-high", "too little room above the hair; room in face widths, less than none cuts into it", [FaultCodes.HeadTop], [0.06, 0.0, -0.12], (sitter, strength, _) =>
            Window(sitter, top: sitter.HeadTop - strength * sitter.W)),
        new("head-low", "cut below the chin; room below it in face widths", [FaultCodes.ShouldersVisible, FaultCodes.EyeLine, FaultCodes.HeadTop], [0.30, 0.18, 0.06], (sitter, strength, _) =>
            Window(sitter, bottom: sitter.Mesh(152).Y + strength * sitter.W)),
        new("off-centre", "at one side; room beside the cheek in face widths", [FaultCodes.FaceCentred], [0.22, 0.14, 0.06], (sitter, strength, chance) =>
            Side(sitter, strength, chance.Side())),
        new("face-at-edge", "cut by the picture's side; share of the face that is missing", [FaultCodes.FaceEdge, FaultCodes.FaceCentred, FaultCodes.FaceCount], [0.05, 0.12, 0.22], (sitter, strength, chance) =>
            Side(sitter, -strength, chance.Side())),
        new("no-face", "1 the wall alone, 2 cloth, 3 the back of a head", [FaultCodes.FaceCount], [1, 2, 3], Nobody),
        new("roll", "the picture tilted; degrees", [FaultCodes.Roll], [12, 16, 22], (sitter, strength, chance) => new Made(Tilted(sitter, strength * chance.Side()))),
        new("shoulders-tilted", "one shoulder higher; degrees", [FaultCodes.ShouldersLevel], [9, 13, 18], Shoulders),
    ];

    /// <summary>The picture turned about the eyes, clockwise.</summary>
    public static Mat Tilted(Sitter sitter, double degrees)
    {
        using var turn = Cv2.GetRotationMatrix2D(new Point2f((float)sitter.Eyes.X, (float)(sitter.Eyes.Y + 0.3 * sitter.W)), -degrees, 1);
        var picture = new Mat();
        Cv2.WarpAffine(sitter.Picture, picture, turn, sitter.Picture.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        return picture;
    }

    private static Made Small(Sitter sitter, double strength, Chance chance)
    {
        using var small = Brush.Resized(sitter.Picture, strength / sitter.W);
        // More of the same wall around it; the person stands on the lower edge.
        var (side, above) = ((int)(small.Width * chance.Between(0.3, 0.8)), (int)(small.Height * chance.Between(0.3, 0.7)));
        var picture = new Mat();
        Cv2.CopyMakeBorder(small, picture, above, 0, side, side, BorderTypes.Replicate);
        return new Made(picture);
    }

    private static Made Window(Sitter sitter, double? top = null, double? bottom = null)
    {
        var from = Math.Max(0, top ?? 0);
        var to = Math.Min(sitter.Picture.Height, bottom ?? sitter.Picture.Height);
        return new Made(Brush.Cut(sitter.Picture, 0, from, sitter.Picture.Width, to - from));
    }

    private static Made Side(Sitter sitter, double room, double side)
    {
        var cheek = side < 0 ? sitter.Face.CheekA : sitter.Face.CheekB;
        var edge = cheek + side * room * sitter.W;
        return side < 0
            ? new Made(Brush.Cut(sitter.Picture, edge, 0, sitter.Picture.Width - edge, sitter.Picture.Height))
            : new Made(Brush.Cut(sitter.Picture, 0, 0, edge, sitter.Picture.Height));
    }

    private static Made Nobody(Sitter sitter, double strength, Chance chance)
    {
        var picture = sitter.Picture.Clone();
        switch (strength)
        {
            case 1:
                picture.SetTo(sitter.Backdrop);
                Brush.Shade(picture, (x, _) => 0.97 + 0.05 * x / picture.Width);
                break;
            case 2:
                picture.SetTo(sitter.Skin);
                var folds = Brush.Waves(chance, 0.8 * sitter.W);
                Brush.Shade(picture, (x, y) => 0.7 + 0.3 * folds(x, y));
                break;
            default:
                Brush.Paint(picture, sitter.Hair, 1, 0.02 * sitter.W, mask =>
                {
                    Brush.Fill(mask, sitter.Face.Oval);
                    var middle = sitter.At(0, 0.1);
                    Cv2.Ellipse(mask, new Point(middle.X, middle.Y), new Size(0.56 * sitter.W, 0.72 * sitter.W), 0, 0, 360, Scalar.All(255), -1);
                });
                var strands = Brush.Waves(chance, 0.12 * sitter.W, 9);
                Brush.Shade(picture, sitter.Person, (x, y) => y < sitter.Mesh(152).Y + 0.15 * sitter.W ? 1 + 0.35 * strands(x * 2, y * 0.15) : 1);
                break;
        }

        Brush.Noise(picture, 1.5, chance.Seed);
        return new Made(picture) { People = 0 };
    }

    private static Made Shoulders(Sitter sitter, double strength, Chance chance)
    {
        var slope = Math.Tan(strength * Math.PI / 180) * chance.Side();
        var (chin, middle) = (sitter.Mesh(152).Y, sitter.Mesh(152).X);
        var picture = sitter.Picture.Clone();
        var area = new Rect(0, (int)chin, picture.Width, picture.Height - (int)chin) & Brush.Frame(picture);
        Brush.Warp(picture, area, (x, y) =>
        {
            // The neck holds still; the shift grows towards the shoulders.
            var share = Brush.Step(chin, chin + 0.35 * sitter.W, y);
            return (x, y + slope * (x - middle) * share);
        });
        return new Made(picture);
    }
}
