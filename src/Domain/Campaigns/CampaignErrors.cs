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

    /// <summary>There is no such campaign.</summary>
    public static readonly Error NotFound = Error.Of(
        "campaign.not_found", ErrorKind.NotFound,
        "找不到该采集批次。", "There is no such campaign.",
        "请核对采集批次编号。", "Check the campaign's identity.");
}
