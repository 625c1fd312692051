namespace CampusPhoto.WeChatStandIn;

/// <summary>
/// The time by which codes, tokens, prepay ids and charges expire. It can be put forward; the time inside signatures
/// cannot, since both sides must agree on that.
/// </summary>
internal sealed class BusinessClock(TimeProvider system)
{
    /// <summary>China Standard Time.</summary>
    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    private long _offsetTicks;

    public DateTimeOffset Now => system.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offsetTicks));

    /// <summary>The day in China.</summary>
    public DateOnly Today => DayOf(Now);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public void Reset() => Interlocked.Exchange(ref _offsetTicks, 0);
}
