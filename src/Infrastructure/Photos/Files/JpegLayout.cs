using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>
/// Walks a JPEG's markers without decoding it (ITU-T T.81, annex B). A decoder fills what a shortened file lacks with
/// whatever its memory holds, so a file is only decoded when every segment is whole and the scan reaches its end mark.
/// </summary>
internal static class JpegLayout
{
    // A progressive file costs one pass over all coefficients per scan; ordinary ones have ten or so.
    private const int MaxScans = 100;

    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Exif = 0xE1;

    public static FileLayout Read(ReadOnlySpan<byte> file)
    {
        var at = 2;
        int width = 0, height = 0, orientation = 1, scans = 0;
        while (NextMarker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage)
            {
                // What follows is another picture or a motion clip, as phones append them.
                return scans > 0 ? new FileLayout(true, width, height, orientation) : FileLayout.Broken;
            }

            if (StandsAlone(marker)) continue;
            if (at + 2 > file.Length) return FileLayout.Broken;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length) return FileLayout.Broken;
            var segment = file.Slice(at + 2, length - 2);
            at += length;

            if (IsFrame(marker))
            {
                if (width != 0 || segment.Length < 6) return FileLayout.Broken;
                height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                if (width == 0 || height == 0) return FileLayout.Broken;
            }
            else if (marker == Exif && segment.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(segment[6..]);
            }
            else if (marker == StartOfScan)
            {
                if (width == 0 || ++scans > MaxScans) return FileLayout.Broken;
                var end = EndOfEntropyData(file, at);
                if (end <= at || end >= file.Length) return FileLayout.Broken;
                at = end;
            }
        }

        return FileLayout.Broken;
    }

    /// <summary>Width and height of the first frame header, also of a file that is broken further on.</summary>
    public static (int Width, int Height) Dimensions(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (NextMarker(file, ref at) is { } marker && marker is not (StartOfScan or EndOfImage))
        {
            if (StandsAlone(marker)) continue;
            if (at + 7 > file.Length) break;
            if (IsFrame(marker))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 3)..]));
            }

            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        }

        return (0, 0);
    }

    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF) return null;
        while (at < file.Length && file[at] == 0xFF) at++;
        return at < file.Length && file[at] != 0 ? file[at++] : null;
    }

    // Where the next marker that is neither a stuffed zero nor a restart stands; the file's length when there is none.
    private static int EndOfEntropyData(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            var step = file[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= file.Length) return file.Length;
            at += step;
            var next = file[at + 1];
            if (next is not 0 and not 0xFF and not (>= 0xD0 and <= 0xD7)) return at;
            at += next == 0xFF ? 1 : 2;
        }

        return file.Length;
    }

    private static bool StandsAlone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
