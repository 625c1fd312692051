using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Accounts;

/// <summary>Why an account may not go on.</summary>
public static class AccountErrors
{
    /// <summary>The agreement that was ticked is not the current one.</summary>
    public static readonly Error AgreementOutdated = Error.Of(
        "agreement.outdated", ErrorKind.Conflict,
        "用户协议已更新。", "The user agreement has changed.",
        "请阅读并勾选最新的用户协议后重新登录。", "Read and tick the current agreement, then log in again.");

    /// <summary>No verified phone number.</summary>
    public static readonly Error PhoneRequired = Error.Of(
        "account.phone_required", ErrorKind.Conflict,
        "尚未验证手机号。", "No phone number has been verified.",
        "请先授权手机号。", "Allow the phone number first.");

    /// <summary>A consent that is needed has not been given in its current version.</summary>
    public static readonly Error ConsentRequired = Error.Of(
        "consent.required", ErrorKind.Conflict,
        "尚未同意拍摄须知或人脸信息处理告知。", "The photo guide or the face-data notice has not been agreed to.",
        "请先阅读并同意拍摄须知和人脸信息处理告知。", "Read and agree to the photo guide and to the face-data notice first.");

    /// <summary>The consent is for a text that is not the current one.</summary>
    public static readonly Error ConsentOutdated = Error.Of(
        "consent.outdated", ErrorKind.Conflict,
        "告知内容已更新。", "The text has changed.",
        "请阅读最新内容后重新同意。", "Read the current text and agree again.");

    /// <summary>There is no such consent that could be withdrawn.</summary>
    public static readonly Error ConsentNotGiven = Error.Of(
        "consent.not_given", ErrorKind.Conflict,
        "没有可撤回的同意。", "There is no such consent to withdraw.",
        "请刷新账号信息查看已同意的内容。", "Reload the account to see what was agreed to.");

    /// <summary>The account has orders that are under way; fact <c>orderNumbers</c> names them.</summary>
    public static readonly Error HasLiveOrders = Error.Of(
        "account.has_live_orders", ErrorKind.Conflict,
        "账号还有进行中的订单或退款，暂不能注销。", "The account has orders or refunds under way and cannot be deleted yet.",
        "请先取消未支付的订单，或等待订单完成、退款到账后再注销。", "Cancel unpaid orders, or wait until the others are completed or refunded.");

    /// <summary>The data were exported too often today.</summary>
    public static readonly Error ExportLimit = Error.Of(
        "account.export_limit", ErrorKind.TooManyRequests,
        "今日导出次数已达上限。", "The data were exported too often today.",
        "请明天再试。", "Try again tomorrow.");

    /// <summary>There is no such device, or it has signed out.</summary>
    public static readonly Error DeviceNotFound = Error.Of(
        "device.not_found", ErrorKind.NotFound,
        "找不到该登录设备。", "There is no such device signed in.",
        "请刷新设备列表。", "Reload the list of devices.");

    /// <summary>The refresh token is wrong, used, expired or revoked.</summary>
    public static readonly Error SessionEnded = Error.Of(
        "auth.session_ended", ErrorKind.Unauthenticated,
        "登录已失效。", "The session has ended.",
        "请重新登录。", "Log in again.");

    /// <summary>The access token is of a client that was revoked, that got another secret, or whose person left.</summary>
    public static readonly Error ClientTokenEnded = Error.Of(
        "auth.client_token_ended", ErrorKind.Unauthenticated,
        "访问令牌已失效：接入凭证已吊销或已更换密钥。", "The access token has ended: its client was revoked or has another secret.",
        "请用当前密钥重新获取令牌；仍被拒绝时请联系管理员。", "Ask for a token with the present secret; if that is refused, ask an administrator.");

    /// <summary>Wrong user name or password, or a locked member of staff.</summary>
    public static readonly Error CredentialsInvalid = Error.Of(
        "auth.credentials_invalid", ErrorKind.Unauthenticated,
        "用户名或密码不正确。", "The user name or the password is wrong.",
        "请核对后重试；连续错误将暂时锁定账号。", "Check both; repeated errors lock the account for a while.");

    /// <summary>Locked after repeated wrong passwords.</summary>
    public static readonly Error LockedOut = Error.Of(
        "auth.locked_out", ErrorKind.TooManyRequests,
        "账号因连续输入错误已暂时锁定。", "The account is locked after repeated wrong passwords.",
        "请稍后再试，或联系管理员。", "Wait, or ask an administrator.");
}
