using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Application.Production;

/// <summary>One row of 学信网's result.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Key">学生唯一编号, or 订单编号.</param>
/// <param name="Accepted">通过 or 不通过.</param>
/// <param name="Reason">Why it was refused; empty where it was accepted.</param>
internal sealed record ResultRow(RosterRow Row, string Key, bool Accepted, string Reason);

/// <summary>Reads 学信网's results out of a file's rows.</summary>
internal static class ResultColumns
{
    public const string UniqueNumber = "unique_number";
    public const string OrderNumberColumn = "order_number";
    private const string ResultColumn = "result";
    private const string Reason = "reason";

    public static readonly IReadOnlyDictionary<string, string> Headings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [UniqueNumber] = UniqueNumber, ["uniqueNumber"] = UniqueNumber, ["学生唯一编号"] = UniqueNumber, ["唯一编号"] = UniqueNumber,
        [OrderNumberColumn] = OrderNumberColumn, ["orderNumber"] = OrderNumberColumn, ["订单编号"] = OrderNumberColumn,
        [ResultColumn] = ResultColumn, ["结果"] = ResultColumn, ["审核结果"] = ResultColumn,
        [Reason] = Reason, ["原因"] = Reason, ["不通过原因"] = Reason,
    };

    private static readonly string[] AcceptedWords = ["通过", "审核通过", "accepted"];
    private static readonly string[] RefusedWords = ["不通过", "未通过", "审核不通过", "refused"];

    /// <summary>The column that names the orders, or what is wrong with the headings.</summary>
    public static Result<string> KeyOf(Table table)
    {
        bool byNumber = table.Has(OrderNumberColumn);
        if (byNumber == table.Has(UniqueNumber)) return TableErrors.ColumnsInvalid.With("missing", $"{UniqueNumber} or {OrderNumberColumn}, not both");
        if (!table.Has(ResultColumn)) return TableErrors.ColumnsInvalid.With("missing", ResultColumn);
        return byNumber ? OrderNumberColumn : UniqueNumber;
    }

    /// <summary>The rows that are right; the table keeps what is wrong with the others.</summary>
    public static IReadOnlyList<ResultRow> Read(Table table, string key)
    {
        List<ResultRow> read = [];
        foreach (RosterRow row in table.Rows)
        {
            string? id = table.Cell(row, key);
            string word = table.Cell(row, ResultColumn) ?? "", reason = table.Cell(row, Reason) ?? "";
            if (id is null) table.FaultOfLostDigits(row, key);
            else if (!IsKey(id, key)) table.Fault(row, key, "编号格式不正确。", "That is no such number.");
            else table.FaultIfRepeated(row, key, id);
            bool accepted = AcceptedWords.Contains(word, StringComparer.OrdinalIgnoreCase);
            if (!accepted && !RefusedWords.Contains(word, StringComparer.OrdinalIgnoreCase))
                table.Fault(row, ResultColumn, "结果应为“通过”或“不通过”。", "A result is 通过 (accepted) or 不通过 (refused).");
            else if (!accepted && reason.Length is 0 or > OrderTransition.MaxReasonLength)
                table.Fault(row, Reason, "不通过时请填写原因，最长 200 个字符。", "Say why it was refused, in at most 200 characters.");
            if (id is not null) read.Add(new ResultRow(row, id, accepted, accepted ? "" : reason));
        }

        return read;
    }

    private static bool IsKey(string id, string key) =>
        id.Length > 0 && id.Length <= (key == UniqueNumber ? CollectionCode.MaxUniqueNumberLength : OrderNumber.MaxLength)
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
