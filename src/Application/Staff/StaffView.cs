using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Staff;

/// <summary>A member of staff.</summary>
/// <param name="Id">Identity.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Roles">Capacities in which the person may act.</param>
/// <param name="SchoolId">The school of school staff; null for everybody else.</param>
/// <param name="Active">False once the person ceased to work here.</param>
/// <param name="LockedUntil">Until when wrong passwords keep the person out, or null.</param>
/// <param name="HasSecondFactor">Whether the sign-in asks for a second factor.</param>
public sealed record StaffView(
    Guid Id, string UserName, IReadOnlyList<ActorKind> Roles, Guid? SchoolId, bool Active, DateTimeOffset? LockedUntil,
    bool HasSecondFactor)
{
    internal static StaffView Of(StaffAccount account, DateTimeOffset now) => new(
        account.Id, account.UserName, account.Roles, account.School?.Value, account.LeftAt is null,
        account.LockedUntil > now ? account.LockedUntil : null, account.HasSecondFactor);
}

/// <summary>A person with a new password, which is shown once.</summary>
/// <param name="Person">The person.</param>
/// <param name="Password">To be handed over and changed at the first sign-in.</param>
public sealed record StaffWithPassword(StaffView Person, string Password);
