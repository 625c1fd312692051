using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faults of what does not belong into the picture.</summary>
internal static class ExtraFaults
{
    private static readonly string[] Marks = ["SAMPLE", "PREVIEW", "COPYRIGHT", "ID PHOTO STUDIO", "www.photo.example", "DO NOT COPY"];

    public static IEnumerable<FaultKind> All =>
    [
        new("watermark", "text across the picture, once or tiled; opacity", [FaultCodes.Watermark, FaultCodes.Text], [0.22, 0.34, 0.55], Watermark),
        new("text-line", "a line of text at the edge; height in face widths", [FaultCodes.Text, FaultCodes.Watermark], [0.06, 0.09, 0.13], TextLine),
        new("date-stamp", "the camera's date in a corner; height in face widths", [FaultCodes.Text, FaultCodes.Watermark], [0.06, 0.085, 0.11], DateStamp),
        new("seal", "a red seal over the shoulder; opacity", [FaultCodes.Watermark, FaultCodes.Text], [0.45, 0.65, 0.85], Seal),
        new("dark-border", "a dark frame; width by the picture's", [FaultCodes.Border], [0.012, 0.03, 0.06], (sitter, strength, chance) =>
            Framed(sitter, strength, Scalar.All(chance.Between(0, 40)), chance.Below(2) == 0)),
        new("white-border", "a white frame with a fine line, as on paper; width by the picture's", [FaultCodes.Border], [0.03, 0.05, 0.08], (sitter, strength, _) =>
            Framed(sitter, strength, Scalar.All(254), true)),
        new("bars", "black bars above and below or at the sides; share of the picture", [FaultCodes.Border], [0.04, 0.08, 0.14], Bars),
        new("screenshot", "a phone's screen with its bars; height of the bars by the picture's", [FaultCodes.Border, FaultCodes.Text], [0.06, 0.09, 0.12], Screenshot),
        new("paper-print", "a print lying on a table; width of the table by the picture's", [FaultCodes.Border, FaultCodes.Reshot, FaultCodes.BackgroundUniformity], [0.08, 0.12, 0.18], Paper),
    ];

    private static Made Watermark(Sitter sitter, double strength, Chance chance)
    {
        var text = chance.Of(Marks);
        var tiled = chance.Below(2) == 0;
        var colour = Scalar.All(chance.Of(255, 255, 128, 60));
        var angle = chance.Between(15, 40);
        return LightFaults.Changed(sitter, picture => Brush.Paint(picture, colour, strength, 0.6, mask =>
        {
            if (!tiled)
            {
                Write(mask, text, sitter.At(0, 0.15), 1.7 * sitter.W, 0, -angle);
                return;
            }

            for (var row = -3; row <= 4; row++)
            {
                for (var column = -2; column <= 2; column++)
                    Write(mask, text, sitter.At(column * 0.95 + (row % 2) * 0.4, row * 0.5), 0.6 * sitter.W, 0, -angle);
            }
        }));
    }

    private static Made TextLine(Sitter sitter, double strength, Chance chance)
    {
        var text = chance.Of("Zhang San 2023010101", "No. 37020220010101", "Class of 2027 - 0016", "IMG_20270312_0915.jpg");
        var top = chance.Below(3) == 0;
        var ink = chance.Of(Scalar.All(250), Scalar.All(20), new Scalar(30, 30, 220));
        var height = strength * sitter.W;
        // Within what is left when the photo is cut around the head.
        var y = top ? sitter.HeadTop - 0.12 * sitter.W : Math.Min(sitter.Picture.Height - 1.2 * height, sitter.Eyes.Y + 1.45 * sitter.W);
        var middle = new Point2d(sitter.Eyes.X, Math.Max(height, y));
        return LightFaults.Changed(sitter, picture =>
        {
            var colour = top ? Scalar.All(30) : Seen(ink, picture, middle, height);
            Brush.Paint(picture, colour, 1, 0.5, mask => Write(mask, text, middle, 0, height, 0));
        });
    }

    // White ink on a white shirt is seen by nobody: there it is dark.
    private static Scalar Seen(Scalar ink, Mat picture, Point2d middle, double height)
    {
        const double leastApart = 60;
        var ground = Brush.Around(picture, [new Point2d(middle.X - 5 * height, middle.Y), new Point2d(middle.X + 5 * height, middle.Y)], 0.5 * height);
        using var part = new Mat(picture, ground);
        var mean = Cv2.Mean(part);
        var apart = (Math.Abs(mean.Val0 - ink.Val0) + Math.Abs(mean.Val1 - ink.Val1) + Math.Abs(mean.Val2 - ink.Val2)) / 3;
        return apart < leastApart ? Scalar.All(mean.Val1 > 128 ? 20 : 250) : ink;
    }

