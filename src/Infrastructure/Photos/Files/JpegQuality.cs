namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Tells from a JPEG's luma quantisation table how strongly it was compressed.</summary>
internal static class JpegQuality
{
    // ITU-T T.81, annex K, table K.1, in the order of the zigzag.
    private static readonly byte[] Standard =
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101,
        103, 99,
    ];

    /// <summary>
    /// The quality factor (1 to 100) at which the customary scaling of table K.1 comes closest: S = 100 · mean(q / standard),
    /// quality = 100 − S / 2 up to S = 100, else 5000 / S. Null when the segment does not hold table 0.
    /// </summary>
    /// <param name="segment">A quantisation table segment without its length.</param>
    public static double? Of(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var (wide, table) = (segment[0] >> 4 != 0, segment[0] & 0x0F);
            var length = wide ? 128 : 64;
            if (segment.Length < 1 + length) return null;
            if (table == 0) return Quality(segment.Slice(1, length), wide);
            segment = segment[(1 + length)..];
        }

        return null;
    }

    private static double Quality(ReadOnlySpan<byte> values, bool wide)
    {
        var sum = 0.0;
        for (var i = 0; i < Standard.Length; i++)
        {
            var step = wide ? (values[2 * i] << 8) | values[2 * i + 1] : values[i];
            sum += (double)step / Standard[i];
        }

        var scale = 100 * sum / Standard.Length;
        return Math.Clamp(scale <= 100 ? 100 - scale / 2 : 5000 / scale, 1, 100);
    }
}
