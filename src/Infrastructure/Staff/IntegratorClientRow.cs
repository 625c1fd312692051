namespace CampusPhoto.Infrastructure.Staff;

/// <summary>An integrator's client.</summary>
internal sealed class IntegratorClientRow
{
    public const int MaxClientIdLength = 100;

    public required Guid Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The secret by Identity's password hasher.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>What it may do, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Which access tokens hold: those of this generation.</summary>
    public int Generation { get; private set; }

    /// <summary>When access tokens that were out were ended last.</summary>
    public DateTimeOffset? TokensEndedAt { get; private set; }

    /// <summary>Calls that it may make in a minute; null for the usual number.</summary>
    public int? CallsPerMinute { get; set; }

    /// <summary>Photos that it may have checked in a day; null for the usual number.</summary>
    public int? PhotoChecksPerDay { get; set; }

    /// <summary>Has none of the access tokens that are out hold any longer.</summary>
    public void EndTokens(DateTimeOffset at) => (Generation, TokensEndedAt) = (Generation + 1, at);
}
