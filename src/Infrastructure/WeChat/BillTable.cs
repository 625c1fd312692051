using System.Globalization;
using System.Text;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// A bill as WeChat writes it: a line of column names, rows whose cells begin with a backtick, a second line of names,
/// and one row of sums.
/// </summary>
internal sealed class BillTable
{
    private const string CellSeparator = ",`";

    private readonly string[] _columns;
    private readonly List<string[]> _rows;
    private readonly string[] _sumColumns;
    private readonly string[] _sums;

    private BillTable(string[] columns, List<string[]> rows, string[] sumColumns, string[] sums) =>
        (_columns, _rows, _sumColumns, _sums) = (columns, rows, sumColumns, sums);

    /// <summary>How many rows it has.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a bill.</summary>
    /// <exception cref="FormatException">It does not look like a bill.</exception>
    public static BillTable Parse(byte[] bill)
    {
        // The reader drops the byte order mark that WeChat puts first.
        using var reader = new StreamReader(new MemoryStream(bill), Encoding.UTF8);
        var columns = reader.ReadLine()?.Split(',') ?? throw new FormatException("The bill is empty.");
        var rows = new List<string[]>();
        var line = reader.ReadLine();
        for (; line?.StartsWith('`') == true; line = reader.ReadLine()) rows.Add(Cells(line, columns.Length));
        var sumColumns = line?.Split(',') ?? throw new FormatException("The bill ends before its sums.");
        var sums = reader.ReadLine() ?? throw new FormatException("The bill ends before its sums.");
        return new BillTable(columns, rows, sumColumns, Cells(sums, sumColumns.Length));
    }

    /// <summary>Reads a column of every row.</summary>
    /// <exception cref="FormatException">There is no such column.</exception>
    public Func<int, string> Column(params ReadOnlySpan<string> names)
    {
        var at = Find(_columns, names);
        return row => _rows[row][at];
    }

    /// <summary>One of the sums.</summary>
    /// <exception cref="FormatException">There is no such sum.</exception>
    public string Sum(params ReadOnlySpan<string> names) => _sums[Find(_sumColumns, names)];

    /// <summary>Fen of an amount in yuan, such as 25.00.</summary>
    /// <exception cref="FormatException">It is not an amount in whole fen.</exception>
    public static long Fen(string yuan)
    {
        var fen = Yuan(yuan) * 100;
        return fen == decimal.Truncate(fen) ? (long)fen : throw new FormatException("An amount is not in whole fen.");
    }

    /// <summary>An amount in yuan.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static decimal Yuan(string yuan) =>
        decimal.TryParse(yuan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException("An amount is not a number.");

    /// <summary>A time in China.</summary>
    /// <exception cref="FormatException">It is not a time.</exception>
    public static DateTimeOffset Time(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, TimeSpan.FromHours(8))
            : throw new FormatException("A time is not one.");

    private static int Find(string[] columns, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Array.IndexOf(columns, name) is >= 0 and var at) return at;
        }

        throw new FormatException($"The column {names[0]} is missing.");
    }

    private static string[] Cells(string line, int count)
    {
        var cells = line.TrimStart('`').Split(CellSeparator);
        return cells.Length == count ? cells : throw new FormatException("A row has another number of cells than the bill has columns.");
    }
}