    private static Made DateStamp(Sitter sitter, double strength, Chance chance)
    {
        var text = chance.Of("'24 05 12", "2027/03/12", "12.03.2027 09:15", "2026-11-25");
        return LightFaults.Changed(sitter, picture => Brush.Paint(picture, new Scalar(30, chance.Between(110, 170), 255), 0.95, 0.7, mask =>
        {
            var height = strength * sitter.W;
            var corner = sitter.At(0.6, 1.42);
            Write(mask, text, new Point2d(corner.X, Math.Min(picture.Height - 1.2 * height, corner.Y)), 0, height, 0);
        }));
    }

    private static Made Seal(Sitter sitter, double strength, Chance chance)
    {
        var middle = sitter.At(chance.Side() * 0.6, 1.05);
        var radius = chance.Between(0.28, 0.36) * sitter.W;
        return LightFaults.Changed(sitter, picture => Brush.Paint(picture, new Scalar(40, 30, 215), strength, 0.7, mask =>
        {
            Cv2.Circle(mask, (int)middle.X, (int)middle.Y, (int)radius, Scalar.All(255), Math.Max(2, (int)(0.07 * radius)), LineTypes.AntiAlias);
            Brush.Fill(mask, Enumerable.Range(0, 10).Select(i =>
            {
                var (sin, cos) = Math.SinCos(Math.PI * i / 5);
                var reach = radius * (i % 2 == 0 ? 0.32 : 0.13);
                return new Point2d(middle.X + sin * reach, middle.Y - cos * reach);
            }));
            for (var i = 0; i < 11; i++)
            {
                var angle = -130 + 26 * i;
                var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
                Write(mask, "ABCDEFGHIKLMN"[i].ToString(), new Point2d(middle.X + sin * radius * 0.72, middle.Y - cos * radius * 0.72), 0, 0.26 * radius, angle);
            }
        }));
    }

    private static Made Framed(Sitter sitter, double strength, Scalar colour, bool line)
    {
        var head = Portrait(sitter);
        using var inner = head;
        var width = Math.Max(2, (int)(strength * inner.Width));
        var picture = new Mat();
        Cv2.CopyMakeBorder(inner, picture, width, width, width, width, BorderTypes.Constant, colour);
        if (line) Cv2.Rectangle(picture, new Rect(width - 1, width - 1, inner.Width + 1, inner.Height + 1), Scalar.All(90), 1);
        return new Made(picture);
    }

    /// <summary>The portrait as a finished photo shows it: 3 to 4, the head where it belongs.</summary>
    public static Mat Portrait(Sitter sitter)
    {
        var width = Math.Min(sitter.Picture.Width, 2.1 * sitter.W);
        var top = Math.Max(0, sitter.HeadTop - 0.3 * sitter.W);
        var height = Math.Min(sitter.Picture.Height - top, width * 4 / 3);
        width = height * 3 / 4;
        return Brush.Cut(sitter.Picture, sitter.Eyes.X - width / 2, top, width, height);
    }

    private static Made Bars(Sitter sitter, double strength, Chance chance)
    {
        using var inner = Portrait(sitter);
        var picture = new Mat();
        var sides = chance.Below(2) == 0;
        var (across, down) = ((int)(strength * inner.Width), (int)(strength * inner.Height));
        Cv2.CopyMakeBorder(inner, picture, sides ? 0 : down, sides ? 0 : down, sides ? across : 0, sides ? across : 0, BorderTypes.Constant, Scalar.All(0));
        return new Made(picture);
    }

