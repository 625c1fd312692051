using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Rosters;

namespace CampusPhoto.Application.Production;

/// <summary>Rows of a file that an operator sends, read by their headings, and what is wrong with them.</summary>
internal sealed class Table(IReadOnlyList<RosterRow> rows, IReadOnlyList<string?> columns)
{
    private const int MostFaultsTold = 200;

    private readonly List<FieldError> _faults = [];

    /// <summary>The rows below the headings.</summary>
    public IReadOnlyList<RosterRow> Rows { get; } = rows;

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
        string?[] columns = [.. read.Value[0].Cells.Select(cell => cell is { Length: > 0 } ? headings.GetValueOrDefault(cell, cell) : null)];
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

    /// <summary>What is wrong with the rows, or null.</summary>
    public Error? Refusal => _faults.Count == 0
        ? null
        : TableErrors.RowsInvalid.With("faults", _faults.Count) with { Fields = [.. _faults.Take(MostFaultsTold)] };
}
