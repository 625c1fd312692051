using System.Buffers.Binary;
using System.Text;

namespace CampusPhoto.PortraitStudio;

/// <summary>ICC profiles as phones and cameras embed them, written from the published primaries and curves.</summary>
public static class Profiles
{
    /// <summary>Display P3 of Apple's phones: the primaries of SMPTE RP 431-2 under D50, and sRGB's curve.</summary>
    public static byte[] DisplayP3 { get; } = Write(
        "Display P3", [(0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)], SrgbCurve());

    /// <summary>Adobe RGB (1998): its primaries under D50, and gamma 563/256.</summary>
    public static byte[] AdobeRgb { get; } = Write(
        "Adobe RGB (1998)", [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)], [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 51]);

    /// <summary>sRGB itself, which changes nothing.</summary>
    public static byte[] Srgb { get; } = Write(
        "sRGB", [(0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)], SrgbCurve());

    /// <summary>The JPEG with that profile, in one APP2 segment.</summary>
    public static byte[] Embed(byte[] jpeg, byte[] profile)
    {
        byte[] content = [.. "ICC_PROFILE\0"u8, 1, 1, .. profile];
        var length = content.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE2, (byte)(length >> 8), (byte)length, .. content, .. jpeg[2..]];
    }

    private static byte[] SrgbCurve() => [.. "para"u8, 0, 0, 0, 0, 0, 3, 0, 0, .. Fixed(2.4), .. Fixed(1 / 1.055), .. Fixed(0.055 / 1.055), .. Fixed(1 / 12.92), .. Fixed(0.04045)];

    private static byte[] Write(string name, (double X, double Y, double Z)[] primaries, byte[] curve)
    {
        byte[] described = [.. "desc"u8, 0, 0, 0, 0, .. Whole(name.Length + 1), .. Encoding.ASCII.GetBytes(name), 0, .. new byte[3]];
        List<(string Tag, byte[] Content)> tags = [("desc", described)];
        foreach (var (letter, primary) in "rgb".Zip(primaries))
        {
            tags.Add(($"{letter}XYZ", [.. "XYZ "u8, 0, 0, 0, 0, .. Fixed(primary.X), .. Fixed(primary.Y), .. Fixed(primary.Z)]));
            tags.Add(($"{letter}TRC", curve));
        }

        var at = 128 + 4 + (12 * tags.Count);
        using var table = new MemoryStream();
        using var contents = new MemoryStream();
        foreach (var (tag, content) in tags)
        {
            table.Write([.. Encoding.ASCII.GetBytes(tag), .. Whole(at + (int)contents.Length), .. Whole(content.Length)]);
            contents.Write(content);
        }

        var header = new byte[128];
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(36));
        return [.. header, .. Whole(tags.Count), .. table.ToArray(), .. contents.ToArray()];
    }

    private static byte[] Fixed(double number) => Whole((int)Math.Round(number * 65536));

    private static byte[] Whole(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
