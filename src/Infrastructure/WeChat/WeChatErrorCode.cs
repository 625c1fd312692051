namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>The errcodes of mini-program calls that are told apart here.</summary>
internal static class WeChatErrorCode
{
    public const int Busy = -1;
    public const int TokenInvalid = 40001;
    public const int InvalidOpenId = 40003;
    public const int TokenMalformed = 40014;
    public const int InvalidCode = 40029;
    public const int CodeUsed = 40163;
    public const int UserBlocked = 40226;
    public const int CodeMissing = 41008;
    public const int TokenExpired = 42001;
    public const int SubscriptionRefused = 43101;
    public const int MinuteQuota = 45011;
    public const int DailyQuota = 45009;
    public const int AuthorNotActive = 61010;
    public const int PaymentNotFound = 10060001;
    public const int ShippedAlready = 10060002;
    public const int CorrectedAlready = 10060003;
    public const int ShippingBusy = 10060012;
    public const int ShippingBusyToo = 10060019;
    public const int ShippingUnchanged = 10060023;

    /// <summary>Whether trying again later may help.</summary>
    public static bool IsPassing(int code) =>
        code is Busy or MinuteQuota or DailyQuota or ShippingBusy or ShippingBusyToo or TokenInvalid or TokenExpired or TokenMalformed;
}
