using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>What is done to a good portrait so that one item must fail.</summary>
internal static class SceneFaults
{
    public static IReadOnlyList<(string Name, string Item, Func<Stage, Mat> Make)> All { get; } =
    [
        ("red background", "background.colour", stage => Behind(stage, new Scalar(40, 40, 200), (_, _) => 1)),
        ("background that fades", "background.gradient", stage => Behind(stage, new Scalar(70, 50, 40), (_, y) => 0.7 * y)),
        ("shadow beside the head", "background.shadow", Shadow),
        ("picture on the wall", "background.objects", stage => Behind(stage, new Scalar(60, 90, 140), (x, y) => x > 0.82 && y is > 0.15 and < 0.5 ? 1 : 0)),
        ("striped wall", "background.uniformity", stage => Behind(stage, new Scalar(90, 90, 90), (x, _) => (int)(x * 24) % 2 == 0 ? 0.6 : 0)),
        ("dark rim of a bad cut-out", "person.outline", Rim),
        ("clothes of the background's colour", "person.contrast", Clothes),
        ("dark", "exposure.dark", stage => Scaled(stage, 0.25, 0.25, 0.25)),
        ("burnt out", "exposure.bright", stage => Scaled(stage, 2, 2, 2)),
        ("washed out", "exposure.contrast", stage => Scaled(stage, 0.35, 0.35, 0.35, 150)),
        ("light from one side", "light.evenness", stage => Shaded(stage, (x, _) => 1 - 0.65 * Math.Clamp((x - 0.38) / 0.24, 0, 1))),
        ("shining forehead", "light.highlight", Shine),
        ("red eyes", "eyes.red", RedEyes),
        ("blue light", "colour.cast", stage => Scaled(stage, 1.5, 1, 0.6)),
        ("yellow light", "colour.cast", stage => Scaled(stage, 0.45, 1, 1.1)),
        ("green light", "colour.cast", stage => Scaled(stage, 0.75, 1.15, 0.75)),
        ("black and white", "colour.present", Grey),
        ("sepia", "colour.present", Sepia),
        ("out of focus", "sharpness.face", stage => Changed(stage, (from, to) => Cv2.GaussianBlur(from, to, new Size(0, 0), 0.014 * stage.FaceWidth))),
        ("moved", "sharpness.motion", Moved),
        ("enlarged from a small picture", "sharpness.upscaled", stage => Changed(stage, (from, to) => Resized(from, to, 5, InterpolationFlags.Cubic))),
        ("enlarged pixels", "sharpness.pixelation", stage => Changed(stage, (from, to) => Resized(from, to, 7, InterpolationFlags.Nearest))),
        ("taken of a screen", "sharpness.reshot", stage => Shaded(stage, (x, y) =>
            1 + 0.06 * Math.Cos(2 * Math.PI * (x * 900 + y * 40) / 3.1) + 0.06 * Math.Cos(2 * Math.PI * (y * 1200 - x * 40) / 3.1))),
        ("compressed too much", "sharpness.compression", Compressed),
        ("noisy", "sharpness.noise", Noisy),
        ("white frame", "extra.border", stage => Framed(stage, Scalar.All(0), 27)),
        ("fine line around", "extra.border", stage => Framed(stage, new Scalar(40, 40, 160), 3)),
        ("watermark", "extra.watermark", Watermark),
        ("date", "extra.text", Date),
    ];

    private static Mat Changed(Stage stage, Action<Mat, Mat> change)
    {
        var changed = new Mat();
        change(stage.Picture, changed);
        return changed;
    }

    private static Mat Scaled(Stage stage, double blue, double green, double red, double more = 0) => Changed(stage, (from, to) =>
    {
        Cv2.Multiply(from, new Scalar(blue, green, red), to);
        Cv2.Add(to, Scalar.All(more), to);
    });

    // Places as shares of the picture, 0 to 1.
    private static Mat Share(Stage stage, Func<double, double, double> share)
    {
        var (width, height) = (stage.Picture.Width, stage.Picture.Height);
        var values = new float[width * height];
        for (var i = 0; i < values.Length; i++) values[i] = (float)share(i % width / (double)width, i / width / (double)height);
        using var mat = Mat.FromPixelData(height, width, MatType.CV_32FC1, values);
        return mat.Clone();
    }

    private static Mat Shaded(Stage stage, Func<double, double, double> factor) => Changed(stage, (from, to) =>
    {
        using var share = Share(stage, factor);
        using var three = new Mat();
        Cv2.Merge([share, share, share], three);
        from.ConvertTo(to, MatType.CV_32FC3);
        Cv2.Multiply(to, three, to);
        to.ConvertTo(to, MatType.CV_8UC3);
    });

    private static Mat Painted(Stage stage, Scalar colour, Mat share) => Changed(stage, (from, to) =>
    {
        using var three = new Mat();
        Cv2.Merge([share, share, share], three);
        using var old = new Mat();
        from.ConvertTo(old, MatType.CV_32FC3);
        using var paint = new Mat(from.Size(), MatType.CV_32FC3, colour);
        Cv2.Subtract(paint, old, paint);
        Cv2.Multiply(paint, three, paint);
        Cv2.Add(old, paint, to);
        to.ConvertTo(to, MatType.CV_8UC3);
    });

    private static Mat Behind(Stage stage, Scalar colour, Func<double, double, double> strength)
    {
        using var share = Share(stage, strength);
        using var background = new Mat();
        stage.Person.ConvertTo(background, MatType.CV_32FC1, -1, 1);
        Cv2.Multiply(share, background, share);
        return Painted(stage, colour, share);
    }

