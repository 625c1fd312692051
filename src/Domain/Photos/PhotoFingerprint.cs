using System.Globalization;
using System.Numerics;

namespace CampusPhoto.Domain.Photos;

/// <summary>
/// What a photo looks like, in 256 bits around the head and 64 around the mouth: the same photo re-encoded, resized or
/// cut anew differs in few of them; another person's photo differs in many around the head, and another photo of the
/// same person around the mouth too.
/// </summary>
/// <param name="A">Bits 0 to 63.</param>
/// <param name="B">Bits 64 to 127.</param>
/// <param name="C">Bits 128 to 191.</param>
/// <param name="D">Bits 192 to 255.</param>
/// <param name="Mouth">The bits around the mouth.</param>
public readonly record struct PhotoFingerprint(ulong A, ulong B, ulong C, ulong D, ulong Mouth)
{
    /// <summary>Number of bits around the head.</summary>
    public const int HeadBits = 256;

    /// <summary>Number of hexadecimal digits when written.</summary>
    public const int Length = (HeadBits + 64) / 4;

    /// <summary>In how many bits around the mouth the two differ.</summary>
    public int MouthDistance(PhotoFingerprint other) => BitOperations.PopCount(Mouth ^ other.Mouth);

    /// <summary>In how many bits around the head the two differ.</summary>
    public int HeadDistance(PhotoFingerprint other) =>
        BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B)
        + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static PhotoFingerprint Parse(string text)
    {
        ulong Word(int at) => ulong.Parse(text.AsSpan(at * 16, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return text.Length == Length
            ? new PhotoFingerprint(Word(0), Word(1), Word(2), Word(3), Word(4))
            : throw new FormatException("A fingerprint has 80 hexadecimal digits.");
    }

    /// <summary>80 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{A:x16}{B:x16}{C:x16}{D:x16}{Mouth:x16}");
}
