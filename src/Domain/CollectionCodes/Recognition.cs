using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.CollectionCodes;

/// <summary>A collection code that was recognised for one account: to be used once, within fifteen minutes.</summary>
public sealed class Recognition : AggregateRoot
{
    /// <summary>How long a recognition may be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private Recognition() => Identity = null!;

    /// <summary>A fresh recognition.</summary>
    public Recognition(RecognitionId id, AccountId account, StudentIdentity identity, DateTimeOffset now) =>
        (Id, AccountId, Identity, ExpiresAt) = (id, account, identity, now + Lifetime);

    /// <summary>Identity.</summary>
    public RecognitionId Id { get; private set; }

    /// <summary>The account that showed the code.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Who the code names.</summary>
    public StudentIdentity Identity { get; private set; }

    /// <summary>Until when it may be used.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was used.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Whether it may still be used.</summary>
    public Result CanUse(DateTimeOffset now) =>
        UsedAt is not null ? CollectionCodeErrors.RecognitionUsed
        : now >= ExpiresAt ? CollectionCodeErrors.RecognitionExpired
        : Result.Ok;

    /// <summary>Uses it up.</summary>
    public Result Use(DateTimeOffset now)
    {
        if (CanUse(now).Error is { } error) return error;
        UsedAt = now;
        Touch();
        return Result.Ok;
    }
}
