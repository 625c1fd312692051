using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Walks a PNG's chunks without decoding it: every chunk whole with its checksum, up to IEND.</summary>
internal static class PngLayout
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    public static FileLayout Read(ReadOnlySpan<byte> file)
    {
        var (width, height) = Dimensions(file);
        if (width == 0 || height == 0) return FileLayout.Broken;

        var at = SignatureLength;
        var orientation = 1;
        var hasPixels = false;
        while (at + ChunkOverhead <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkOverhead) return FileLayout.Broken;
            var typeAndData = file.Slice(at + 4, (int)length + 4);
            var type = typeAndData[..4];
            if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != Crc32.Of(typeAndData)) return FileLayout.Broken;

            if (type.SequenceEqual("acTL"u8)) return FileLayout.Broken;
            if (type.SequenceEqual("IDAT"u8)) hasPixels |= length > 0;
            if (type.SequenceEqual("eXIf"u8)) orientation = ExifOrientation.Read(typeAndData[4..]);
            if (type.SequenceEqual("IEND"u8))
            {
                return hasPixels ? new FileLayout(true, width, height, orientation) : FileLayout.Broken;
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
}
