using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Four times 16 bits of a fingerprint, each with an index, by which photos that are alike are found without reading all:
/// of two prints that differ in some of their 256 bits, one band or another differs in one bit at most.
/// </summary>
internal static class FingerprintBands
{
    private const int BandBits = 16;

    public static readonly string[] Names = ["FingerprintBandA", "FingerprintBandB", "FingerprintBandC", "FingerprintBandD"];

    /// <summary>The bands with their columns' names.</summary>
    public static IEnumerable<(string Name, int Value)> Of(PhotoFingerprint print) => Names.Zip(
        [print.A, print.B, print.C, print.D], (name, word) => (name, (int)(word & ((1UL << BandBits) - 1))));

    /// <summary>Each band's value and all that differ from it in one bit.</summary>
    public static IEnumerable<(string Name, int[] Values)> Near(PhotoFingerprint print) =>
        Of(print).Select(band => (band.Name, (int[])[band.Value, .. Enumerable.Range(0, BandBits).Select(bit => band.Value ^ (1 << bit))]));
}
