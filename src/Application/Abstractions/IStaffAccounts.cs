using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Accounts of the people who work here, for change; saved with the unit of work.</summary>
public interface IStaffAccounts
{
    /// <summary>All people, by name, those who have left last.</summary>
    Task<IReadOnlyList<StaffAccount>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The person, also one who has left; or null.</summary>
    Task<StaffAccount?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The person with that sign-in name, also one who has left; or null.</summary>
    Task<StaffAccount?> FindByNameAsync(string userName, CancellationToken cancellationToken);

    /// <summary>Adds a person; names are unique without case.</summary>
    void Add(StaffAccount account, string password, string? phone);

    /// <summary>Changes what a person may do. The person is one of <see cref="GetAsync"/>.</summary>
    Task SetRolesAsync(Guid id, IReadOnlyCollection<ActorKind> roles, SchoolId? school, CancellationToken cancellationToken);

    /// <summary>Lets a person go, or come back with null.</summary>
    Task SetLeftAsync(Guid id, DateTimeOffset? leftAt, CancellationToken cancellationToken);

    /// <summary>Sets a password and ends a lock-out.</summary>
    Task SetPasswordAsync(Guid id, string password, CancellationToken cancellationToken);

    /// <summary>Takes the second factor away, with its recovery codes.</summary>
    Task RemoveSecondFactorAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>A person's account.</summary>
/// <param name="Id">Identity.</param>
/// <param name="UserName">Sign-in name, at most 64 characters.</param>
/// <param name="Roles">Capacities in which the person may act.</param>
/// <param name="School">The school of school staff.</param>
/// <param name="LeftAt">When the person ceased to work here.</param>
/// <param name="LockedUntil">Until when wrong passwords keep the person out.</param>
/// <param name="HasSecondFactor">Whether the sign-in asks for a second factor.</param>
public sealed record StaffAccount(
    Guid Id, string UserName, IReadOnlyList<ActorKind> Roles, SchoolId? School, DateTimeOffset? LeftAt = null,
    DateTimeOffset? LockedUntil = null, bool HasSecondFactor = false);
