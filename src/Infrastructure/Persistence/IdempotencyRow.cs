namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>One Idempotency-Key of one caller on one route.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>SHA-256 over caller, route and key.</summary>
    public required string KeyHash { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>The first answer; encrypted at rest. Null while in progress.</summary>
    public string? Answer { get; init; }

    public DateTimeOffset? LeaseExpiresAt { get; init; }

    /// <summary>The request that is at it: one that slept through its lease must not answer for the one after it.</summary>
    public Guid? LeaseOwner { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
