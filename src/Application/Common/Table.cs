using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Rosters;

namespace CampusPhoto.Application.Common;

/// <summary>Rows of a file that an operator sends, read by their headings, and what is wrong with them.</summary>
internal sealed class Table(IReadOnlyList<RosterRow> rows, IReadOnlyList<string?> columns)
{
    private const int MostFaultsTold = 200;

    private readonly List<FieldError> _faults = [];
    private readonly Dictionary<string, int> _firstAt = new(StringComparer.Ordinal);

    /// <summary>The rows below the headings.</summary>
    public IReadOnlyList<RosterRow> Rows { get; } = rows;

    /// <summary>The names of the columns, in the order of their headings; a heading that is not known stands for itself, and none is null.</summary>
    public static IReadOnlyList<string?> ColumnsOf(RosterRow first, IReadOnlyDictionary<string, string> headings) =>
        [.. first.Cells.Select(cell => cell is { Length: > 0 } ? headings.GetValueOrDefault(cell, cell) : null)];

    /// <summary>Reads a file: each heading one that is known, and none twice.</summary>
    /// <param name="files">Reads CSV and XLSX.</param>
    /// <param name="file">The file; not disposed.</param>
    /// <param name="headings">Every heading that may stand there, and the column's name for it.</param>
    /// <param name="mostRows">Greatest number of rows below the headings.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Result<Table>> ReadAsync(
        IRosterFiles files, Stream file, IReadOnlyDictionary<string, string> headings, int mostRows, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<RosterRow>> read = await files.ReadAsync(file, mostRows + 1, cancellationToken);
        if (read.Error is { } error) return error.Is(RosterErrors.TooLong) ? TableErrors.TooLong : TableErrors.FileUnreadable;
        if (read.Value.Count == 0) return TableErrors.Empty;
        IReadOnlyList<string?> columns = ColumnsOf(read.Value[0], headings);
        string[] there = [.. columns.OfType<string>()];
        string[] unknown = [.. there.Except(headings.Values, StringComparer.Ordinal)];
        if (unknown.Length > 0 || there.Distinct(StringComparer.Ordinal).Count() != there.Length) return TableErrors.ColumnsInvalid.With("unknown", unknown.Length);
        return read.Value.Count == 1 ? TableErrors.Empty : new Table([.. read.Value.Skip(1)], columns);
    }

    /// <summary>Whether the file has that column.</summary>
    public bool Has(string column) => columns.Contains(column);

    /// <summary>A cell; null where a number lost its last digits.</summary>
    public string? Cell(RosterRow row, string column)
    {
        int at = 0;
        while (at < columns.Count && columns[at] != column) at++;
        return at >= columns.Count || at >= row.Cells.Count ? "" : row.Cells[at];
    }

    /// <summary>Says what is wrong with a cell.</summary>
    public void Fault(RosterRow row, string column, string zh, string en) =>
        _faults.Add(new FieldError($"rows[{row.Number}].{column}", new LocalizedText(zh, en)));

    /// <summary>Says that a cell was read by a spreadsheet as a number of too many digits.</summary>
    public void FaultOfLostDigits(RosterRow row, string column) => Fault(
        row, column, "该单元格是数值，末尾几位已丢失；请把整列设为文本格式后重新填写。",
        "The cell is a number that lost its last digits; format the column as text and enter it again.");

    /// <summary>Says so where a row of the same key stands above it.</summary>
    public void FaultIfRepeated(RosterRow row, string column, string key)
    {
        if (!_firstAt.TryAdd(key, row.Number)) Fault(row, column, $"与第 {_firstAt[key]} 行重复。", $"It stands in row {_firstAt[key]} too.");
    }

    /// <summary>What is wrong with the rows, or null.</summary>
    /// <param name="rowsInvalid">The error that carries the faults.</param>
    public Error? Refusal(Error rowsInvalid) => _faults.Count == 0
        ? null
        : rowsInvalid.With("faults", _faults.Count) with { Fields = [.. _faults.Take(MostFaultsTold)] };
}
