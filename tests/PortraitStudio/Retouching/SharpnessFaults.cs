using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of lens, sensor and file. Strengths in face widths are the same at every resolution.</summary>
internal static class SharpnessFaults
{
    public static IEnumerable<FaultKind> All =>
    [
        new("blur", "Gaussian blur; standard deviation in face widths", [FaultCodes.Sharpness], [0.010, 0.016, 0.030], (sitter, strength, _) =>
        {
            var picture = new Mat();
            Cv2.GaussianBlur(sitter.Picture, picture, default, strength * sitter.W);
            return new Made(picture);
        }),
        new("motion", "camera shake in one direction; length in face widths", [FaultCodes.Motion, FaultCodes.Sharpness], [0.035, 0.055, 0.090], Motion),
        new("defocus", "disc blur of a lens out of focus; radius in face widths", [FaultCodes.Sharpness], [0.018, 0.028, 0.045], Defocus),
        new("upscaled", "a small picture enlarged; its face width in pixels", [FaultCodes.Upscaled, FaultCodes.Sharpness], [85, 65, 45], (sitter, strength, chance) =>
            new Made(Enlarged(sitter, strength, chance.Of(InterpolationFlags.Cubic, InterpolationFlags.Linear)))),
        new("pixelated", "a small picture enlarged in squares; its face width in pixels", [FaultCodes.Pixelation, FaultCodes.Upscaled, FaultCodes.Sharpness, FaultCodes.Compression], [80, 55, 35], (sitter, strength, _) =>
            new Made(Enlarged(sitter, strength, InterpolationFlags.Nearest))),
        new("reshot-screen", "photographed from a screen; depth of its pixel grid", [FaultCodes.Reshot], [0.10, 0.18, 0.28], Screen),
        new("compressed", "JPEG of low quality at about the delivered size; quality factor", [FaultCodes.Compression, FaultCodes.Sharpness], [16, 10, 6], (sitter, strength, chance) =>
            new Made(Brush.Resized(sitter.Picture, Math.Min(1, chance.Between(215, 250) / sitter.W))) { Quality = (int)strength }),
        new("noise", "sensor noise; standard deviation in levels at the delivered size", [FaultCodes.Noise], [14, 22, 34], (sitter, strength, chance) =>
        {
            var picture = Brush.Resized(sitter.Picture, Math.Min(1, 300 / sitter.W));
            picture.ConvertTo(picture, -1, 0.8);
            Brush.Noise(picture, strength, chance.Seed, chance.Between(0.5, 0.8));
            return new Made(picture) { Quality = 90 };
        }),
    ];

    private static Made Motion(Sitter sitter, double strength, Chance chance)
    {
        var length = Math.Max(3, strength * sitter.W);
        var side = (int)length | 1;
        using var kernel = new Mat(side, side, MatType.CV_32FC1, Scalar.All(0));
        var (sin, cos) = Math.SinCos(chance.Between(0, Math.PI));
        var reach = length / 2;
        var middle = side / 2;
        for (var step = -reach; step <= reach; step += 0.1)
        {
            var (x, y) = ((int)Math.Round(middle + cos * step), (int)Math.Round(middle + sin * step));
            if (x >= 0 && y >= 0 && x < side && y < side) kernel.Set(y, x, kernel.At<float>(y, x) + 1);
        }

        return new Made(Filtered(sitter.Picture, kernel));
    }

    private static Made Defocus(Sitter sitter, double strength, Chance chance)
    {
        var radius = Math.Max(2, (int)Math.Round(strength * sitter.W));
        using var kernel = new Mat(2 * radius + 1, 2 * radius + 1, MatType.CV_32FC1, Scalar.All(0));
        Cv2.Circle(kernel, new Point(radius, radius), radius, Scalar.All(1), -1);
        return new Made(Filtered(sitter.Picture, kernel));
    }

    private static Mat Filtered(Mat picture, Mat kernel)
    {
        using var normal = new Mat();
        kernel.ConvertTo(normal, -1, 1 / Cv2.Sum(kernel).Val0);
        var filtered = new Mat();
        Cv2.Filter2D(picture, filtered, -1, normal, borderType: BorderTypes.Replicate);
        return filtered;
    }

    private static Mat Enlarged(Sitter sitter, double faceWidth, InterpolationFlags how)
    {
        using var small = Brush.Resized(sitter.Picture, faceWidth / sitter.W);
        var picture = new Mat();
        Cv2.Resize(small, picture, sitter.Picture.Size(), interpolation: how);
        return picture;
    }

    // A screen's red, green and blue stripes and the gaps of its rows, seen at a slant and sampled by a coarser sensor.
    private static Made Screen(Sitter sitter, double strength, Chance chance)
    {
        var picture = Brush.Resized(sitter.Picture, Math.Min(1, 330 / sitter.W));
        var (width, height) = (picture.Width, picture.Height);
        var slant = chance.Between(0.02, 0.05);
        Point2f[] from = [new(0, 0), new(width, 0), new(width, height), new(0, height)];
        Point2f Off(double x, double y) => new(
            (float)(x + width * chance.Between(-slant, slant) / 2), (float)(y + height * chance.Between(-slant, slant) / 2));
        Point2f[] to = [Off(0, 0), Off(width, 0), Off(width, height), Off(0, height)];
        using var toScreen = Cv2.GetPerspectiveTransform(to, from);
        using var toPicture = Cv2.GetPerspectiveTransform(from, to);
        Cv2.WarpPerspective(picture, picture, toPicture, picture.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);

        var h = new double[9];
        for (var i = 0; i < 9; i++) h[i] = toScreen.At<double>(i / 3, i % 3);
        var pitch = chance.Between(1.03, 1.7);
        var (sin, cos) = Math.SinCos(chance.Between(-0.06, 0.06));
        var glow = chance.Between(0.02, 0.06);
        Brush.Each(picture, Brush.Frame(picture), (x, y, b, g, r) =>
        {
            var w = h[6] * x + h[7] * y + h[8];
            var (u, v) = ((h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w);
            (u, v) = ((cos * u - sin * v) / pitch, (sin * u + cos * v) / pitch);
            var rows = 1 + strength * 0.6 * Math.Cos(6.2832 * v);
            double Stripe(double value, double phase) =>
                255 * glow + value * (1 - glow) * rows * (1 + strength * Math.Cos(6.2832 * (u + phase)));
            return (Stripe(b, 2 / 3.0) * 1.03, Stripe(g, 1 / 3.0), Stripe(r, 0) * 0.97);
        });
        Brush.Noise(picture, 1.5, chance.Seed);
        return new Made(picture) { Quality = 94 };
    }
}
