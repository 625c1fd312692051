using CampusPhoto.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>A member of staff. The inherited phone number is encrypted at rest.</summary>
internal sealed class StaffUser : IdentityUser<Guid>
{
    public const int MaxRolesLength = 100;

    /// <summary>Capacities by name, separated by commas.</summary>
    public string RoleNames { get; set; } = "";

    /// <summary>Keyed hash of the verified phone number.</summary>
    public KeyedHash? PhoneHash { get; set; }

    /// <summary>When the person ceased to work here.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public IReadOnlyList<ActorKind> GetRoles() =>
        [.. RoleNames.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ActorKind>)];

    public void SetRoles(params IEnumerable<ActorKind> roles) => RoleNames = string.Join(',', roles);
}
