using OpenCvSharp;

namespace CampusPhoto.PortraitStudio;

/// <summary>Draws portraits of nobody, for tests and demonstrations.</summary>
public static class Studio
{
    private static readonly Rgb[] Skins =
    [
        new(236, 196, 170), new(226, 184, 154), new(214, 168, 134), new(198, 150, 116), new(166, 118, 86), new(128, 88, 62),
    ];

    private static readonly Rgb[] Hairs = [new(28, 24, 22), new(42, 32, 27), new(64, 44, 32), new(92, 64, 44)];

    private static readonly Rgb[] Jackets = [new(34, 40, 58), new(52, 34, 40), new(30, 52, 48), new(44, 44, 48)];

    /// <summary>Draws and encodes one portrait.</summary>
    /// <param name="p">What to draw.</param>
    /// <param name="format">File type by its extension: .jpg or .png.</param>
    /// <param name="quality">JPEG quality, 1 to 100.</param>
    public static byte[] Draw(Portrait p, string format = ".jpg", int quality = 95)
    {
        using var picture = Paint(p);
        if (p.StoredOrientation != 1) Store(picture, p.StoredOrientation);
        ImageEncodingParam[] settings = format == ".jpg" ? [new ImageEncodingParam(ImwriteFlags.JpegQuality, quality)] : [];
        Cv2.ImEncode(format, picture, out var bytes, settings);
        return p.StoredOrientation == 1 ? bytes : ExifWriter.WithOrientation(bytes, p.StoredOrientation);
    }

    // Everybody has clothes of their own, so that two drawn people are not taken for one. Seed 0 keeps its jacket.
    private static Rgb Dyed(Rgb jacket, int seed)
    {
        if (seed == 0) return jacket;
        var dye = new Random(unchecked(seed * 7919));
        return new Rgb((byte)dye.Next(18, 100), (byte)dye.Next(18, 100), (byte)dye.Next(18, 100));
    }

    private static Mat Paint(Portrait p)
    {
        var random = new Random(p.Seed);
        var picture = new Mat(p.Height, p.Width, MatType.CV_8UC3, Colour(p.BackdropColour));
        PaintBackdrop(picture, p);

        var skin = p.Skin ?? Skins[p.Seed == 0 ? 1 : random.Next(Skins.Length)];
        var hair = p.Hair ?? Hairs[p.Seed == 0 ? 0 : random.Next(Hairs.Length)];
        var jacket = p.Jacket ?? Dyed(Jackets[p.Seed == 0 ? 0 : random.Next(Jackets.Length)], p.Seed);
        if (p.SecondPerson)
        {
            var other = p with { Badge = false, Yaw = 0, Glasses = false, Hand = false, EyesOpen = 1, MouthOpen = 0 };
            var side = p.FaceWidth * p.Width * 0.62;
            Figure.Paint(picture, other, new Point2d(p.Width * 0.86, p.HeadTop * p.Height + side * 0.9), side, Skins[2], Hairs[2], Jackets[3], random);
        }

        if (p.Person)
        {
            var face = p.FaceWidth * p.Width;
            var eyes = new Point2d(p.CentreX * p.Width, p.HeadTop * p.Height + Figure.EyesBelowHair * face);
            Figure.Paint(picture, p, eyes, face, skin, hair, jacket, random);
        }

        Finish(picture, p);
        return picture;
    }

    private static void PaintBackdrop(Mat picture, Portrait p)
    {
        switch (p.Backdrop)
        {
            case Backdrop.Gradient:
                for (var y = 0; y < p.Height; y++)
                {
                    var share = 0.35 + 0.65 * y / p.Height;
                    Cv2.Line(picture, new Point(0, y), new Point(p.Width - 1, y), Colour(p.BackdropColour, share));
                }

                break;
            case Backdrop.Stripes:
                var stripe = Math.Max(4, p.Width / 24);
                for (var x = 0; x < p.Width; x += 2 * stripe)
                {
                    Cv2.Rectangle(picture, new Rect(x, 0, stripe, p.Height), new Scalar(120, 110, 90), -1);
                }

                break;
            case Backdrop.Shelves:
                for (var y = p.Height / 12; y < p.Height; y += p.Height / 6)
                {
                    Cv2.Rectangle(picture, new Rect(0, y, p.Width, Math.Max(3, p.Height / 60)), new Scalar(60, 90, 130), -1);
                    for (var x = p.Width / 30; x < p.Width; x += p.Width / 11)
                    {
                        Cv2.Rectangle(picture, new Rect(x, y - p.Height / 10, p.Width / 24, p.Height / 10), new Scalar(x % 200, 140, y % 220), -1);
                    }
                }

                break;
        }
    }

