using System.Buffers.Binary;

using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>
/// Refuses JPEGs that the decoder must not be given although every segment is whole: other processes than the usual two,
/// scans whose number costs more than their pixels, and progressive files of which later scans are missing.
/// </summary>
internal static class JpegGuard
{
    // Each progressive scan passes over all coefficients. Twelve megapixels in ten scans, the usual script, are 120 million.
    private const long MostCoefficientPasses = 320_000_000;

    private const int Coefficients = 64;
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, Progressive = 0xC2;

    /// <summary>What is wrong, or null. The file's segments are whole.</summary>
    public static Error? Refusal(ReadOnlySpan<byte> file)
    {
        var components = new Dictionary<byte, bool[]>();
        var (progressive, pixels, scans) = (false, 0L, 0L);
        for (var at = 2; NextMarker(file, ref at) is { } marker && marker != EndOfImage;)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) continue;
            if (at + 2 > file.Length) return null;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length) return null;
            var segment = file.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker))
            {
                if (Process(marker, segment) is { } other) return PhotoErrors.TypeUnsupported.With("detected", $"image/jpeg ({other})");
                progressive = marker == Progressive;
                pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(segment[1..]) * BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                for (var part = 6; part + 3 <= segment.Length; part += 3) components[segment[part]] = new bool[Coefficients];
            }
            else if (marker == StartOfScan)
            {
                if (progressive && ++scans * pixels > MostCoefficientPasses) return PhotoErrors.TooComplex.With("scans", scans);
                if (progressive) Note(segment, components);
            }
        }

        return progressive && components.Values.Any(done => done.Contains(false)) ? PhotoErrors.Damaged : null;
    }

    private static string? Process(byte marker, ReadOnlySpan<byte> frame) => marker switch
    {
        > Progressive and < 0xC8 => "lossless or hierarchical",
        >= 0xC9 => "arithmetic",
        _ when frame.Length < 6 || frame[0] == 8 => null,
        _ => $"{frame[0]} bits",
    };

    // A coefficient is whole once a scan brought its last bit.
    private static void Note(ReadOnlySpan<byte> scan, Dictionary<byte, bool[]> components)
    {
        if (scan.Length < 1 || scan.Length < 4 + (2 * scan[0])) return;
        var parameters = scan[(1 + (2 * scan[0]))..];
        var (first, last, missingBits) = (parameters[0], Math.Min(parameters[1], (byte)(Coefficients - 1)), parameters[2] & 15);
        if (missingBits != 0) return;
        for (var part = 0; part < scan[0]; part++)
        {
            if (!components.TryGetValue(scan[1 + (2 * part)], out var done)) continue;
            for (int coefficient = first; coefficient <= last; coefficient++) done[coefficient] = true;
        }
    }

    // To the next marker, past entropy-coded data, stuffed zeros and restarts.
    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        while (at + 1 < file.Length)
        {
            var step = file[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= file.Length) return null;
            at += step + 1;
            var marker = file[at];
            if (marker is 0 or (>= 0xD0 and <= 0xD7)) continue;
            if (marker == 0xFF) continue;
            at++;
            return marker;
        }

        return null;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
