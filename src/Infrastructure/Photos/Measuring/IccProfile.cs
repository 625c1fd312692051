using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// What an RGB display profile of the matrix kind says (ICC.1:2010, sections 8.3.2 and 10): three curves from values to
/// light, and where the three primaries lie in the profile connection space. Phones, cameras and screens use this kind.
/// </summary>
internal sealed class IccProfile
{
    private const int HeaderLength = 128, TagLength = 12, MostTags = 100;
    private const double FixedPoint = 65536;

    private IccProfile(string name, double[][] curves, double[] toPcs) => (Name, Curves, ToPcs) = (name, curves, toPcs);

    /// <summary>What the profile calls itself; empty when it does not.</summary>
    public string Name { get; }

    /// <summary>For red, green and blue: the light of each of the 256 values, 0 to 1.</summary>
    public double[][] Curves { get; }

    /// <summary>Light of the primaries to XYZ under D50, row by row.</summary>
    public double[] ToPcs { get; }

    /// <summary>The profile, or null when it is damaged or of another kind (grey, CMYK, look-up tables).</summary>
    public static IccProfile? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength + 4 || !bytes[36..40].SequenceEqual("acsp"u8)) return null;
        if (!bytes[16..20].SequenceEqual("RGB "u8) || !bytes[20..24].SequenceEqual("XYZ "u8)) return null;
        var toPcs = new double[9];
        var curves = new double[3][];
        ReadOnlySpan<byte> letters = "rgb"u8;
        for (var colour = 0; colour < 3; colour++)
        {
            var place = Tag(bytes, [letters[colour], (byte)'X', (byte)'Y', (byte)'Z']);
            if (place.Length < 20 || Curve(Tag(bytes, [letters[colour], (byte)'T', (byte)'R', (byte)'C'])) is not { } curve) return null;
            for (var axis = 0; axis < 3; axis++) toPcs[(axis * 3) + colour] = Fixed(place[(8 + (4 * axis))..]);
            curves[colour] = curve;
        }

        return new IccProfile(Describe(Tag(bytes, "desc"u8)), curves, toPcs);
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        var count = Math.Min(MostTags, BinaryPrimitives.ReadUInt32BigEndian(bytes[HeaderLength..]));
        for (var tag = 0; tag < count; tag++)
        {
            var at = HeaderLength + 4 + (tag * TagLength);
            if (at + TagLength > bytes.Length) break;
            if (!bytes.Slice(at, 4).SequenceEqual(signature)) continue;
            var (offset, length) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8)..]));
            return offset <= bytes.Length && length <= bytes.Length - offset ? bytes.Slice((int)offset, (int)length) : [];
        }

        return [];
    }

    private static double[]? Curve(ReadOnlySpan<byte> tag)
    {
        if (tag.Length < 12) return null;
        Func<double, double>? light = null;
        if (tag.StartsWith("curv"u8)) light = Table(tag);
        if (tag.StartsWith("para"u8)) light = Formula(tag);
        if (light is null) return null;
        var curve = new double[256];
        for (var value = 0; value < curve.Length; value++)
        {
            curve[value] = Math.Clamp(light(value / 255.0), 0, 1);
            if (!double.IsFinite(curve[value])) return null;
        }

        return curve;
    }

    private static Func<double, double>? Table(ReadOnlySpan<byte> tag)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(tag[8..]);
        if (count == 0) return x => x;
        if (count > (tag.Length - 12) / 2) return null;
        var table = new double[count];
        for (var i = 0; i < table.Length; i++) table[i] = BinaryPrimitives.ReadUInt16BigEndian(tag[(12 + (2 * i))..]);
        if (count == 1)
        {
            var gamma = table[0] / 256;
            return x => Math.Pow(x, gamma);
        }

        return x =>
        {
            var at = x * (table.Length - 1);
            var low = Math.Min((int)at, table.Length - 2);
            return (table[low] + ((table[low + 1] - table[low]) * (at - low))) / 65535;
        };
    }

    // The five shapes of a parametric curve, by how many of g, a, b, c, d, e, f they have.
    private static Func<double, double>? Formula(ReadOnlySpan<byte> tag)
    {
        int kind = BinaryPrimitives.ReadUInt16BigEndian(tag[8..]);
        if (kind > 4) return null;
        int[] counts = [1, 3, 4, 5, 7];
        if (tag.Length < 12 + (4 * counts[kind])) return null;
        var p = new double[7];
        for (var i = 0; i < counts[kind]; i++) p[i] = Fixed(tag[(12 + (4 * i))..]);
        var (g, a, b, c, d, e, f) = (p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
        return kind switch
        {
            0 => x => Math.Pow(x, g),
            1 => x => x >= -b / a ? Math.Pow((a * x) + b, g) : 0,
            2 => x => x >= -b / a ? Math.Pow((a * x) + b, g) + c : c,
            3 => x => x >= d ? Math.Pow((a * x) + b, g) : c * x,
            _ => x => x >= d ? Math.Pow((a * x) + b, g) + e : (c * x) + f,
        };
    }

    private static string Describe(ReadOnlySpan<byte> tag)
    {
        if (tag.StartsWith("desc"u8) && tag.Length > 13)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(tag[8..]), (uint)(tag.Length - 12));
            return Plain(System.Text.Encoding.ASCII.GetString(tag.Slice(12, length)));
        }

        if (!tag.StartsWith("mluc"u8) || tag.Length < 28) return "";
        var (size, at) = (BinaryPrimitives.ReadUInt32BigEndian(tag[20..]), BinaryPrimitives.ReadUInt32BigEndian(tag[24..]));
        return at <= tag.Length && size <= tag.Length - at
            ? Plain(System.Text.Encoding.BigEndianUnicode.GetString(tag.Slice((int)at, (int)size)))
            : "";
    }

    // It is told to people and kept, and whoever wrote the file chose it.
    private static string Plain(string text) => new([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or '(' or ')').Take(40)]);

    private static double Fixed(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) / FixedPoint;
}