    private static void Finish(Mat picture, Portrait p)
    {
        var face = p.FaceWidth * p.Width;
        if (p.Roll != 0)
        {
            var centre = new Point2f((float)(p.CentreX * p.Width), (float)(p.HeadTop * p.Height + 0.8 * face));
            using var turn = Cv2.GetRotationMatrix2D(centre, -p.Roll, 1);
            Cv2.WarpAffine(picture, picture, turn, picture.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
        }

        Soften(picture, Math.Max(0.5, face * (0.0022 + p.Blur)));
        if (p.SideShade > 0) ShadeSide(picture, p);
        if (p.Light != 1) picture.ConvertTo(picture, -1, p.Light);
        if (p.Grey)
        {
            Cv2.CvtColor(picture, picture, ColorConversionCodes.BGR2GRAY);
            Cv2.CvtColor(picture, picture, ColorConversionCodes.GRAY2BGR);
        }

        if (p.Noise > 0) AddNoise(picture, p);
    }

    private static void Soften(Mat picture, double sigma) => Cv2.GaussianBlur(picture, picture, default, sigma);

    private static void ShadeSide(Mat picture, Portrait p)
    {
        using var gain = new Mat(1, p.Width, MatType.CV_32FC3);
        for (var x = 0; x < p.Width; x++)
        {
            var share = 1 / (1 + Math.Exp(-(x - p.CentreX * p.Width) / (0.08 * p.FaceWidth * p.Width)));
            var factor = (float)(1 - p.SideShade * share);
            gain.Set(0, x, new Vec3f(factor, factor, factor));
        }

        using var whole = new Mat();
        Cv2.Repeat(gain, p.Height, 1, whole);
        using var real = new Mat();
        picture.ConvertTo(real, MatType.CV_32FC3);
        Cv2.Multiply(real, whole, real);
        real.ConvertTo(picture, MatType.CV_8UC3);
    }

    private static void AddNoise(Mat picture, Portrait p)
    {
        var random = new RNG((ulong)p.Seed + 1);
        using var noise = new Mat(picture.Size(), MatType.CV_16SC3);
        random.Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(p.Noise));
        // A sensor's noise is not independent between neighbours once the camera has interpolated its colours.
        Cv2.GaussianBlur(noise, noise, default, 0.6);
        using var wide = new Mat();
        picture.ConvertTo(wide, MatType.CV_16SC3);
        Cv2.Add(wide, noise, wide);
        wide.ConvertTo(picture, MatType.CV_8UC3);
    }

    // Turns the upright picture into the rows that this EXIF orientation stores.
    internal static void Store(Mat picture, int orientation)
    {
        switch (orientation)
        {
            case 2: Cv2.Flip(picture, picture, FlipMode.Y); break;
            case 3: Cv2.Rotate(picture, picture, RotateFlags.Rotate180); break;
            case 4: Cv2.Flip(picture, picture, FlipMode.X); break;
            case 5: Cv2.Transpose(picture, picture); break;
            case 6: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Counterclockwise); break;
            case 7:
                Cv2.Transpose(picture, picture);
                Cv2.Rotate(picture, picture, RotateFlags.Rotate180);
                break;
            case 8: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Clockwise); break;
        }
    }

    internal static Scalar Colour(Rgb rgb, double factor = 1) => new(
        Math.Min(255, rgb.B * factor), Math.Min(255, rgb.G * factor), Math.Min(255, rgb.R * factor));
}
