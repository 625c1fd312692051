using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Common;

/// <summary>Refusals that belong to no area.</summary>
public static class CommonErrors
{
    /// <summary>The request is malformed; its field errors tell where.</summary>
    public static readonly Error Invalid = Error.Of(
        "request.invalid", ErrorKind.Invalid,
        "请求内容有误。", "The request is malformed.",
        "请按 errors 中的提示修改后重试。", "Correct what the errors name and try again.");

    /// <summary>Others changed the same thing several times meanwhile.</summary>
    public static readonly Error Conflict = Error.Of(
        "request.conflict", ErrorKind.Conflict,
        "内容刚刚被更新。", "The thing has just been changed.",
        "请刷新后重试。", "Reload it and try again.");

    /// <summary>The cursor was not made by this list.</summary>
    public static readonly Error CursorInvalid = Error.Of(
        "request.cursor_invalid", ErrorKind.Invalid,
        "分页游标无效。", "The cursor is not valid.",
        "请从第一页重新获取。", "Start again from the first page.");

    /// <summary>The same key came with another content.</summary>
    public static readonly Error IdempotencyKeyReused = Error.Of(
        "idempotency.key_reused", ErrorKind.Unprocessable,
        "Idempotency-Key 已用于内容不同的请求。", "The Idempotency-Key was used for another content.",
        "请为新的请求使用新的 Idempotency-Key。", "Use a new key for a new request.");

    /// <summary>The first request with that key is still under way.</summary>
    public static readonly Error IdempotencyInProgress = Error.Of(
        "idempotency.in_progress", ErrorKind.Conflict,
        "相同的请求正在处理中。", "The same request is still being worked on.",
        "请稍后用相同的 Idempotency-Key 重试。", "Try again in a moment with the same key.");
}