    private static Mat Shadow(Stage stage)
    {
        using var move = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { 1, 0, 0.25 * stage.FaceWidth, 0, 1, 0.05 * stage.FaceWidth });
        using var shade = new Mat();
        Cv2.WarpAffine(stage.Person, shade, move, stage.Person.Size());
        Cv2.GaussianBlur(shade, shade, new Size(0, 0), 0.05 * stage.FaceWidth);
        shade.GetArray(out float[] values);
        var width = shade.Width;
        return Behind(stage, Scalar.All(0), (x, y) => 0.4 * values[(int)Math.Round(y * shade.Height) * width + (int)Math.Round(x * width)]);
    }

    private static Mat Rim(Stage stage)
    {
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(11, 11));
        using var rim = new Mat();
        Cv2.MorphologyEx(stage.Person, rim, MorphTypes.Gradient, brush);
        return Painted(stage, Scalar.All(10), rim);
    }

    private static Mat Clothes(Stage stage)
    {
        var below = (int)(stage.Middle.Y + 0.95 * stage.FaceWidth);
        using var share = stage.Person.Clone();
        share[0, below, 0, share.Width].SetTo(Scalar.All(0));
        return Painted(stage, new Scalar(240, 240, 240), share);
    }

    private static Mat Shine(Stage stage)
    {
        using var share = new Mat(stage.Picture.Size(), MatType.CV_32FC1, Scalar.All(0));
        Cv2.Circle(share, (int)stage.Middle.X, (int)(stage.Middle.Y - 0.3 * stage.FaceWidth), (int)(0.16 * stage.FaceWidth), Scalar.All(1), -1);
        Cv2.Circle(share, (int)(stage.Middle.X + 0.24 * stage.FaceWidth), (int)(stage.Middle.Y + 0.3 * stage.FaceWidth), (int)(0.12 * stage.FaceWidth), Scalar.All(1), -1);
        Cv2.GaussianBlur(share, share, new Size(0, 0), 0.02 * stage.FaceWidth);
        return Painted(stage, Scalar.All(255), share);
    }

    private static Mat RedEyes(Stage stage) => Changed(stage, (from, to) =>
    {
        from.CopyTo(to);
        foreach (var pupil in (Point2d[])[stage.PupilA, stage.PupilB])
        {
            Cv2.Circle(to, (int)pupil.X, (int)pupil.Y, (int)(0.035 * stage.FaceWidth), new Scalar(40, 30, 215), -1, LineTypes.AntiAlias);
        }
    });

    private static Mat Grey(Stage stage) => Changed(stage, (from, to) =>
    {
        Cv2.CvtColor(from, to, ColorConversionCodes.BGR2GRAY);
        Cv2.CvtColor(to, to, ColorConversionCodes.GRAY2BGR);
    });

    private static Mat Sepia(Stage stage)
    {
        var sepia = Grey(stage);
        Cv2.Multiply(sepia, new Scalar(0.72, 0.9, 1.05), sepia);
        return sepia;
    }

    private static Mat Moved(Stage stage) => Changed(stage, (from, to) =>
    {
        using var line = new Mat(1, 2 * (int)(0.03 * stage.FaceWidth) + 1, MatType.CV_32FC1, Scalar.All(1));
        Cv2.Multiply(line, Scalar.All(1.0 / line.Width), line);
        Cv2.Filter2D(from, to, -1, line);
    });

    private static void Resized(Mat from, Mat to, int factor, InterpolationFlags back)
    {
        using var small = new Mat();
        Cv2.Resize(from, small, default, 1.0 / factor, 1.0 / factor, InterpolationFlags.Area);
        Cv2.Resize(small, to, from.Size(), 0, 0, back);
    }

    private static Mat Compressed(Stage stage)
    {
        Cv2.ImEncode(".jpg", stage.Picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 7));
        return Cv2.ImDecode(jpeg, ImreadModes.Color);
    }

    private static Mat Noisy(Stage stage) => Changed(stage, (from, to) =>
    {
        using var noise = new Mat(from.Size(), MatType.CV_16SC3);
        Cv2.Randn(noise, Scalar.All(0), Scalar.All(18));
        from.ConvertTo(to, MatType.CV_16SC3);
        Cv2.Add(to, noise, to);
        to.ConvertTo(to, MatType.CV_8UC3);
    });

    private static Mat Framed(Stage stage, Scalar colour, int thickness) => Changed(stage, (from, to) =>
    {
        from.CopyTo(to);
        Cv2.Rectangle(to, new Rect(14, 14, to.Width - 28, to.Height - 28), colour, thickness);
    });

    private static Mat Watermark(Stage stage)
    {
        var (width, height) = (stage.Picture.Width, stage.Picture.Height);
        using var share = new Mat(height, width, MatType.CV_32FC1, Scalar.All(0));
        for (var y = 60; y < height; y += 130)
        {
            for (var x = -40; x < width; x += 250) Cv2.PutText(share, "SAMPLE", new Point(x + y % 260 / 2, y), HersheyFonts.HersheySimplex, 1.5, Scalar.All(0.3), 3, LineTypes.AntiAlias);
        }

        return Painted(stage, Scalar.All(110), share);
    }

    private static Mat Date(Stage stage) => Changed(stage, (from, to) =>
    {
        from.CopyTo(to);
        Cv2.PutText(to, "2027 03 12", new Point(to.Width - 330, to.Height - 60), HersheyFonts.HersheySimplex, 1.6, new Scalar(30, 130, 255), 3, LineTypes.AntiAlias);
    });
}
