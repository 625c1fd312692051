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

    /// <summary>The refresh token is wrong, used, expired or revoked.</summary>
    public static readonly Error SessionEnded = Error.Of(
        "auth.session_ended", ErrorKind.Unauthenticated,
        "登录已失效。", "The session has ended.",
        "请重新登录。", "Log in again.");

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
