using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Campaigns;

/// <summary>Why a campaign cannot be joined.</summary>
public static class CampaignErrors
{
    /// <summary>The feature code does not look like one.</summary>
    public static readonly Error FeatureCodeMalformed = Error.Of(
        "feature_code.malformed", ErrorKind.Unprocessable,
        "特征码应为 4 至 6 位字母或数字。", "A feature code has 4 to 6 letters or digits.",
        "请核对学校公布的特征码后重新输入。", "Check the code that the school published and type it again.");

    /// <summary>No campaign of the student's school goes by that code.</summary>
    public static readonly Error FeatureCodeWrong = Error.Of(
        "feature_code.wrong", ErrorKind.Unprocessable,
        "特征码不正确，或不属于您的学校。", "The feature code is wrong, or is not your school's.",
        "请核对学校公布的特征码后重新输入。", "Check the code that the school published and type it again.");

    /// <summary>Too many wrong codes from this account or for this student.</summary>
    public static readonly Error TooManyGuesses = Error.Of(
        "feature_code.too_many_attempts", ErrorKind.TooManyRequests,
        "特征码输入错误次数过多。", "Too many wrong feature codes.",
        "请稍后再试，或向学校老师确认特征码。", "Wait before trying again, or ask your school for the code.");

    /// <summary>The campaign has not begun or is over.</summary>
    public static readonly Error NotOpen = Error.Of(
        "campaign.not_open", ErrorKind.Conflict,
        "该采集批次不在开放时间内。", "The campaign is not open at this time.",
        "请查看学校通知的采集时间，或联系学校老师补采。",
        "See the dates that your school announced, or ask the school about a later campaign.");

    /// <summary>Another campaign that takes students goes by that code.</summary>
    public static readonly Error FeatureCodeTaken = Error.Of(
        "feature_code.taken", ErrorKind.Conflict,
        "该特征码正被另一个开放的批次使用。", "Another open campaign goes by that feature code.",
        "请换一个特征码，或留空由系统生成。", "Give another, or none, and one is made.");

    /// <summary>Its hours are over, so that opening it would let nobody in.</summary>
    public static readonly Error HoursOver = Error.Of(
        "campaign.hours_over", ErrorKind.Conflict,
        "该批次的截止时间已过。", "The campaign's hours are over.",
        "请先延长截止时间，再开放批次。", "Extend it first, then open it.");

    /// <summary>The dates do not follow each other, or take back what students were promised.</summary>
    public static readonly Error DatesInvalid = Error.Of(
        "campaign.dates_invalid", ErrorKind.Unprocessable,
        "时间设置无效。", "The dates are not valid.",
        "截止时间应晚于现在和原截止时间，重新提交截止时间不得早于截止时间；只能延长，不能缩短。",
        "The end lies in the future and never before the present one, and the end for resubmissions not before it; dates are put off, never taken back.");

    /// <summary>It is closed.</summary>
    public static readonly Error Closed = Error.Of(
        "campaign.closed", ErrorKind.Conflict,
        "该采集批次已关闭。", "The campaign is closed.",
        "请先重新开放批次。", "Open it again first.");

    /// <summary>The template names no file, or not each file differently.</summary>
    public static readonly Error NamingInvalid = Error.Of(
        "campaign.naming_invalid", ErrorKind.Unprocessable,
        "文件命名模板无效。", "The naming template is not valid.",
        "请使用字母、数字、短横线、下划线、点和 {uniqueNumber}、{orderNumber}、{schoolCode}，且至少包含前两者之一，最长 100 个字符。",
        "Use letters, digits, '-', '_', '.', and {uniqueNumber}, {orderNumber} and {schoolCode}, at least one of the first two; at most 100 characters.");

    /// <summary>There is no such photo specification.</summary>
    public static readonly Error SpecificationUnknown = Error.Of(
        "campaign.specification_unknown", ErrorKind.Unprocessable,
        "没有该照片规格或版本。", "There is no such photo specification, or not in that version.",
        "请核对照片规格编号和版本。", "Check the specification's identity and version.");

    /// <summary>What is to be laid over the specification is none, or makes something of it that nobody can meet; the fields say what.</summary>
    public static readonly Error OverridesInvalid = Error.Of(
        "campaign.overrides_invalid", ErrorKind.Unprocessable,
        "对照片规格的调整无效。", "The overrides of the photo specification are not valid.",
        "请按 errors 中的说明修改；可调整 upload、output、backgrounds、requirements、maxAgeMonths。",
        "Change what errors names; upload, output, backgrounds, requirements and maxAgeMonths can be overridden.");

    /// <summary>There is no such merchant account.</summary>
    public static readonly Error MerchantUnknown = Error.Of(
        "campaign.merchant_unknown", ErrorKind.Unprocessable,
        "没有该商户账号。", "There is no such merchant account.",
        "请使用系统配置中的商户账号。", "Use a merchant account of the installation's settings.");

    /// <summary>The missing were reminded within the last day.</summary>
    public static readonly Error RemindedLately = Error.Of(
        "campaign.reminded_lately", ErrorKind.TooManyRequests,
        "今天已提醒过未完成的学生。", "The missing were reminded within the last day.",
        "请在 Retry-After 之后再提醒。", "Wait for the time in Retry-After.");

    /// <summary>There is no such campaign.</summary>
    public static readonly Error NotFound = Error.Of(
        "campaign.not_found", ErrorKind.NotFound,
        "找不到该采集批次。", "There is no such campaign.",
        "请核对采集批次编号。", "Check the campaign's identity.");
}
