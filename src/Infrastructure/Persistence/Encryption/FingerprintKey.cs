using System.Security.Cryptography;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>
/// Moves a fingerprint's bits to secret places and turns a secret half of them over. Both leave the number of bits in which
/// two prints differ as it was, which is all that is asked of them. The colours of clothes tell nothing of a face.
/// </summary>
internal sealed class FingerprintKey
{
    private const int MouthBits = 64;

    private readonly int[] _head;
    private readonly int[] _mouth;
    private readonly byte[] _turned;

    public FingerprintKey(byte[] key)
    {
        var material = HKDF.Expand(
            HashAlgorithmName.SHA256, HMACSHA256.HashData(key, "photo-fingerprint"u8), 8 * (PhotoFingerprint.HeadBits + MouthBits), "places"u8.ToArray());
        _head = Places(material, 0, PhotoFingerprint.HeadBits);
        _mouth = Places(material, PhotoFingerprint.HeadBits, MouthBits);
        _turned = HMACSHA256.HashData(key, "photo-fingerprint-turned"u8);
    }

    public PhotoFingerprint Hide(PhotoFingerprint print)
    {
        Span<ulong> from = [print.A, print.B, print.C, print.D];
        Span<ulong> to = stackalloc ulong[4];
        Move(from, to, _head);
        Span<ulong> mouth = stackalloc ulong[1];
        Move([print.Mouth], mouth, _mouth);
        for (int word = 0; word < to.Length; word++) to[word] ^= BitConverter.ToUInt64(_turned, word * sizeof(ulong));
        return print with { A = to[0], B = to[1], C = to[2], D = to[3], Mouth = mouth[0] ^ BitConverter.ToUInt64(_turned, sizeof(ulong)) };
    }

    private static void Move(ReadOnlySpan<ulong> from, Span<ulong> to, int[] places)
    {
        for (int bit = 0; bit < places.Length; bit++)
        {
            if ((from[bit / 64] >> (bit % 64) & 1) != 0) to[places[bit] / 64] |= 1UL << (places[bit] % 64);
        }
    }

    // Sorting by secret numbers gives every order the same chance.
    private static int[] Places(byte[] material, int first, int count) =>
        [.. Enumerable.Range(0, count).OrderBy(bit => BitConverter.ToUInt64(material, (first + bit) * sizeof(ulong)))];
}
