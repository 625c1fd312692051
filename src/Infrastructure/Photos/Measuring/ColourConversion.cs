using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// Converts 8-bit pixels of an embedded profile to sRGB: value to light by the profile's curves, light to light by one
/// matrix, and back to values by sRGB's curve. Colours that sRGB does not have are cut to the nearest value of each part.
/// </summary>
internal sealed class ColourConversion
{
    private const int LightSteps = 4096;

    // From XYZ under D50 to the light of sRGB's primaries: the inverse of the columns in the sRGB profile of ICC.
    private static readonly double[] FromPcs =
    [
        3.1340957, -1.6174004, -0.4906378,
        -0.9787927, 1.9162949, 0.0334536,
        0.0719711, -0.2289871, 1.4053802,
    ];

    private static readonly byte[] Values = [.. Enumerable.Range(0, LightSteps + 1).Select(step => Value((double)step / LightSteps))];

    private readonly float[][] _curves;
    private readonly float[] _matrix = new float[9];

    private ColourConversion(IccProfile profile)
    {
        Name = profile.Name;
        _curves = [.. profile.Curves.Select(curve => curve.Select(light => (float)(light * LightSteps)).ToArray())];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                for (var axis = 0; axis < 3; axis++) _matrix[(row * 3) + column] += (float)(FromPcs[(row * 3) + axis] * profile.ToPcs[(axis * 3) + column]);
            }
        }
    }

    /// <summary>What the profile calls itself.</summary>
    public string Name { get; }

    /// <summary>The conversion, or null when the profile is none that is converted, or says what sRGB says.</summary>
    public static ColourConversion? Of(ReadOnlySpan<byte> profile)
    {
        if (profile.IsEmpty || IccProfile.Parse(profile) is not { } parsed) return null;
        var conversion = new ColourConversion(parsed);
        return conversion.ChangesNothing() ? null : conversion;
    }

    /// <summary>Converts a picture in its place: BGR, 8 bits.</summary>
    public void Apply(Mat bgr)
    {
        if (bgr.Type() != MatType.CV_8UC3) throw new ArgumentException("The picture is not BGR of 8 bits.", nameof(bgr));
        var (row, height) = (new byte[bgr.Width * 3], bgr.Height);
        for (var y = 0; y < height; y++)
        {
            System.Runtime.InteropServices.Marshal.Copy(bgr.Ptr(y), row, 0, row.Length);
            for (var x = 0; x < row.Length; x += 3) (row[x + 2], row[x + 1], row[x]) = Convert(row[x + 2], row[x + 1], row[x]);
            System.Runtime.InteropServices.Marshal.Copy(row, 0, bgr.Ptr(y), row.Length);
        }
    }

    /// <summary>One colour.</summary>
    public (byte Red, byte Green, byte Blue) Convert(byte red, byte green, byte blue)
    {
        var (r, g, b) = (_curves[0][red], _curves[1][green], _curves[2][blue]);
        return (
            Values[Step((_matrix[0] * r) + (_matrix[1] * g) + (_matrix[2] * b))],
            Values[Step((_matrix[3] * r) + (_matrix[4] * g) + (_matrix[5] * b))],
            Values[Step((_matrix[6] * r) + (_matrix[7] * g) + (_matrix[8] * b))]);
    }

    private static int Step(float light) => (int)Math.Clamp(light + 0.5f, 0, LightSteps);

    // The corners and the middles of all colours: a profile that moves none of them by more than rounding is sRGB by another name.
    private bool ChangesNothing()
    {
        const int rounding = 2;
        byte[] levels = [0, 64, 128, 192, 255];
        return levels.All(red => levels.All(green => levels.All(blue =>
        {
            var (r, g, b) = Convert(red, green, blue);
            return Math.Abs(r - red) <= rounding && Math.Abs(g - green) <= rounding && Math.Abs(b - blue) <= rounding;
        })));
    }

    // IEC 61966-2-1.
    private static byte Value(double light)
    {
        var value = light <= 0.0031308 ? 12.92 * light : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }
}
