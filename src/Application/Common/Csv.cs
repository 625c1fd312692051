using System.Text;

namespace CampusPhoto.Application.Common;

internal static class Csv
{
    /// <summary>Writes a file of text; Excel takes CSV for its own country's encoding unless the file begins with the mark of UTF-8.</summary>
    /// <param name="target">Where it goes; not disposed.</param>
    public static StreamWriter Begin(Stream target) => new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);

    /// <summary>One cell. Text that begins like a formula would be run by the spreadsheet that opens it, and so gets an apostrophe.</summary>
    public static string Cell(string text)
    {
        string safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
