using CampusPhoto.Application.Abstractions;
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
    private const int MostFaultsTold = 200;

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
        string?[] columns = [.. rows[0].Cells.Select(heading => heading is { Length: > 0 } ? Headings.GetValueOrDefault(heading, heading) : null)];
        if (columns.OfType<string>().Any(column => Identifies(column) || (column == Name && !freshmen))) return RosterErrors.NamesNotAllowed;
        string number = freshmen ? Admission : Number;
        string[] allowed = freshmen ? [Admission, Name, College, Major] : [Number, College, Major];
        string[] needed = freshmen ? [Admission, Name] : [Number];
        string[] there = [.. columns.OfType<string>()];
        string[] unknown = [.. there.Except(allowed, StringComparer.Ordinal)];
        if (unknown.Length > 0 || there.Distinct(StringComparer.Ordinal).Count() != there.Length || needed.Except(there, StringComparer.Ordinal).Any())
            return RosterErrors.ColumnsInvalid.With("missing", string.Join(',', needed.Except(there, StringComparer.Ordinal)));
        return rows.Count == 1 ? RosterErrors.Empty : Students([.. rows.Skip(1)], columns, number, freshmen);
    }

    private static Result<IReadOnlyList<RosterStudent>> Students(
        IReadOnlyList<RosterRow> rows, string?[] columns, string number, bool freshmen)
    {
        List<RosterStudent> students = [];
        List<FieldError> faults = [];
        Dictionary<string, int> firstAt = new(StringComparer.Ordinal);
        foreach (RosterRow row in rows)
        {
            string? Cell(string column)
            {
                int at = Array.IndexOf(columns, column);
                return at < 0 || at >= row.Cells.Count ? "" : row.Cells[at];
            }

            void Fault(string column, string zh, string en) =>
                faults.Add(new FieldError($"rows[{row.Number}].{column}", new LocalizedText(zh, en)));

            string? id = Cell(number);
            string college = Cell(College) ?? "", major = Cell(Major) ?? "", name = Cell(Name) ?? "";
            if (id is null)
                Fault(number, "该单元格是数值，末尾几位已丢失；请把整列设为文本格式后重新填写。", "The cell is a number that lost its last digits; format the column as text and enter it again.");
            else if (!IsNumber(id))
                Fault(number, "编号应为 1 至 40 位字母、数字、短横线或下划线。", "A number has 1 to 40 letters, digits, '-' or '_'.");
            else if (!firstAt.TryAdd(id, row.Number))
                Fault(number, $"与第 {firstAt[id]} 行重复。", $"It stands in row {firstAt[id]} too.");
            if (college.Length > RosterEntry.MaxTextLength) Fault(College, "学院最长 100 个字符。", "A college has at most 100 characters.");
            if (major.Length > RosterEntry.MaxTextLength) Fault(Major, "专业最长 100 个字符。", "A major has at most 100 characters.");
            if (freshmen && name.Length is 0 or > RosterEntry.MaxNameLength) Fault(Name, "请填写姓名，最长 60 个字符。", "Give the name, at most 60 characters.");
            if (columns.Length < row.Cells.Count && row.Cells.Skip(columns.Length).Any(cell => cell is not ""))
                Fault("row", "该行的列数多于表头。", "The row has more cells than there are headings.");
            if (id is not null) students.Add(new RosterStudent(id, college, major, freshmen ? name : null));
        }

        return faults.Count == 0
            ? students
            : RosterErrors.RowsInvalid.With("faults", faults.Count) with { Fields = [.. faults.Take(MostFaultsTold)] };
    }

    private static bool Identifies(string column) =>
        Array.Exists(Identifying, word => column.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsNumber(string id) =>
        id.Length is > 0 and <= CollectionCode.MaxUniqueNumberLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
