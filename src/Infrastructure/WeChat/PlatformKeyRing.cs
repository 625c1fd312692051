using System.Collections.Frozen;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>WeChat Pay's public keys of one merchant account by serial. Keys are added while the program runs and never removed.</summary>
internal sealed class PlatformKeyRing(IEnumerable<PlatformKey> first, PlatformKeyFolder? folder, bool downloads) : IDisposable
{
    /// <summary>Anybody can send an unknown serial; it must not make us read or call without end.</summary>
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile FrozenDictionary<string, PlatformKey> _keys =
        first.ToFrozenDictionary(key => key.Serial, StringComparer.Ordinal);

    private DateTimeOffset _refreshedAt = DateTimeOffset.MinValue;

    /// <summary>Whether platform certificates are fetched from WeChat.</summary>
    public bool Downloads => downloads;

    /// <summary>The key of that serial, unless it is unknown or has ended.</summary>
    public PlatformKey? Find(string serial, DateTimeOffset now) =>
        _keys.TryGetValue(serial, out var key) && key.HoldsAt(now) ? key : null;

    /// <summary>
    /// The key that WeChat is asked to sign its answers with and that we encrypt for: a public key before a certificate,
    /// and the certificate that holds longest. Null until the first certificate is fetched.
    /// </summary>
    public PlatformKey? Current(DateTimeOffset now) => _keys.Values
        .Where(key => key.HoldsAt(now))
        .OrderByDescending(key => key.IsPublicKey)
        .ThenByDescending(key => key.Ends ?? DateTimeOffset.MaxValue)
        .ThenBy(key => key.Serial, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Looks for new keys, unless that was done a moment ago; callers that come meanwhile wait for it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="download">Fetches the platform certificates.</param>
    /// <param name="tell">Told of files that cannot be read.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task RefreshAsync(
        DateTimeOffset now,
        Func<CancellationToken, Task<IReadOnlyList<PlatformKey>>> download,
        Action<string> tell,
        CancellationToken cancellationToken)
    {
        if (folder is null && !downloads) return;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (now - _refreshedAt < BetweenRefreshes) return;
            _refreshedAt = now;
            if (folder is not null) Add(folder.Read(tell));
            if (downloads) Add(await download(cancellationToken));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _oneAtATime.Dispose();
        foreach (var key in _keys.Values) key.Dispose();
    }

    private void Add(IReadOnlyList<PlatformKey> found)
    {
        var keys = _keys.ToDictionary(StringComparer.Ordinal);
        foreach (var key in found)
        {
            if (!keys.TryAdd(key.Serial, key)) key.Dispose();
        }

        _keys = keys.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
