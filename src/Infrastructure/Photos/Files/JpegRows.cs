using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>
/// Shortens a JPEG to its first rows, so that a decoder leaves the rest alone. Only files whose one scan holds the rows from
/// first to last without restarts can be shortened (ITU-T T.81, sequential process); those are what cameras write.
/// </summary>
internal static class JpegRows
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, RestartInterval = 0xDD;
    private const byte Baseline = 0xC0, ExtendedSequential = 0xC1;
    private const int HeightInFrame = 3;

    /// <summary>
    /// The same picture with that many rows, or null where the whole must be decoded. The scan keeps all its bytes, of which a
    /// decoder reads what the rows need; the end mark is left out, so that it looks for none behind the rest.
    /// </summary>
    public static byte[]? First(ReadOnlySpan<byte> file, int rows)
    {
        var heightAt = 0;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is Baseline or ExtendedSequential) heightAt = at + 2 + HeightInFrame;
            if (marker == RestartInterval && at + 6 <= file.Length && BinaryPrimitives.ReadUInt16BigEndian(file[(at + 4)..]) != 0) return null;
            at += 2 + length;
            if (marker == StartOfScan) return heightAt == 0 ? null : Shortened(file, at, heightAt, rows);
        }

        return null;
    }

    private static byte[]? Shortened(ReadOnlySpan<byte> file, int scan, int heightAt, int rows)
    {
        if (scan >= file.Length || rows >= BinaryPrimitives.ReadUInt16BigEndian(file[heightAt..])) return null;
        var end = EndOf(file, scan);
        if (end + 1 >= file.Length || file[end + 1] != EndOfImage) return null;
        var shortened = file[..end].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(shortened.AsSpan(heightAt), (ushort)rows);
        return shortened;
    }

    // Where the first marker behind the scan stands; a stuffed zero belongs to the scan.
    private static int EndOf(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            var step = file[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= file.Length) return file.Length;
            at += step;
            if (file[at + 1] != 0) return at;
            at += 2;
        }

        return file.Length;
    }
}
