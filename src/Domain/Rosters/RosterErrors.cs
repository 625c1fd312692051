using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Rosters;

/// <summary>Why a roster cannot be taken or used.</summary>
public static class RosterErrors
{
    /// <summary>There is no such entry in this campaign's roster.</summary>
    public static readonly Error EntryNotFound = Error.Of(
        "roster.entry_not_found", ErrorKind.NotFound,
        "名单中找不到该学生。", "There is no such entry in the roster.",
        "请在名单中重新选择。", "Choose from the roster.");

    /// <summary>No file came with the request.</summary>
    public static readonly Error FileMissing = Error.Of(
        "roster.file_missing", ErrorKind.Invalid,
        "没有收到名单文件。", "No roster file was received.",
        "请在 file 字段中上传 CSV 或 XLSX 文件。", "Send a CSV or XLSX file as the part named file.");

    /// <summary>It is neither CSV nor XLSX, or is broken.</summary>
    public static readonly Error FileUnreadable = Error.Of(
        "roster.file_unreadable", ErrorKind.Unprocessable,
        "无法读取名单文件。", "The roster file cannot be read.",
        "请使用 CSV（UTF-8 或 GB18030）或 XLSX；旧版 XLS 请另存为 XLSX。", "Send CSV (UTF-8 or GB18030) or XLSX; save an old XLS as XLSX.");

    /// <summary>A heading is missing, unknown or there twice.</summary>
    public static readonly Error ColumnsInvalid = Error.Of(
        "roster.columns_invalid", ErrorKind.Unprocessable,
        "名单的表头不正确。", "The roster's headings are not right.",
        "第一行应为表头：unique_number（学生唯一编号）、college（学院）、major（专业）；新生名单为 admission_number（录取号）、name（姓名）、college、major。",
        "The first row has the headings unique_number, college and major; for freshmen admission_number, name, college and major.");

    /// <summary>It names people whose names the agency must not have.</summary>
    public static readonly Error NamesNotAllowed = Error.Of(
        "roster.names_not_allowed", ErrorKind.Unprocessable,
        "名单中含有姓名、证件号码或电话，已整份拒收，未保存任何内容。", "The roster has names, ID numbers or phones; it was refused whole and nothing of it was kept.",
        "学信网图像采集按学生唯一编号进行，学校不得向采集机构提供学生实名信息。请删除这些列后重新上传。",
        "The collection for CHSI goes by unique numbers and the agency must not be given identities. Remove those columns and send it again.");

    /// <summary>Rows are wrong; none was taken.</summary>
    public static readonly Error RowsInvalid = Error.Of(
        "roster.rows_invalid", ErrorKind.Unprocessable,
        "名单中有错误的行，未导入任何内容。", "Rows of the roster are wrong; nothing was imported.",
        "请按 errors 中的行号和列名修改后重新上传整份名单。", "Correct the rows and columns that the errors name and send the whole roster again.");

    /// <summary>It has no row.</summary>
    public static readonly Error Empty = Error.Of(
        "roster.empty", ErrorKind.Unprocessable,
        "名单中没有学生。", "The roster has no students.",
        "请在表头之后至少填写一行。", "Have at least one row after the headings.");

    /// <summary>It has too many rows.</summary>
    public static readonly Error TooLong = Error.Of(
        "roster.too_long", ErrorKind.Unprocessable,
        "名单超过 50000 行。", "The roster has more than 50 000 rows.",
        "请拆分为多个文件依次导入。", "Divide it and import the parts one after the other.");

    /// <summary>This installation issues no collection codes.</summary>
    public static readonly Error CodesNotIssued = Error.Of(
        "roster.codes_not_issued", ErrorKind.Conflict,
        "本系统未配置自有采集码的签发密钥。", "This installation issues no collection codes of its own.",
        "请学生在学信网获取采集码，或由管理员配置 CollectionCodes:IssuerKey。", "Have students get theirs from CHSI, or have CollectionCodes:IssuerKey configured.");
}
