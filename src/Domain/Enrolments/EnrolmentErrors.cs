using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Enrolments;

/// <summary>Why an enrolment cannot be made or used.</summary>
public static class EnrolmentErrors
{
    /// <summary>There is none, or it belongs to somebody else.</summary>
    public static readonly Error NotFound = Error.Of(
        "enrolment.not_found", ErrorKind.NotFound,
        "找不到该采集信息。", "There is no such enrolment.",
        "请在采集信息列表中重新选择。", "Choose from your list of enrolments.");

    /// <summary>Another account has claimed this student in this campaign.</summary>
    public static readonly Error ClaimedByAnother = Error.Of(
        "enrolment.claimed_by_another", ErrorKind.Conflict,
        "该采集码已被其他微信账号使用。", "Another WeChat account has used this collection code.",
        "如非本人操作，请联系学校老师或客服解除绑定。", "If that was not you, ask your school or support to release it.");

    /// <summary>It still has an order that is under way.</summary>
    public static readonly Error HasLiveOrder = Error.Of(
        "enrolment.has_live_order", ErrorKind.Conflict,
        "该采集信息还有进行中的订单。", "The enrolment still has an order under way.",
        "请先取消或处理该订单。", "Cancel or settle the order first.");

    /// <summary>No open campaign of freshmen of that school expects somebody of that number and name; which of the three is wrong is not told.</summary>
    public static readonly Error NotOnRoster = Error.Of(
        "freshman.not_on_roster", ErrorKind.Unprocessable,
        "学校编号、录取号或姓名与学校名单不符。", "School code, admission number and name do not agree with the school's roster.",
        "请按录取通知书核对后重新输入；仍不符请联系学校招生办。", "Compare them with your letter of admission; if they still do not agree, ask the school's admissions office.");

    /// <summary>Too many wrong entries from this account or for this number.</summary>
    public static readonly Error TooManyFreshmanTries = Error.Of(
        "freshman.too_many_attempts", ErrorKind.TooManyRequests,
        "信息核对错误次数过多。", "Too many entries did not agree with the roster.",
        "请稍后再试，或联系学校核对名单。", "Wait before trying again, or ask the school about its roster.");
}
