namespace CampusPhoto.Application.Abstractions;

/// <summary>Client credentials, for change; saved with the unit of work.</summary>
public interface IClientCredentials
{
    /// <summary>All clients, newest first.</summary>
    Task<IReadOnlyList<ClientCredential>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The client, or null.</summary>
    Task<ClientCredential?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Whether the public name is in use, also by a revoked client.</summary>
    Task<bool> IsTakenAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Adds a client; public names are unique.</summary>
    void Add(ClientCredential client, string secret);

    /// <summary>Sets another secret; access tokens by the old one end. The client is one of <see cref="GetAsync"/>.</summary>
    Task SetSecretAsync(Guid id, string secret, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Sets what it may use up. The client is one of <see cref="GetAsync"/>.</summary>
    Task SetQuotaAsync(Guid id, ClientQuota quota, CancellationToken cancellationToken);

    /// <summary>Revokes it for good; its access tokens end.</summary>
    Task RevokeAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends the access tokens of all clients for which a person answers.</summary>
    Task EndTokensOfOwnerAsync(Guid owner, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>Client credentials without their secret.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ClientId">Public name.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="ExpiresAt">Until when it holds.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Quota">What it may use up.</param>
public sealed record ClientCredential(
    Guid Id, string ClientId, IReadOnlyList<string> Scopes, Guid? OwnerId, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    ClientQuota Quota);

/// <summary>What a client may use up; null for what every client may.</summary>
/// <param name="CallsPerMinute">Calls in a minute.</param>
/// <param name="PhotoChecksPerDay">Photos checked without an order in a day.</param>
public sealed record ClientQuota(int? CallsPerMinute, int? PhotoChecksPerDay);
