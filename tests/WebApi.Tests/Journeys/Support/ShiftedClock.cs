namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>The real time, put forward.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
