using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Messages;

/// <summary>Why WeChat did not deliver a message or judge a text.</summary>
public static class MessageErrors
{
    /// <summary>The person has not accepted another message of the template.</summary>
    public static readonly Error NotAllowed = Error.Of(
        "message.not_allowed", ErrorKind.Conflict,
        "用户没有可用的订阅次数。", "The user has not allowed another message of this template.",
        "请在用户下次点击时再次请求订阅授权。", "Ask again for the acceptance when the user next taps.");

    /// <summary>WeChat refuses the message; the fact <c>errcode</c> holds its code.</summary>
    public static readonly Error Refused = Error.Of(
        "message.refused", ErrorKind.Unprocessable,
        "微信拒绝了这条消息。", "WeChat refused the message.",
        "请核对模板编号、页面路径与各字段内容。", "Check the template, the page and the values.");

    /// <summary>WeChat calls a text risky that somebody typed.</summary>
    public static readonly Error TextRisky = Error.Of(
        "text.risky", ErrorKind.Unprocessable,
        "填写的文字含有不宜发布的内容。", "The text holds words that may not be published.",
        "请修改文字后再提交。", "Change the text, then submit it again.");

    /// <summary>WeChat judges texts only of users who opened the mini-program within two hours.</summary>
    public static readonly Error AuthorNotActive = Error.Of(
        "text.author_not_active", ErrorKind.Conflict,
        "用户近两小时未访问小程序，无法检测文本。", "The user has not opened the mini-program within two hours, so the text cannot be judged.",
        "请重新打开小程序后再提交。", "Open the mini-program again, then submit.");
}
