namespace CampusPhoto.Application.Common;

internal static class Csv
{
    /// <summary>One cell. Text that begins like a formula would be run by the spreadsheet that opens it, and so gets an apostrophe.</summary>
    public static string Cell(string text)
    {
        string safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
