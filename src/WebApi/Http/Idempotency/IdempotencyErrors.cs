using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Http.Idempotency;

/// <summary>What can be wrong with an Idempotency-Key itself.</summary>
public static class IdempotencyErrors
{
    /// <summary>The key is too long or holds other than visible ASCII characters.</summary>
    public static readonly Error KeyMalformed = Error.Of(
        "idempotency.key_malformed", ErrorKind.Invalid,
        "Idempotency-Key 格式不正确。", "The Idempotency-Key is malformed.",
        "请使用 1 至 100 个可见 ASCII 字符，例如 UUID。", "Use 1 to 100 visible ASCII characters, such as a UUID.");
}
