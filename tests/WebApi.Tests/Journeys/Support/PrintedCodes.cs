using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>The codes in a PDF of sheets, read from the file itself.</summary>
internal static partial class PrintedCodes
{
    private const int Enlarged = 6;

    public static int PagesOf(byte[] pdf) => Page().Count(Encoding.Latin1.GetString(pdf));

    /// <summary>Each picture in the order of the file, as a camera would see it: PNG.</summary>
    public static IReadOnlyList<byte[]> Read(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        List<byte[]> codes = [];
        foreach (Match picture in Picture().Matches(text))
        {
            var dictionary = picture.Groups["dictionary"].Value;
            var (width, height) = (Number("Width"), Number("Height"));
            using var stream = new ZLibStream(
                new MemoryStream(pdf, picture.Index + picture.Length, Number("Length"), writable: false), CompressionMode.Decompress);
            var pixels = new byte[width * height];
            stream.ReadExactly(pixels);
            using var code = Mat.FromPixelData(height, width, MatType.CV_8UC1, pixels);
            using var large = code.Resize(default, Enlarged, Enlarged, InterpolationFlags.Nearest);
            codes.Add(large.ToBytes(".png"));

            int Number(string name) => int.Parse(
                Regex.Match(dictionary, $"/{name} (\\d+)").Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        }

        return codes;
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"<<(?<dictionary>[^<>]*/Subtype /Image[^<>]*)>>\s*stream\r?\n")]
    private static partial Regex Picture();
}
