namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>How often this node has ended something that access tokens hold by: what was read before tells nothing of it.</summary>
internal sealed class TokenEndings
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
