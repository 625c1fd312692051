using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Accounts;

/// <summary>Why WeChat's login could not be used.</summary>
public static class LoginErrors
{
    /// <summary>The login code is wrong, used or older than five minutes.</summary>
    public static readonly Error LoginCodeInvalid = Error.Of(
        "auth.login_code_invalid", ErrorKind.Unauthenticated,
        "微信登录凭证无效或已过期。", "The WeChat login code is not valid or has expired.",
        "请重新点击登录。", "Log in again.");

    /// <summary>WeChat considers the user a high risk.</summary>
    public static readonly Error UserBlocked = Error.Of(
        "auth.user_blocked", ErrorKind.Forbidden,
        "该微信账号存在风险，暂不能登录。", "WeChat has blocked this user as a risk.",
        "请联系微信客服处理后再试。", "Ask WeChat's customer service, then try again.");

    /// <summary>The phone code is wrong, used or older than five minutes.</summary>
    public static readonly Error PhoneCodeInvalid = Error.Of(
        "auth.phone_code_invalid", ErrorKind.Unprocessable,
        "手机号授权凭证无效或已过期。", "The phone number code is not valid or has expired.",
        "请重新点击“获取手机号”。", "Tap “get phone number” again.");

    /// <summary>WeChat does not answer.</summary>
    public static readonly Error WeChatUnavailable = Error.Of(
        "wechat.unavailable", ErrorKind.Unavailable,
        "微信服务暂时没有响应。", "WeChat does not answer at the moment.",
        "请稍后重试，已填写的内容不会丢失。", "Try again in a moment; nothing has been lost.");
}
