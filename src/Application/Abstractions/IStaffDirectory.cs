using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>People who work here, and integrators' clients.</summary>
public interface IStaffDirectory
{
    /// <summary>Checks a password; repeated wrong ones lock the person out for a while.</summary>
    /// <returns>The person, or <c>auth.credentials_invalid</c> or <c>auth.locked_out</c>.</returns>
    Task<Result<StaffMember>> SignInAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>The person, or null when there is none or the person may no longer work here.</summary>
    Task<StaffMember?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Checks an integrator's client secret.</summary>
    /// <returns>The client, or <c>auth.credentials_invalid</c>.</returns>
    Task<Result<IntegratorClient>> AuthenticateClientAsync(
        string clientId, string clientSecret, CancellationToken cancellationToken);
}

/// <summary>A member of staff.</summary>
/// <param name="Id">Identity.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Roles">Capacities in which the person may act.</param>
/// <param name="PhoneHash">Keyed hash of the verified phone, by which nobody reviews an order of their own.</param>
public sealed record StaffMember(Guid Id, string UserName, IReadOnlyList<ActorKind> Roles, KeyedHash? PhoneHash);

/// <summary>An integrator's client.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ClientId">Its public name.</param>
/// <param name="Scopes">What it may do: <c>orders</c>, <c>batches</c>.</param>
public sealed record IntegratorClient(Guid Id, string ClientId, IReadOnlyList<string> Scopes);
