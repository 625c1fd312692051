namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Names of the HTTP clients.</summary>
internal static class WeChatClients
{
    /// <summary>Payment calls: signed, verified, retried (all of them are idempotent).</summary>
    public const string Pay = "wechat-pay";

    /// <summary>Signed payment calls whose answers are checked by other means: certificates and bills.</summary>
    public const string Unverified = "wechat-pay-unverified";

    /// <summary>Mini-program calls that use up a code or have an effect each time: never retried.</summary>
    public const string Once = "wechat-once";

    /// <summary>Mini-program calls that may be repeated: retried.</summary>
    public const string Repeatable = "wechat-repeatable";
}
