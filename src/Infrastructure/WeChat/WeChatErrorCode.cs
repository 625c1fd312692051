namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>The errcodes of mini-program calls that are told apart here; all others mean that WeChat cannot be used now.</summary>
internal static class WeChatErrorCode
{
    public const int TokenInvalid = 40001;
    public const int InvalidOpenId = 40003;
    public const int TokenMalformed = 40014;
    public const int InvalidCode = 40029;
    public const int CodeUsed = 40163;
    public const int UserBlocked = 40226;
    public const int CodeMissing = 41008;
    public const int TokenExpired = 42001;
}