    private static Made Screenshot(Sitter sitter, double strength, Chance chance)
    {
        using var inner = Portrait(sitter);
        var bar = (int)(strength * inner.Height);
        var dark = chance.Below(2) == 0;
        var (ground, ink) = dark ? (Scalar.All(12), Scalar.All(240)) : (Scalar.All(250), Scalar.All(20));
        var picture = new Mat();
        Cv2.CopyMakeBorder(inner, picture, bar, (int)(1.6 * bar), 0, 0, BorderTypes.Constant, ground);
        Brush.Paint(picture, ink, 1, 0.4, mask =>
        {
            Write(mask, chance.Of("9:41", "14:07", "20:15"), new Point2d(0.14 * picture.Width, 0.5 * bar), 0, 0.36 * bar, 0);
            Write(mask, "5G", new Point2d(0.78 * picture.Width, 0.5 * bar), 0, 0.3 * bar, 0);
            Cv2.Rectangle(mask, new Rect((int)(0.85 * picture.Width), (int)(0.35 * bar), (int)(0.09 * picture.Width), (int)(0.32 * bar)), Scalar.All(255), Math.Max(1, bar / 24));
            for (var i = 0; i < 4; i++)
                Cv2.Circle(mask, (int)((0.15 + 0.23 * i) * picture.Width), picture.Height - (int)(0.8 * bar), (int)(0.25 * bar), Scalar.All(255), Math.Max(1, bar / 16), LineTypes.AntiAlias);
        });
        return new Made(picture) { Extension = chance.Of(".jpg", ".png") };
    }

    private static Made Paper(Sitter sitter, double strength, Chance chance)
    {
        using var inner = Portrait(sitter);
        using var print = new Mat();
        var white = (int)(0.03 * inner.Width);
        Cv2.CopyMakeBorder(inner, print, white, white, white, white, BorderTypes.Constant, Scalar.All(243));
        print.ConvertTo(print, -1, 0.9, 8);
        var (width, height) = (print.Width, print.Height);
        var room = strength * width;
        var size = new Size(width + 2 * room, height + 2 * room);
        var wood = chance.Of(new Scalar(60, 92, 132), new Scalar(70, 74, 80), new Scalar(110, 140, 170));
        var picture = new Mat(size, MatType.CV_8UC3, wood);
        var grain = Brush.Waves(chance, 0.4 * sitter.W);
        Brush.Shade(picture, (x, y) => 1 + 0.12 * grain(x * 0.2, y * 3));
        Point2f[] from = [new(0, 0), new(width, 0), new(width, height), new(0, height)];
        Point2f Off(double x, double y) => new(
            (float)(x + room * chance.Between(0.5, 1.4)), (float)(y + room * chance.Between(0.5, 1.4)));
        Point2f[] to = [Off(0, 0), Off(width, 0), Off(width, height), Off(0, height)];
        using var place = Cv2.GetPerspectiveTransform(from, to);
        using var lying = new Mat();
        Cv2.WarpPerspective(print, lying, place, size);
        Brush.Darken(picture, 0.6, 0.02 * sitter.W, mask => Brush.Fill(mask, to.Select(p => new Point2d(p.X + 0.02 * sitter.W, p.Y + 0.02 * sitter.W))));
        using var share = Brush.Mask(size, 0.7, mask => Brush.Fill(mask, to.Select(p => new Point2d(p.X, p.Y))));
        Brush.Blend(picture, lying, share);
        Brush.Shade(picture, (x, y) => 1.03 - 0.14 * x / size.Width - 0.06 * y / size.Height);
        return new Made(picture) { Quality = 88 };
    }

    /// <summary>Writes in white on a mask, centred; by width or, where that is zero, by height.</summary>
    private static void Write(Mat mask, string text, Point2d middle, double width, double height, double angle)
    {
        const HersheyFonts font = HersheyFonts.HersheyDuplex;
        var unit = Cv2.GetTextSize(text, font, 1, 2, out _);
        var scale = width > 0 ? width / unit.Width : height / unit.Height;
        var thickness = Math.Max(1, (int)Math.Round(scale * 1.6));
        var size = Cv2.GetTextSize(text, font, scale, thickness, out var baseline);
        using var written = new Mat(size.Height + 2 * baseline + 4, size.Width + 8, MatType.CV_8UC1, Scalar.All(0));
        Cv2.PutText(written, text, new Point(4, size.Height + baseline / 2 + 2), font, scale, Scalar.All(255), thickness, LineTypes.AntiAlias);
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(written.Width / 2f, written.Height / 2f), -angle, 1);
        turn.Set(0, 2, turn.At<double>(0, 2) + middle.X - written.Width / 2.0);
        turn.Set(1, 2, turn.At<double>(1, 2) + middle.Y - written.Height / 2.0);
        using var placed = new Mat();
        Cv2.WarpAffine(written, placed, turn, mask.Size());
        Cv2.Max(mask, placed, mask);
    }
}
