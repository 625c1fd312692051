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
}
