using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Support;

/// <summary>Why support cannot be asked.</summary>
public static class TicketErrors
{
    /// <summary>There is none, or it belongs to somebody else.</summary>
    public static readonly Error NotFound = Error.Of(
        "ticket.not_found", ErrorKind.NotFound,
        "找不到该客服工单。", "There is no such ticket.",
        "请在客服工单列表中重新选择。", "Choose from the list of tickets.");

    /// <summary>The account has an open ticket of that topic; fact <c>ticketId</c> names it.</summary>
    public static readonly Error AlreadyOpen = Error.Of(
        "ticket.already_open", ErrorKind.Conflict,
        "该类问题已有处理中的工单。", "There is an open ticket about this already.",
        "请在已有工单中继续留言。", "Go on in the ticket that is open.");

    /// <summary>It is closed.</summary>
    public static readonly Error Closed = Error.Of(
        "ticket.closed", ErrorKind.Conflict,
        "该工单已关闭。", "The ticket is closed.",
        "如仍有问题，请新建工单。", "Open another if there is still something to ask.");

    /// <summary>It has as many messages or pictures as it may have.</summary>
    public static readonly Error Full = Error.Of(
        "ticket.full", ErrorKind.Conflict,
        "该工单的留言或图片已达上限。", "The ticket has as many messages or pictures as it may have.",
        "请关闭该工单后新建。", "Close it and open another.");

    /// <summary>Too many messages today.</summary>
    public static readonly Error DailyLimit = Error.Of(
        "ticket.daily_limit", ErrorKind.TooManyRequests,
        "今日留言次数已达上限。", "Too many messages today.",
        "请等待客服回复，或明天再试。", "Wait for the answer, or try again tomorrow.");

    /// <summary>No picture came with the request.</summary>
    public static readonly Error PictureMissing = Error.Of(
        "ticket.picture_missing", ErrorKind.Invalid,
        "没有收到图片。", "No picture was received.",
        "请在 picture 字段中上传 JPEG 或 PNG 图片。", "Send a JPEG or PNG as the part named picture.");
}
