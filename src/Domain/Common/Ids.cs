namespace CampusPhoto.Domain.Common;

/// <summary>A typed identity: a version 7 UUID, so that identities sort by the time they were made.</summary>
/// <typeparam name="TSelf">The identity type itself.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Makes identities.</summary>
public static class Id
{
    /// <summary>A new identity made at <paramref name="now"/>.</summary>
    public static TId New<TId>(DateTimeOffset now)
        where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7(now));
}
