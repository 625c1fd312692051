namespace CampusPhoto.WeChatStandIn;

internal enum TokenVerdict
{
    Good,
    Invalid,
    Expired,
}

/// <summary>
/// Stable access tokens: the same one until five minutes before its end, then the next, and both hold meanwhile. Tokens
/// of the old call are kept apart: each new one ends the one before within five minutes.
/// </summary>
internal sealed class AccessTokens(BusinessClock clock)
{
    private const int ForcedADay = 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenForced = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);
    private readonly List<DateTimeOffset> _forced = [];
    private string? _current;
    private string? _oldKind;

    /// <summary>The stable token and the seconds that it still holds; null when it was forced too often.</summary>
    public (string Token, int ExpiresIn)? Issue(bool forceRefresh)
    {
        lock (_lock)
        {
            if (forceRefresh && !MayForce()) return null;
            if (forceRefresh && _current is not null) _issued.Remove(_current);
            if (_current is null || !_issued.TryGetValue(_current, out var until) || until - clock.Now <= Overlap)
            {
                _current = RandomText.Of(136);
                until = clock.Now + Lifetime;
                _issued[_current] = until;
            }

            return (_current, (int)(until - clock.Now).TotalSeconds);
        }
    }

    /// <summary>A token of the old call.</summary>
    public (string Token, int ExpiresIn) IssueOldKind()
    {
        lock (_lock)
        {
            if (_oldKind is not null && _issued[_oldKind] > clock.Now + Overlap) _issued[_oldKind] = clock.Now + Overlap;
            _oldKind = RandomText.Of(136);
            _issued[_oldKind] = clock.Now + Lifetime;
            return (_oldKind, (int)Lifetime.TotalSeconds);
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
            _forced.Clear();
            (_current, _oldKind) = (null, null);
        }
    }

    private bool MayForce()
    {
        var now = clock.Now;
        _forced.RemoveAll(at => at < now - TimeSpan.FromDays(1));
        if (_forced.Count >= ForcedADay || (_forced.Count > 0 && now - _forced[^1] < BetweenForced)) return false;
        _forced.Add(now);
        return true;
    }
}
