using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>Refusals that have to do with HTTP and not with the school's world.</summary>
public static class RequestErrors
{
    /// <summary>The body is larger than the call takes.</summary>
    public static readonly Error TooLarge = Error.Of(
        "request.too_large", ErrorKind.TooLarge,
        "请求内容过大。", "The request's body is too large.",
        "照片请不超过 10 MB，其他请求请不超过 64 KB。", "Send photos of at most 10 MB and other bodies of at most 64 KB.");

    /// <summary>The body came too slowly.</summary>
    public static readonly Error TooSlow = Error.Of(
        "request.too_slow", ErrorKind.Invalid,
        "请求传输过慢。", "The request's body came too slowly.",
        "请在网络较好时重试。", "Try again over a better connection.");

    /// <summary>The body is of another media type than the call takes.</summary>
    public static readonly Error ContentTypeUnsupported = Error.Of(
        "request.content_type_unsupported", ErrorKind.UnsupportedType,
        "不支持的 Content-Type。", "The Content-Type is not supported.",
        "请使用接口文档中列出的 Content-Type。", "Use a Content-Type that the documentation lists.");

    /// <summary>None of the media types in Accept can be given.</summary>
    public static readonly Error NotAcceptable = Error.Of(
        "request.not_acceptable", ErrorKind.Invalid,
        "无法提供 Accept 要求的格式。", "None of the media types in Accept can be given.",
        "请接受 application/json。", "Accept application/json.");

    /// <summary>The path exists, but not for this method.</summary>
    public static readonly Error MethodNotAllowed = Error.Of(
        "request.method_not_allowed", ErrorKind.Invalid,
        "该地址不支持此请求方法。", "The path does not take this method.",
        "请使用响应头 Allow 中列出的方法。", "Use a method of the answer's Allow header.");

    /// <summary>No call has this path.</summary>
    public static readonly Error RouteNotFound = Error.Of(
        "route.not_found", ErrorKind.NotFound,
        "没有这个接口。", "There is no such call.",
        "请对照接口文档检查地址。", "Compare the path with the API's documentation.");

    /// <summary>No token was sent, or it is wrong or has expired.</summary>
    public static readonly Error AuthRequired = Error.Of(
        "auth.required", ErrorKind.Unauthenticated,
        "请先登录。", "A valid access token is needed.",
        "请登录，或用 refreshToken 换取新的 accessToken。", "Log in, or renew the access token.");

    /// <summary>The caller is known and may not do this.</summary>
    public static readonly Error Forbidden = Error.Of(
        "auth.forbidden", ErrorKind.Forbidden,
        "您没有使用此接口的权限。", "You may not use this call.",
        "请使用有权限的账号。", "Use an account that may.");

    /// <summary>A flood of requests from one address or account.</summary>
    public static readonly Error TooMany = Error.Of(
        "request.too_many", ErrorKind.TooManyRequests,
        "请求过于频繁。", "Too many requests.",
        "请按 Retry-After 指示的时间等待后重试。", "Wait as long as Retry-After says, then try again.");

    /// <summary>The database or the photo store is out of reach for the moment.</summary>
    public static readonly Error Unavailable = Error.Of(
        "server.unavailable", ErrorKind.Unavailable,
        "服务暂时不可用。", "The service is unavailable for the moment.",
        "请稍后重试；带相同 Idempotency-Key 的重试不会重复下单或扣款。", "Try again in a moment; with the same Idempotency-Key nothing is done twice.");

    /// <summary>Something went wrong here.</summary>
    public static readonly Error Server = Error.Of(
        "server.error", ErrorKind.Unavailable,
        "服务器出现错误。", "Something went wrong on the server.",
        "请稍后重试；如仍不成功，请联系客服并提供 traceId。", "Try again later; if it persists, give support the traceId.");

    /// <summary>The error for a status that the framework chose without a body; null for those that are no error.</summary>
    internal static Error? OfStatus(int status) => status switch
    {
        < 400 => null,
        StatusCodes.Status401Unauthorized => AuthRequired,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => RouteNotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => NotAcceptable,
        StatusCodes.Status408RequestTimeout => TooSlow,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ContentTypeUnsupported,
        StatusCodes.Status429TooManyRequests => TooMany,
        < 500 => CommonErrors.Invalid,
        _ => Server,
    };
}
