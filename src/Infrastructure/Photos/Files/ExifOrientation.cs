using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Finds the orientation tag in a TIFF block as EXIF stores it.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>1 to 8; 1 (upright) when the block does not say or cannot be read.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 1;
        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8)) return 1;

        var directory = Long(tiff[4..], little);
        if (directory > tiff.Length - 2) return 1;
        var at = (int)directory;
        int entries = Short(tiff[at..], little);
        at += 2;
        for (var i = 0; i < entries && at + EntryLength <= tiff.Length; i++, at += EntryLength)
        {
            if (Short(tiff[at..], little) != OrientationTag) continue;
            var value = Short(tiff[(at + 8)..], little);
            return value is >= 1 and <= 8 ? value : 1;
        }

        return 1;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
