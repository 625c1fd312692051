namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>
/// Keeps account of which coefficients a JPEG's scans have brought (ITU-T T.81, annex G), so that a progressive file that
/// ends between two scans is not taken for whole: a decoder shows it, blurred, without a word.
/// </summary>
internal sealed class JpegScans
{
    private const int Coefficients = 64, MostComponents = 4;

    // For each component the lowest bit that has come of each coefficient; none yet is above any bit.
    private readonly Dictionary<byte, byte[]> _lowestBits = [];
    private bool _progressive;

    /// <summary>Takes a frame header's components.</summary>
    /// <returns>False when the segment is not a frame header.</returns>
    public bool Begin(ReadOnlySpan<byte> frame, bool progressive)
    {
        _progressive = progressive;
        var count = frame.Length > 5 ? frame[5] : 0;
        if (count is 0 or > MostComponents || frame.Length < 6 + 3 * count) return false;
        for (var i = 0; i < count; i++)
        {
            var lowest = new byte[Coefficients];
            Array.Fill(lowest, byte.MaxValue);
            if (!_lowestBits.TryAdd(frame[6 + 3 * i], lowest)) return false;
        }

        return true;
    }

    /// <summary>Takes a scan header.</summary>
    /// <returns>False when it contradicts the frame.</returns>
    public bool Add(ReadOnlySpan<byte> scan)
    {
        var count = scan.Length > 0 ? scan[0] : 0;
        if (count == 0 || scan.Length < 4 + 2 * count) return false;
        var (first, last, bit) = _progressive
            ? (scan[1 + 2 * count], scan[2 + 2 * count], (byte)(scan[3 + 2 * count] & 0x0F))
            : ((byte)0, (byte)(Coefficients - 1), (byte)0);
        if (first > last || last >= Coefficients) return false;
        for (var i = 0; i < count; i++)
        {
            if (!_lowestBits.TryGetValue(scan[1 + 2 * i], out var lowest)) return false;
            for (int k = first; k <= last; k++) lowest[k] = Math.Min(lowest[k], bit);
        }

        return true;
    }

    /// <summary>Whether every coefficient of every component has come to its last bit.</summary>
    public bool Complete => _lowestBits.Count > 0 && _lowestBits.Values.All(lowest => lowest.All(bit => bit == 0));
}
