namespace CampusPhoto.WeChatStandIn;

internal enum TokenVerdict
{
    Good,
    Invalid,
    Expired,
}

/// <summary>Stable access tokens: the same one until five minutes before its end, then the next, and both hold meanwhile.</summary>
internal sealed class AccessTokens(BusinessClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);
    private string? _current;

    public (string Token, int ExpiresIn) Issue(bool forceRefresh)
    {
        lock (_lock)
        {
            if (forceRefresh) _issued.Clear();
            if (_current is null || !_issued.TryGetValue(_current, out var until) || until - clock.Now <= Overlap)
            {
                _current = RandomText.Of(136);
                until = clock.Now + Lifetime;
                _issued[_current] = until;
            }

            return (_current, (int)(until - clock.Now).TotalSeconds);
        }
    }

    public TokenVerdict Check(string? token)
    {
        lock (_lock)
        {
            if (token is null || !_issued.TryGetValue(token, out var until)) return TokenVerdict.Invalid;
            return until > clock.Now ? TokenVerdict.Good : TokenVerdict.Expired;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _issued.Clear();
            _current = null;
        }
    }
}
