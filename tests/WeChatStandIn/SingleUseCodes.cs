using System.Collections.Concurrent;

namespace CampusPhoto.WeChatStandIn;

internal enum CodeKind
{
    Login,
    Phone,
}

internal enum CodeVerdict
{
    Good,
    Unknown,
    Used,
}

/// <summary>Login and phone codes: each is good once and for five minutes.</summary>
internal sealed class SingleUseCodes(BusinessClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(CodeKind, string), Issued> _codes = new();

    public string Issue(CodeKind kind, string openId, string? phone)
    {
        var code = kind == CodeKind.Login ? "0" + RandomText.Of(31) : RandomNumberCode();
        _codes[(kind, code)] = new Issued(openId, phone, clock.Now + Lifetime);
        return code;

        static string RandomNumberCode() => RandomText.Of(64).ToLowerInvariant();
    }

    /// <summary>Uses a code up. A code of another openid is left alone.</summary>
    public (CodeVerdict Verdict, string OpenId, string? Phone) Redeem(CodeKind kind, string code, string? openId)
    {
        if (!_codes.TryGetValue((kind, code), out var issued) || issued.ExpiresAt <= clock.Now)
            return (CodeVerdict.Unknown, "", null);
        if (openId is not null && openId != issued.OpenId) return (CodeVerdict.Unknown, "", null);
        return issued.TryUse() ? (CodeVerdict.Good, issued.OpenId, issued.Phone) : (CodeVerdict.Used, "", null);
    }

    public void Clear() => _codes.Clear();

    private sealed class Issued(string openId, string? phone, DateTimeOffset expiresAt)
    {
        private int _used;

        public string OpenId { get; } = openId;

        public string? Phone { get; } = phone;

        public DateTimeOffset ExpiresAt { get; } = expiresAt;

        public bool TryUse() => Interlocked.Exchange(ref _used, 1) == 0;
    }
}
