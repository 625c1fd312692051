using System.Buffers.Binary;
using System.IO.Compression;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Takes the ICC profile out of a JPEG's APP2 segments or a PNG's iCCP chunk.</summary>
internal static class EmbeddedProfile
{
    // Phones embed half a kilobyte to three; printers' profiles are larger and are not converted here.
    private const int MostBytes = 4 * 1024 * 1024;

    private const int NumbersLength = 2;
    private const byte App2 = 0xE2, StartOfScan = 0xDA, EndOfImage = 0xD9;

    /// <summary>The profile's bytes; empty when there is none or it is not whole.</summary>
    public static byte[] Read(PhotoFile file) => file.ContentType == FileKind.Jpeg ? OfJpeg(file.Bytes) : OfPng(file.Bytes);

    private static byte[] OfJpeg(ReadOnlySpan<byte> file)
    {
        var parts = new SortedDictionary<int, byte[]>();
        var announced = 0;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is StartOfScan or EndOfImage) break;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length) break;
            var segment = file.Slice(at + 4, length - 2);
            at += 2 + length;
            if (marker != App2 || !segment.StartsWith("ICC_PROFILE\0"u8)) continue;

            var numbered = segment["ICC_PROFILE\0"u8.Length..];
            if (numbered.Length <= NumbersLength) continue;
            announced = numbered[1];
            parts[numbered[0]] = numbered[NumbersLength..].ToArray();
        }

        return parts.Count > 0 && parts.Count == announced ? [.. parts.Values.SelectMany(part => part)] : [];
    }

    private static byte[] OfPng(ReadOnlySpan<byte> file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(file[at..]));
            if (length > file.Length - at - 12) break;
            var type = file.Slice(at + 4, 4);
            if (type.SequenceEqual("IDAT"u8)) break;
            if (type.SequenceEqual("iCCP"u8)) return Inflate(file.Slice(at + 8, length));
            at += length + 12;
        }

        return [];
    }

    private static byte[] Inflate(ReadOnlySpan<byte> chunk)
    {
        // A name, a zero, the method zero, and then the packed profile.
        var packed = chunk.IndexOf((byte)0) + 2;
        if (packed < 2 || packed >= chunk.Length) return [];
        using var source = new MemoryStream(chunk[packed..].ToArray());
        using var zlib = new ZLibStream(source, CompressionMode.Decompress);
        using var profile = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (zlib.Read(buffer) is var read and > 0)
            {
                if (profile.Length + read > MostBytes) return [];
                profile.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // Pixels can be read without it; they are then taken for sRGB, as by any viewer.
            return [];
        }

        return profile.ToArray();
    }
}
