using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Staff;

/// <summary>Why a person's account cannot be made or changed.</summary>
public static class StaffErrors
{
    /// <summary>There is no such person.</summary>
    public static readonly Error NotFound = Error.Of(
        "staff.not_found", ErrorKind.NotFound,
        "找不到该工作人员。", "There is no such member of staff.",
        "请在人员列表中重新选择。", "Choose from the list of people.");

    /// <summary>The user name belongs to somebody, who may have left.</summary>
    public static readonly Error UserNameTaken = Error.Of(
        "staff.user_name_taken", ErrorKind.Conflict,
        "该用户名已被使用。", "The user name is taken.",
        "请换一个用户名；已停用人员的用户名也不能重复使用。", "Choose another; names of people who have left are not given again.");

    /// <summary>No role, one twice, or one that is not given to people.</summary>
    public static readonly Error RolesInvalid = Error.Of(
        "staff.roles_invalid", ErrorKind.Unprocessable,
        "角色无效。", "The roles are not valid.",
        "请从 SchoolStaff、Reviewer、SeniorReviewer、Operator、Finance、Administrator 中选择一个或多个，不要重复。",
        "Give one or more of SchoolStaff, Reviewer, SeniorReviewer, Operator, Finance and Administrator, each once.");

    /// <summary>School staff without a school or with another role, or a school for somebody else.</summary>
    public static readonly Error SchoolMismatch = Error.Of(
        "staff.school_mismatch", ErrorKind.Unprocessable,
        "角色与学校不匹配。", "The roles and the school do not go together.",
        "学校工作人员（SchoolStaff）必须属于一所学校，且不能兼任其他角色；其他角色不填写学校。",
        "SchoolStaff belongs to one school and has no other role; other roles have no school.");

    /// <summary>One's own account cannot be disabled or changed by oneself.</summary>
    public static readonly Error OwnAccount = Error.Of(
        "staff.own_account", ErrorKind.Conflict,
        "不能停用自己的账号或修改自己的角色。", "You cannot disable your own account or change your own roles.",
        "请由另一位管理员操作。", "Ask another administrator.");

    /// <summary>The present password is wrong.</summary>
    public static readonly Error PasswordWrong = Error.Of(
        "staff.password_wrong", ErrorKind.Unprocessable,
        "当前密码不正确。", "The present password is wrong.",
        "请核对后重试；连续错误将暂时锁定账号。", "Check it; repeated errors lock the account for a while.");
}

/// <summary>Why a second factor cannot be set up or does not hold.</summary>
public static class SecondFactorErrors
{
    /// <summary>The password holds; the code of the second factor is missing.</summary>
    public static readonly Error Required = Error.Of(
        "second_factor.required", ErrorKind.Unauthenticated,
        "请输入动态验证码。", "The code of the second factor is needed.",
        "请填写验证器应用中的 6 位验证码，或一个恢复码。", "Send the six digits of the authenticator, or a recovery code, as secondFactor.");

    /// <summary>The code is wrong, too old, or was used before.</summary>
    public static readonly Error CodeInvalid = Error.Of(
        "second_factor.code_invalid", ErrorKind.Unauthenticated,
        "动态验证码不正确或已使用。", "The code is wrong or has been used.",
        "请等待验证器显示下一个验证码后重试；每个验证码只能使用一次。", "Wait for the authenticator's next code; each holds once.");

    /// <summary>It is on already.</summary>
    public static readonly Error AlreadyOn = Error.Of(
        "second_factor.already_on", ErrorKind.Conflict,
        "双重验证已启用。", "The second factor is on already.",
        "如需更换手机，请管理员先解除原有双重验证。", "For another phone, have an administrator remove the present one first.");

    /// <summary>It was not begun, or is on already.</summary>
    public static readonly Error NotBegun = Error.Of(
        "second_factor.not_begun", ErrorKind.Conflict,
        "没有待确认的双重验证。", "No second factor waits for confirmation.",
        "请先申请密钥并添加到验证器应用。", "Ask for a secret first and add it to an authenticator.");

    /// <summary>The code that should confirm is wrong.</summary>
    public static readonly Error ConfirmationWrong = Error.Of(
        "second_factor.confirmation_wrong", ErrorKind.Unprocessable,
        "动态验证码不正确。", "The code is wrong.",
        "请检查手机时间是否准确，输入验证器当前显示的验证码。", "Check the phone's clock and send the code that the authenticator shows now.");
}

/// <summary>Why client credentials cannot be made or changed.</summary>
public static class ClientErrors
{
    /// <summary>There is no such client.</summary>
    public static readonly Error NotFound = Error.Of(
        "client.not_found", ErrorKind.NotFound,
        "找不到该接入凭证。", "There is no such client.",
        "请在凭证列表中重新选择。", "Choose from the list of clients.");

    /// <summary>The client id is in use.</summary>
    public static readonly Error IdTaken = Error.Of(
        "client.id_taken", ErrorKind.Conflict,
        "该 clientId 已被使用。", "The client id is taken.",
        "请换一个 clientId；已吊销的也不能重复使用。", "Choose another; those of revoked clients are not given again.");

    /// <summary>A scope that does not exist, that its person may not use, or of both kinds at once.</summary>
    public static readonly Error ScopesInvalid = Error.Of(
        "client.scopes_invalid", ErrorKind.Unprocessable,
        "权限范围无效。", "The scopes are not valid.",
        "请选择第三方接口范围，或负责人本人拥有的工作角色范围（staff:…），两类不能混用。",
        "Give integrators' scopes, or staff: scopes of roles that the person has; not both kinds.");

    /// <summary>It was revoked and cannot be used again.</summary>
    public static readonly Error Revoked = Error.Of(
        "client.revoked", ErrorKind.Conflict,
        "该接入凭证已吊销。", "The client has been revoked.",
        "请创建新的凭证。", "Make a new client.");
}
