using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Production;

/// <summary>Why a file of 学信网's results or of parcels cannot be taken.</summary>
public static class TableErrors
{
    /// <summary>No file came with the request.</summary>
    public static readonly Error FileMissing = Error.Of(
        "table.file_missing", ErrorKind.Invalid,
        "没有收到文件。", "No file was received.",
        "请在 file 字段中上传 CSV 或 XLSX 文件。", "Send a CSV or XLSX file as the part named file.");

    /// <summary>It is neither CSV nor XLSX, or is broken.</summary>
    public static readonly Error FileUnreadable = Error.Of(
        "table.file_unreadable", ErrorKind.Unprocessable,
        "无法读取该文件。", "The file cannot be read.",
        "请使用 CSV（UTF-8 或 GB18030）或 XLSX；旧版 XLS 请另存为 XLSX。", "Send CSV (UTF-8 or GB18030) or XLSX; save an old XLS as XLSX.");

    /// <summary>It has no row.</summary>
    public static readonly Error Empty = Error.Of(
        "table.empty", ErrorKind.Unprocessable,
        "文件中没有数据行。", "The file has no rows.",
        "请在表头之后至少填写一行。", "Have at least one row after the headings.");

    /// <summary>It has too many rows.</summary>
    public static readonly Error TooLong = Error.Of(
        "table.too_long", ErrorKind.Unprocessable,
        "文件行数超出上限。", "The file has too many rows.",
        "请拆分为多个文件依次导入。", "Divide it and import the parts one after the other.");

    /// <summary>A heading is missing, unknown or there twice; facts <c>missing</c> and <c>unknown</c> tell which.</summary>
    public static readonly Error ColumnsInvalid = Error.Of(
        "table.columns_invalid", ErrorKind.Unprocessable,
        "文件的表头不正确。", "The file's headings are not right.",
        "请按接口说明填写第一行表头，并删除多余的列（尤其是姓名、证件号码和电话）。", "Give the headings that the call describes, and remove other columns, names, ID numbers and phones above all.");

    /// <summary>Rows are wrong; none was taken.</summary>
    public static readonly Error RowsInvalid = Error.Of(
        "table.rows_invalid", ErrorKind.Unprocessable,
        "文件中有错误的行，未导入任何内容。", "Rows of the file are wrong; nothing was imported.",
        "请按 errors 中的行号和列名修改后重新上传整份文件。", "Correct the rows and columns that the errors name and send the whole file again.");
}
