using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Walks a PNG's chunks without decoding it: every chunk whole with its checksum, up to IEND.</summary>
internal static class PngLayout
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;
    private const int BitDepthAt = 24;
    private const int ColourTypeAt = 25;

    public static FileLayout Read(ReadOnlySpan<byte> file)
    {
        var (width, height) = Dimensions(file);
        if (width == 0 || height == 0) return FileLayout.Broken;

        var layout = new FileLayout { Width = width, Height = height, Orientation = 1, Frames = 1, ColourDepth = ColourDepth(file), Transparent = HasAlpha(file) };
        var at = SignatureLength;
        var hasPixels = false;
        while (at + ChunkOverhead <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkOverhead) return FileLayout.Broken;
            var typeAndData = file.Slice(at + 4, (int)length + 4);
            var type = typeAndData[..4];
            if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != Crc32.Of(typeAndData)) return FileLayout.Broken;

            if (type.SequenceEqual("acTL"u8) && length >= 4) layout = layout with { Frames = Frames(typeAndData[4..]) };
            if (type.SequenceEqual("tRNS"u8)) layout = layout with { Transparent = true };
            if (type.SequenceEqual("IDAT"u8)) hasPixels |= length > 0;
            if (type.SequenceEqual("eXIf"u8)) layout = layout with { Orientation = Exif.Orientation(typeAndData[4..]) };
            if (type.SequenceEqual("IEND"u8))
            {
                return hasPixels ? layout with { Whole = true } : FileLayout.Broken;
            }

            at += (int)length + ChunkOverhead;
        }

        return FileLayout.Broken;
    }

    /// <summary>Bytes of the unpacked rows, by the header chunk; zero when there is none.</summary>
    public static long RawBytes(ReadOnlySpan<byte> file)
    {
        var (width, height) = Dimensions(file);
        if (width == 0 || height == 0) return 0;
        const int depthAt = 24, kindAt = 25;
        var parts = file[kindAt] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

        // The decoder gives three bytes a pixel at least.
        return height * Math.Max(3L * width, (long)width * parts * file[depthAt] / 8);
    }

    /// <summary>Width and height of the header chunk; zeros when there is none.</summary>
    public static (int Width, int Height) Dimensions(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[12..16].SequenceEqual("IHDR"u8)) return (0, 0);
        var width = BinaryPrimitives.ReadUInt32BigEndian(file[16..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(file[20..]);
        return width <= int.MaxValue && height <= int.MaxValue ? ((int)width, (int)height) : (0, 0);
    }

    // The header's bits by its colour type: grey, colour, palette, grey with alpha, colour with alpha.
    private static int ColourDepth(ReadOnlySpan<byte> file) => file[BitDepthAt] * (file[ColourTypeAt] is 2 or 6 ? 3 : 1);

    private static bool HasAlpha(ReadOnlySpan<byte> file) => file[ColourTypeAt] is 4 or 6;

    private static int Frames(ReadOnlySpan<byte> animation) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(animation), int.MaxValue);
}
