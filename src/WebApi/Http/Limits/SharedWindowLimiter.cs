using System.Threading.RateLimiting;

namespace CampusPhoto.WebApi.Http.Limits;

/// <summary>
/// Requests of one caller in fixed minutes, on all nodes together. A node counts by itself and tells the others at each
/// twentieth of the limit, so that an ordinary caller costs the database nothing; a flood over several nodes gets at
/// most a twentieth of the limit more on each, and what passes while a count is on its way.
/// </summary>
internal sealed class SharedWindowLimiter(string subject, int limit, SharedWindows windows, TimeProvider clock) : RateLimiter
{
    private const int Tellings = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _lastUsed = clock.GetTimestamp();
    private DateTimeOffset _endsAt;
    private int _counted;
    private int _told;
    private int _elsewhere;

    public string Subject => subject;

    public override TimeSpan? IdleDuration => clock.GetElapsedTime(Volatile.Read(ref _lastUsed)) is var idle && idle > Window ? idle : null;

    /// <summary>What the others have not been told yet, and which window it belongs to.</summary>
    public (int Count, DateTimeOffset EndsAt) Untold()
    {
        lock (_lock)
        {
            int count = _counted - _told;
            _told = _counted;
            return (count, _endsAt);
        }
    }

    /// <summary>Learns what all nodes have told.</summary>
    public void Learn(int total, DateTimeOffset endsAt)
    {
        lock (_lock)
        {
            if (_endsAt == endsAt) _elsewhere = Math.Max(_elsewhere, total - _told);
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Volatile.Write(ref _lastUsed, clock.GetTimestamp());
        bool isDue;
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (now >= _endsAt)
            {
                _endsAt = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Window.Ticks), TimeSpan.Zero) + Window;
                (_counted, _told, _elsewhere) = (0, 0, 0);
            }

            if (_counted + _elsewhere + permitCount > limit) return new WindowLease(_endsAt - now);
            _counted += permitCount;
            isDue = (_counted - _told) * Tellings >= limit;
        }

        if (isDue) windows.Tell(this);
        return WindowLease.Granted;
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private sealed class WindowLease(TimeSpan? wait) : RateLimitLease
    {
        public static readonly WindowLease Granted = new(null);

        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            bool known = wait is not null && metadataName == MetadataName.RetryAfter.Name;
            metadata = known ? wait : null;
            return known;
        }
    }
}
