using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Rosters;

namespace CampusPhoto.Application.Rosters;

/// <summary>Reads students out of a roster's rows, by its headings.</summary>
internal static class RosterColumns
{
    private const string Number = "unique_number";
    private const string Admission = "admission_number";
    private const string College = "college";
    private const string Major = "major";
    private const string Name = "name";

    private static readonly Dictionary<string, string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["unique_number"] = Number, ["uniqueNumber"] = Number, ["学生唯一编号"] = Number, ["唯一编号"] = Number,
        ["admission_number"] = Admission, ["admissionNumber"] = Admission, ["录取号"] = Admission, ["考生号"] = Admission,
        ["college"] = College, ["学院"] = College, ["院系"] = College,
        ["major"] = Major, ["专业"] = Major,
        ["name"] = Name, ["姓名"] = Name, ["学生姓名"] = Name,
    };

    // Headings that tell who somebody is; none of them may come from a school for CHSI's collection, and none but the
    // name for freshmen.
    private static readonly string[] Identifying =
        ["身份证", "证件号", "id_number", "idcard", "id_card", "手机", "电话", "phone", "mobile", "地址", "address", "出生", "birth"];

    /// <summary>The students, or what is wrong with the headings or with the rows.</summary>
    public static Result<IReadOnlyList<RosterStudent>> Read(IReadOnlyList<RosterRow> rows, bool freshmen)
    {
        if (rows.Count == 0) return RosterErrors.Empty;
        IReadOnlyList<string?> columns = Table.ColumnsOf(rows[0], Headings);
        if (columns.OfType<string>().Any(column => Identifies(column) || (column == Name && !freshmen))) return RosterErrors.NamesNotAllowed;
        string number = freshmen ? Admission : Number;
        string[] allowed = freshmen ? [Admission, Name, College, Major] : [Number, College, Major];
        string[] needed = freshmen ? [Admission, Name] : [Number];
        string[] there = [.. columns.OfType<string>()];
        string[] unknown = [.. there.Except(allowed, StringComparer.Ordinal)];
        if (unknown.Length > 0 || there.Distinct(StringComparer.Ordinal).Count() != there.Length || needed.Except(there, StringComparer.Ordinal).Any())
            return RosterErrors.ColumnsInvalid.With("missing", string.Join(',', needed.Except(there, StringComparer.Ordinal)));
        return rows.Count == 1 ? RosterErrors.Empty : Students(new Table([.. rows.Skip(1)], columns), columns.Count, number, freshmen);
    }

    private static Result<IReadOnlyList<RosterStudent>> Students(Table table, int headings, string number, bool freshmen)
    {
        List<RosterStudent> students = [];
        foreach (RosterRow row in table.Rows)
        {
            string? id = table.Cell(row, number);
            string college = table.Cell(row, College) ?? "", major = table.Cell(row, Major) ?? "", name = table.Cell(row, Name) ?? "";
            if (id is null) table.FaultOfLostDigits(row, number);
            else if (!IsNumber(id)) table.Fault(row, number, "编号应为 1 至 40 位字母、数字、短横线或下划线。", "A number has 1 to 40 letters, digits, '-' or '_'.");
            else table.FaultIfRepeated(row, number, id);
            if (college.Length > RosterEntry.MaxTextLength) table.Fault(row, College, "学院最长 100 个字符。", "A college has at most 100 characters.");
            if (major.Length > RosterEntry.MaxTextLength) table.Fault(row, Major, "专业最长 100 个字符。", "A major has at most 100 characters.");
            if (freshmen && name.Length is 0 or > RosterEntry.MaxNameLength) table.Fault(row, Name, "请填写姓名，最长 60 个字符。", "Give the name, at most 60 characters.");
            if (headings < row.Cells.Count && row.Cells.Skip(headings).Any(cell => cell is not ""))
                table.Fault(row, "row", "该行的列数多于表头。", "The row has more cells than there are headings.");
            if (id is not null) students.Add(new RosterStudent(id, college, major, freshmen ? name : null));
        }

        return table.Refusal(RosterErrors.RowsInvalid) is { } wrong ? wrong : students;
    }

    private static bool Identifies(string column) =>
        Array.Exists(Identifying, word => column.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsNumber(string id) =>
        id.Length is > 0 and <= CollectionCode.MaxUniqueNumberLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
