using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Application.Abstractions;

/// <summary>People who work here, and client credentials.</summary>
public interface IStaffDirectory
{
    /// <summary>Checks a password and, where the person has one, the second factor; repeated wrong ones lock the person out for a while.</summary>
    /// <param name="userName">Sign-in name.</param>
    /// <param name="password">Password.</param>
    /// <param name="secondFactor">Six digits of the authenticator or a recovery code, or null when none was sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// The person, or <c>auth.credentials_invalid</c>, <c>auth.locked_out</c>, <c>second_factor.required</c>,
    /// <c>second_factor.code_invalid</c>.
    /// </returns>
    Task<Result<StaffMember>> SignInAsync(
        string userName, string password, string? secondFactor, CancellationToken cancellationToken);

    /// <summary>Checks a person's password again, counting wrong ones as at the sign-in.</summary>
    /// <returns>Success, or <c>staff.password_wrong</c>, <c>auth.locked_out</c>.</returns>
    Task<Result> CheckPasswordAsync(Guid id, string password, CancellationToken cancellationToken);

    /// <summary>The person, or null when there is none or the person may no longer work here.</summary>
    Task<StaffMember?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Checks a client's secret.</summary>
    /// <returns>The client, or <c>auth.credentials_invalid</c>.</returns>
    Task<Result<IntegratorClient>> AuthenticateClientAsync(
        string clientId, string clientSecret, CancellationToken cancellationToken);
}

/// <summary>A member of staff.</summary>
/// <param name="Id">Identity.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Roles">Capacities in which the person may act.</param>
/// <param name="PhoneHash">Keyed hash of the verified phone, by which nobody reviews an order of their own.</param>
/// <param name="School">The school of school staff; null for everybody else.</param>
/// <param name="HasSecondFactor">Whether the sign-in asks for a second factor.</param>
public sealed record StaffMember(
    Guid Id, string UserName, IReadOnlyList<ActorKind> Roles, KeyedHash? PhoneHash, SchoolId? School = null, bool HasSecondFactor = false);

/// <summary>Client credentials.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ClientId">Its public name.</param>
/// <param name="Scopes">What it may do: <see cref="Staff.ClientScopes"/>.</param>
/// <param name="Generation">Grows whenever its access tokens are ended.</param>
/// <param name="ExpiresAt">Until when it holds, and so its access tokens; null without an end.</param>
/// <param name="Owner">The person who answers for it; null for clients made before people answered for them.</param>
/// <param name="Quota">What it may use up; null for what every client may.</param>
public sealed record IntegratorClient(
    Guid Id, string ClientId, IReadOnlyList<string> Scopes, int Generation, DateTimeOffset? ExpiresAt = null, StaffMember? Owner = null,
    ClientQuota? Quota = null);
