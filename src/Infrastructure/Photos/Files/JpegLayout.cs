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
    private const byte ExifBlock = 0xE1;
    private const byte MultiPictureIndex = 0xE2;

    public static FileLayout Read(ReadOnlySpan<byte> file)
    {
        var at = 2;
        var layout = new FileLayout { Orientation = 1, Frames = 1 };
        var scans = new JpegScans();
        var count = 0;
        while (NextMarker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage)
            {
                // What follows is another picture or a motion clip, as phones append them.
                return scans.Complete ? layout with { Whole = true } : FileLayout.Broken;
            }

            if (StandsAlone(marker)) continue;
            if (at + 2 > file.Length) return FileLayout.Broken;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length) return FileLayout.Broken;
            var start = at + 2;
            var segment = file.Slice(start, length - 2);
            at += length;

            if (IsFrame(marker))
            {
                if (layout.Width != 0 || !scans.Begin(segment, IsProgressive(marker))) return FileLayout.Broken;
                layout = WithFrame(layout, segment);
                if (layout.Width == 0 || layout.Height == 0) return FileLayout.Broken;
            }
            else if (marker == StartOfScan)
            {
                if (layout.Width == 0 || ++count > MaxScans || !scans.Add(segment)) return FileLayout.Broken;
                var end = EndOfEntropyData(file, at);
                if (end <= at || end >= file.Length) return FileLayout.Broken;
                at = end;
            }
            else
            {
                layout = WithSegment(layout, marker, segment, start);
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

    private static FileLayout WithFrame(FileLayout layout, ReadOnlySpan<byte> frame) => layout with
    {
        ColourDepth = frame[0] * frame[5],
        Height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]),
        Width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]),
    };

    private static FileLayout WithSegment(FileLayout layout, byte marker, ReadOnlySpan<byte> segment, int start)
    {
        if (marker == MultiPictureIndex && segment.StartsWith("MPF\0"u8)) return layout with { Frames = MultiPicture.Views(segment[4..]) };
        if (marker != ExifBlock || !segment.StartsWith("Exif\0\0"u8)) return layout;
        var tiff = segment[6..];
        var tiffStart = start + 6;
        var thumbnail = Exif.Thumbnail(tiff);
        return layout with
        {
            Orientation = Exif.Orientation(tiff),
            Thumbnail = new Range(tiffStart + thumbnail.Start.Value, tiffStart + thumbnail.End.Value),
        };
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

    private static bool IsProgressive(byte marker) => marker is 0xC2 or 0xC6 or 0xCA or 0xCE;

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
