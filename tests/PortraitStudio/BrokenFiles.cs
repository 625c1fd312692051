using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

using OpenCvSharp;

namespace CampusPhoto.PortraitStudio;

/// <summary>
/// Files that somebody may send instead of a photo, by families: bombs, lies, cuts, polyglots, foreign types, unusual but
/// honest photos. Each family makes as many different files as are asked for, the same for the same number.
/// </summary>
public static class BrokenFiles
{
    private static readonly byte[] Portrait = Studio.Draw(new Portrait { Width = 600, Height = 800 });
    private static readonly byte[] Png = Studio.Draw(new Portrait { Width = 480, Height = 640 }, ".png");
    private static readonly byte[] Progressive = Encode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1));

    /// <summary>The families by name.</summary>
    public static IReadOnlyDictionary<string, Func<int, byte[]>> All { get; } = new Dictionary<string, Func<int, byte[]>>(StringComparer.Ordinal)
    {
        ["png-bomb"] = n => PngOf(65_535 - n, 65_535, 1, 0, new byte[2_000]),
        ["png-deep-bomb"] = n => PngOf(7_000 - n, 7_000, 16, 6, new byte[4_000]),
        ["png-text-bomb"] = n => WithChunk(Png, "zTXt", [.. "Comment\0\0"u8, .. Zip(new byte[(20 + n) * 1_000_000])]),
        ["png-profile-bomb"] = n => WithChunk(Png, "iCCP", [.. "ICC\0\0"u8, .. Zip(new byte[(20 + n) * 1_000_000])]),
        ["png-animation"] = n => WithChunk(Png, "acTL", [0, 0, (byte)(n >> 8), (byte)n, 0, 0, 0, 0]),
        ["png-lies"] = n => PngOf(600 + n, 800, 8, 2, new byte[100 * (n + 1)]),
        ["png-interlaced-lie"] = n => Reheaded(n),
        ["png-palette-without-colours"] = n => PngOf(480 + n, 640, 8, 3, new byte[641 * 481]),
        ["png-16-bit"] = n => Converted(MatType.CV_16UC3, 257, n),
        ["png-alpha"] = WithAlpha,
        ["png-cut"] = n => Png[..(Png.Length * (n % 99 + 1) / 100)],
        ["png-flipped"] = n => Flip(Png, n, 1 + n % 5),
        ["jpeg-bomb"] = n => Resized(Portrait, 65_500 - n, 65_500),
        ["jpeg-many-scans"] = n => ManyScans(1_000 * (n + 1)),
        ["jpeg-repeated-scan"] = n => RepeatLastScan(Progressive, 20 + n),
        ["jpeg-larger-than-data"] = n => Resized(Portrait, 3_000 + n, 4_000),
        ["jpeg-smaller-than-data"] = n => Resized(Portrait, 300 + n, 400),
        ["jpeg-no-height"] = n => Resized(Portrait, 600, 0),
        ["jpeg-1-by-65535"] = n => Resized(Portrait, 1 + n, 65_535),
        ["jpeg-cut"] = n => Portrait[..(Portrait.Length * (n % 99 + 1) / 100)],
        ["jpeg-cut-and-ended"] = n => [.. Portrait[..(Portrait.Length * (n % 99 + 1) / 100)], 0xFF, 0xD9],
        ["progressive-cut"] = n => Progressive[..(Progressive.Length * (n % 99 + 1) / 100)],
        ["progressive-cut-and-ended"] = n => [.. Progressive[..(Progressive.Length * (n % 99 + 1) / 100)], 0xFF, 0xD9],
        ["jpeg-flipped"] = n => Flip(Portrait, n, 1 + n % 8),
        ["jpeg-noise-in-scan"] = n => Noisy(Portrait, n),
        ["jpeg-lossless"] = n => Relabelled(Portrait, (byte)(0xC3 + n % 3 * 2)),
        ["jpeg-arithmetic"] = n => Relabelled(Portrait, (byte)(n % 2 == 0 ? 0xC9 : 0xCA)),
        ["jpeg-12-bit"] = n => Precise(Portrait, (byte)(9 + n % 8)),
        ["jpeg-grey"] = n => Grey(60 + n % 40),
        ["jpeg-adobe"] = n => WithSegment(Portrait, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(n % 3)]),
        ["jpeg-orientations"] = n => ExifWriter.WithOrientation(Portrait, n % 12),
        ["exif-circle"] = n => WithSegment(Portrait, 0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, (byte)n]),
        ["exif-short"] = n => WithSegment(Portrait, 0xE1, [.. "Exif\0\0MM\0*"u8, .. new byte[n % 12]]),
        ["exif-thumbnail"] = n => WithSegment(Portrait, 0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Studio.Draw(new Portrait { Width = 120, Height = 160, Seed = n })]),
        ["xmp-entities"] = n => WithSegment(Portrait, 0xE1, Encoding.UTF8.GetBytes($"http://ns.adobe.com/xap/1.0/\0<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;{n}</x>")),
        ["profile-damaged"] = n => WithSegment(Portrait, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Random(n, 40 + n)]),
        ["profile-display-p3"] = n => WithSegment(Portrait, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Profiles.DisplayP3]),
        ["zip-behind"] = n => [.. Portrait, .. "PK\u0003\u0004"u8, .. Random(n, 500)],
        ["html-inside"] = n => WithSegment(Portrait, 0xFE, Encoding.UTF8.GetBytes($"<html><script>alert({n})</script></html>")),
        ["php-inside"] = n => WithSegment(Portrait, 0xFE, Encoding.UTF8.GetBytes($"<?php system('id {n}'); ?>")),
        ["svg"] = n => Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{n}\"><script>1</script></svg>"),
        ["gif-animation"] = n => [.. "GIF89a"u8, 0xE0, 1, 0x80, 2, 0x80, 0, 0, .. Random(n, 5_000)],
        ["gif-with-archive"] = n => [.. "GIF89a"u8, .. Random(n, 200), .. "PK\u0003\u0004"u8],
        ["webp-bomb"] = n => [.. "RIFF"u8, 0xFF, 0xFF, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 0xFF, 0x3F, 0, 0xFF, 0x3F, (byte)n],
        ["pdf"] = n => Encoding.ASCII.GetBytes($"%PDF-1.7\n{n} 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF"),
        ["heic"] = n => Media(n % 2 == 0 ? "heic" : "mif1", n),
        ["avif-or-jxl"] = n => n % 2 == 0 ? Media("avif", n) : [0, 0, 0, 12, .. "JXL \r\n"u8, 0x87, 10, .. Random(n, 100)],
        ["two-pictures"] = n => [.. Portrait, .. Studio.Draw(new Portrait { Width = 300, Height = 400, Seed = n })],
        ["motion-photo"] = n => [.. Portrait, .. Media("mp42", n)],
        ["picture-in-picture"] = n => [.. Portrait[..2], .. Portrait[..2], .. Portrait[2..]],
        ["one-pixel"] = n => Flat(1 + n % 4, 1 + n / 4 % 4),
        ["48-megapixels"] = n => Flat(8_000, 6_000 + n),
        ["200-megapixels"] = n => Resized(Portrait, 16_320, 12_240 + n),
        ["empty-or-nearly"] = n => Portrait[..(n % 12)],
        ["noise"] = n => Random(n, 100 + 97 * n),
    };

    private static byte[] Encode(string type, params ImageEncodingParam[] settings)
    {
        using var picture = Cv2.ImDecode(Portrait, ImreadModes.Color);
        return picture.ToBytes(type, settings);
    }

    private static byte[] Flat(int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(240, 240, 240));
        return picture.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, 50));
    }

    private static byte[] Grey(int quality)
    {
        using var picture = Cv2.ImDecode(Portrait, ImreadModes.Grayscale);
        return picture.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
    }

    private static byte[] Converted(MatType type, double factor, int n)
    {
        using var picture = Cv2.ImDecode(Png, ImreadModes.Color);
        using var other = new Mat();
        picture.ConvertTo(other, type, factor, n);
        return other.ToBytes(".png");
    }

    private static byte[] WithAlpha(int n)
    {
        using var picture = Cv2.ImDecode(Png, ImreadModes.Color);
        using var other = new Mat();
        Cv2.CvtColor(picture, other, ColorConversionCodes.BGR2BGRA);
        Cv2.Rectangle(other, new Rect(n, n, 100, 100), new Scalar(10, 20, 30, 0), -1);
        return other.ToBytes(".png");
    }

    private static byte[] Media(string brand, int n) =>
        [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(brand), .. "mif1"u8, .. Random(n, 300)];

    private static byte[] Random(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flip(byte[] file, int seed, int bits)
    {
        var flipped = (byte[])file.Clone();
        var random = new Random(seed);
        for (var bit = 0; bit < bits; bit++) flipped[random.Next(2, file.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Noisy(byte[] jpeg, int seed)
    {
        var noisy = (byte[])jpeg.Clone();
        var random = new Random(seed);
        var from = random.Next(jpeg.Length / 3, jpeg.Length - 200);
        for (var at = from; at < from + 100; at++) noisy[at] = (byte)random.Next(0xFF);
        return noisy;
    }

    private static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    // The frame header's marker stands behind the tables.
    private static int Frame(byte[] jpeg)
    {
        for (var at = 2; at + 4 < jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)))
        {
            if (jpeg[at + 1] is >= 0xC0 and <= 0xC2) return at;
        }

        throw new InvalidDataException("The portrait has no frame header.");
    }

    private static byte[] Resized(byte[] jpeg, int width, int height)
    {
        var lying = (byte[])jpeg.Clone();
        var frame = Frame(jpeg);
        BinaryPrimitives.WriteUInt16BigEndian(lying.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(lying.AsSpan(frame + 7), (ushort)width);
        return lying;
    }

    private static byte[] Relabelled(byte[] jpeg, byte marker)
    {
        var other = (byte[])jpeg.Clone();
        other[Frame(jpeg) + 1] = marker;
        return other;
    }

    private static byte[] Precise(byte[] jpeg, byte bits)
    {
        var other = (byte[])jpeg.Clone();
        other[Frame(jpeg) + 4] = bits;
        return other;
    }

    private static byte[] ManyScans(int scans)
    {
        var head = Progressive[..LastScan(Progressive)];
        using var file = new MemoryStream();
        file.Write(head);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0];
        for (var n = 0; n < scans; n++) file.Write(scan);
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private static byte[] RepeatLastScan(byte[] jpeg, int times)
    {
        var from = LastScan(jpeg);
        var scan = jpeg[from..^2];
        return [.. jpeg[..^2], .. Enumerable.Repeat(scan, times).SelectMany(one => one), 0xFF, 0xD9];
    }

    private static int LastScan(byte[] jpeg) => jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);

    private static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] PngOf(int width, int height, byte depth, byte kind, byte[] raw)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, kind);
        return [.. Png[..8], .. Chunk("IHDR", header), .. Chunk("IDAT", Zip(raw)), .. Chunk("IEND", [])];
    }

    private static byte[] Reheaded(int n)
    {
        var header = Png[16..29];
        header[12] = (byte)(n % 4);
        return [.. Png[..8], .. Chunk("IHDR", header), .. Png[33..]];
    }

    // Behind the header, where such chunks belong.
    private static byte[] WithChunk(byte[] png, string type, byte[] content) => [.. png[..33], .. Chunk(type, content), .. png[33..]];

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
