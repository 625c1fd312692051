using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Rosters;
using Microsoft.VisualBasic.FileIO;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace CampusPhoto.Infrastructure.Rosters;

/// <summary>Tells CSV from XLSX by the file's first bytes, and reads either as text.</summary>
internal sealed class RosterFiles : IRosterFiles
{
    // Fifty thousand rows take some twenty megabytes as XML; what unpacks to more is no roster.
    private const long MostUnpacked = 200 * 1024 * 1024;

    // Spreadsheets keep fifteen digits of a number.
    private const double GreatestWhole = 1e15;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<Result<IReadOnlyList<RosterRow>>> ReadAsync(Stream content, int mostRows, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        bytes.Position = 0;
        try
        {
            List<RosterRow> rows = [];
            foreach (RosterRow row in IsZip(bytes) ? Xlsx(bytes) : Csv(Text(bytes.ToArray())))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.Cells.All(cell => cell is "")) continue;
                if (rows.Count == mostRows) return RosterErrors.TooLong;
                rows.Add(row);
            }

            return rows;
        }
        catch (Exception broken) when (
            broken is MalformedLineException or InvalidDataException or XmlException or FormatException or DecoderFallbackException
                or KeyNotFoundException or NullReferenceException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // The reader of XLSX throws whatever its parts throw when a part is missing or is no such XML.
            return RosterErrors.FileUnreadable;
        }
    }

    private static bool IsZip(MemoryStream bytes) => bytes.Length > 4 && bytes.GetBuffer().AsSpan(0, 4).SequenceEqual("PK\u0003\u0004"u8);

    // Chinese spreadsheets save CSV in GB18030 unless told otherwise.
    private static string Text(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0)) throw new InvalidDataException("Binary.");
        try
        {
            return Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!
                .GetString(bytes);
        }
    }

    private static IEnumerable<RosterRow> Csv(string text)
    {
        int lines = text.AsSpan().TrimEnd().Count('\n') + 1;
        using var parser = new TextFieldParser(new StringReader(text)) { TextFieldType = FieldType.Delimited, TrimWhiteSpace = true };
        parser.SetDelimiters(FirstLine(text).Contains('\t', StringComparison.Ordinal) ? "\t" : ",");
        while (parser.ReadFields() is { } fields)
            yield return new RosterRow(parser.LineNumber < 0 ? lines : (int)parser.LineNumber - 1, fields);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0];

    private static IEnumerable<RosterRow> Xlsx(MemoryStream bytes)
    {
        MustUnpackToLittle(bytes);
        bytes.Position = 0;
        int number = 0;
        var settings = new OpenXmlConfiguration { EnableSharedStringCache = false };
        foreach (IDictionary<string, object?> row in MiniExcel.Query(bytes, useHeaderRow: false, excelType: ExcelType.XLSX, configuration: settings))
            yield return new RosterRow(++number, [.. row.Values.Select(Cell)]);
    }

    // What the archive says of its sizes is not believed.
    private static void MustUnpackToLittle(MemoryStream bytes)
    {
        byte[] buffer = new byte[81_920];
        long unpacked = 0;
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream part = entry.Open();
            while (part.Read(buffer) is var read and > 0)
                if ((unpacked += read) > MostUnpacked) throw new InvalidDataException("It unpacks to too much.");
        }
    }

    private static string? Cell(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number when Math.Abs(number) >= GreatestWhole => null,
        double number when number == Math.Truncate(number) => number.ToString("0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim(),
    };
}
