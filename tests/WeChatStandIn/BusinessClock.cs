namespace CampusPhoto.WeChatStandIn;

/// <summary>
/// The time by which codes, tokens, prepay ids and charges expire. It can be put forward; the time inside signatures
/// cannot, since both sides must agree on that.
/// </summary>
internal sealed class BusinessClock(TimeProvider system)
{
    private long _offsetTicks;

    public DateTimeOffset Now => system.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offsetTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public void Reset() => Interlocked.Exchange(ref _offsetTicks, 0);
}
