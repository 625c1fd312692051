using System.Globalization;
using System.Numerics;

namespace CampusPhoto.Domain.Photos;

/// <summary>
/// What a photo looks like: 256 bits around the head, 64 around the mouth, and four colours. The same photo re-encoded,
/// resized or cut anew differs little in all of them; another person's photo differs in many bits around the head, and
/// another photo of the same person around the mouth or in the clothes.
/// </summary>
/// <param name="A">Bits 0 to 63.</param>
/// <param name="B">Bits 64 to 127.</param>
/// <param name="C">Bits 128 to 191.</param>
/// <param name="D">Bits 192 to 255.</param>
/// <param name="Mouth">The bits around the mouth.</param>
/// <param name="Cheeks">CIELAB of both cheeks, a byte for each part.</param>
/// <param name="Clothes">CIELAB of the clothes on both sides, a byte for each part.</param>
public readonly record struct PhotoFingerprint(ulong A, ulong B, ulong C, ulong D, ulong Mouth, ulong Cheeks, ulong Clothes)
{
    /// <summary>Number of bits around the head.</summary>
    public const int HeadBits = 256;

    /// <summary>Number of hexadecimal digits when written.</summary>
    public const int Length = 7 * 16;

    // A picture made lighter is the same picture.
    private const double LightnessWeight = 0.3;
    private const int PartsOfColour = 3;

    /// <summary>In how many bits around the mouth the two differ.</summary>
    public int MouthDistance(PhotoFingerprint other) => BitOperations.PopCount(Mouth ^ other.Mouth);

    /// <summary>In how many bits around the head the two differ.</summary>
    public int HeadDistance(PhotoFingerprint other) =>
        BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B)
        + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D);

    /// <summary>How far the two are apart in the colour in which they are farthest, lightness weighing less.</summary>
    public double ColourDistance(PhotoFingerprint other) =>
        Math.Max(ColourDistance(Cheeks, other.Cheeks), ColourDistance(Clothes, other.Clothes));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static PhotoFingerprint Parse(string text)
    {
        ulong Word(int at) => ulong.Parse(text.AsSpan(at * 16, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return text.Length == Length
            ? new PhotoFingerprint(Word(0), Word(1), Word(2), Word(3), Word(4), Word(5), Word(6))
            : throw new FormatException("A fingerprint has 112 hexadecimal digits.");
    }

    /// <summary>112 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{A:x16}{B:x16}{C:x16}{D:x16}{Mouth:x16}{Cheeks:x16}{Clothes:x16}");

    private static double ColourDistance(ulong one, ulong other)
    {
        double most = 0;
        for (int colour = 0; colour + PartsOfColour <= sizeof(ulong); colour += PartsOfColour)
        {
            double lightness = LightnessWeight * Apart(one, other, colour);
            double red = Apart(one, other, colour + 1), yellow = Apart(one, other, colour + 2);
            most = Math.Max(most, Math.Sqrt((lightness * lightness) + (red * red) + (yellow * yellow)));
        }

        return most;
    }

    private static int Apart(ulong one, ulong other, int part) => (byte)(one >> (8 * part)) - (byte)(other >> (8 * part));
}
