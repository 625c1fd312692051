using System.Buffers.Binary;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Drawing;

/// <summary>Copies of one photo on a sheet of photo paper, upright, with marks to cut along.</summary>
internal static class SheetOfPrints
{
    private const double InchMm = 25.4;
    private const double MarginMm = 2, GapMm = 2, MarkMm = 1.5;
    private const int Quality = 95;

    /// <summary>How many columns and rows fit, on paper of that width and height in pixels.</summary>
    private readonly record struct Layout(Size Paper, int Columns, int Rows)
    {
        public int Places => Columns * Rows;
    }

    public static Result<byte[]> Draw(PhotoFile file, PrintSheet sheet)
    {
        using var photo = PhotoDecoder.Decode(file, 1);
        if (photo is null) return PhotoErrors.Damaged;
        var print = PrintSize(file, photo, sheet);
        var layout = Best(sheet, print);
        var copies = sheet.Copies ?? layout.Places;
        if (layout.Places == 0 || copies > layout.Places) return PhotoErrors.PrintDoesNotFit.With("maxCopies", layout.Places);

        using var scaled = new Mat();
        Cv2.Resize(photo, scaled, print, interpolation: print.Width < photo.Width ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        using var paper = new Mat(layout.Paper, MatType.CV_8UC3, Scalar.All(255));
        for (var copy = 0; copy < copies; copy++) Place(paper, scaled, layout, copy, sheet.Dpi);
        return Encode(paper, sheet);
    }

    private static Size PrintSize(PhotoFile file, Mat photo, PrintSheet sheet)
    {
        var width = sheet.WidthMm is { } mm ? Pixels(mm, sheet.Dpi) : (int)Math.Round(photo.Width * (double)sheet.Dpi / Density(file));
        return new Size(width, (int)Math.Round(width * (double)photo.Height / photo.Width));
    }

    // A delivered photo's own resolution, from its JFIF header.
    private static int Density(PhotoFile file)
    {
        const int unitAt = 13, dotsPerInch = 1;
        return file.Bytes.AsSpan(6, 5).SequenceEqual("JFIF\0"u8) && file.Bytes[unitAt] == dotsPerInch
            ? Math.Max((ushort)1, BinaryPrimitives.ReadUInt16BigEndian(file.Bytes.AsSpan(unitAt + 1)))
            : 300;
    }

    private static Layout Best(PrintSheet sheet, Size print)
    {
        var (shortMm, longMm) = sheet.Paper == PrintPaper.FiveInch ? (89, 127) : (102, 152);
        Layout On(double widthMm, double heightMm) => new(
            new Size(Pixels(widthMm, sheet.Dpi), Pixels(heightMm, sheet.Dpi)),
            Fit(widthMm, print.Width, sheet.Dpi), Fit(heightMm, print.Height, sheet.Dpi));
        Layout[] ways = [On(shortMm, longMm), On(longMm, shortMm)];
        return ways.MaxBy(way => way.Places);
    }

    private static int Fit(double paperMm, int print, int dpi)
    {
        var (room, gap) = (Pixels(paperMm - 2 * MarginMm, dpi), Pixels(GapMm, dpi));
        return Math.Max(0, (room + gap) / (print + gap));
    }

    private static void Place(Mat paper, Mat print, Layout layout, int copy, int dpi)
    {
        var gap = Pixels(GapMm, dpi);
        var (column, row) = (copy % layout.Columns, copy / layout.Columns);
        var left = (paper.Width - (layout.Columns * (print.Width + gap) - gap)) / 2 + column * (print.Width + gap);
        var top = (paper.Height - (layout.Rows * (print.Height + gap) - gap)) / 2 + row * (print.Height + gap);
        using (var target = new Mat(paper, new Rect(left, top, print.Width, print.Height))) print.CopyTo(target);

        // Marks stand outside the print, one hair off its edge, so that no cut leaves a trace of them.
        var (mark, off) = (Pixels(MarkMm, dpi), 2);
        foreach (var x in (int[])[left - 1, left + print.Width])
        {
            Mark(paper, new Point(x, top - off - mark), new Point(x, top - off));
            Mark(paper, new Point(x, top + print.Height + off), new Point(x, top + print.Height + off + mark));
        }

        foreach (var y in (int[])[top - 1, top + print.Height])
        {
            Mark(paper, new Point(left - off - mark, y), new Point(left - off, y));
            Mark(paper, new Point(left + print.Width + off, y), new Point(left + print.Width + off + mark, y));
        }
    }

    private static void Mark(Mat paper, Point from, Point to) => Cv2.Line(paper, from, to, Scalar.All(90), 1);

    private static byte[] Encode(Mat paper, PrintSheet sheet)
    {
        if (sheet.Format == PrintFormat.Jpeg)
        {
            var jpeg = paper.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
            Standardiser.SetDensity(jpeg, sheet.Dpi);
            return jpeg;
        }

        // The resolution's chunk stands right behind the header (PNG 11.3.4.3), in dots per metre.
        const int headerEnd = 33;
        var png = paper.ToBytes(".png");
        var chunk = new byte[21];
        BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk.AsSpan(4));
        var perMetre = (int)Math.Round(sheet.Dpi / InchMm * 1000);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(8), perMetre);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(12), perMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(17), Crc32.Of(chunk.AsSpan(4, 13)));
        return [.. png[..headerEnd], .. chunk, .. png[headerEnd..]];
    }

    private static int Pixels(double mm, int dpi) => (int)Math.Round(mm / InchMm * dpi);
}
