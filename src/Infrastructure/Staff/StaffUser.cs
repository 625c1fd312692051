using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using Microsoft.AspNetCore.Identity;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>A member of staff. The inherited phone number is encrypted at rest.</summary>
internal sealed class StaffUser : IdentityUser<Guid>
{
    public const int MaxRolesLength = 100;
    public const int MaxTotpKeyLength = 64;

    /// <summary>Capacities by name, separated by commas.</summary>
    public string RoleNames { get; set; } = "";

    /// <summary>Keyed hash of the verified phone number.</summary>
    public KeyedHash? PhoneHash { get; set; }

    /// <summary>The school of school staff.</summary>
    public SchoolId? School { get; set; }

    /// <summary>The second factor's key in base32, encrypted at rest; it counts once it is confirmed.</summary>
    public string? TotpKey { get; set; }

    /// <summary>When the second factor was turned on.</summary>
    public DateTimeOffset? TotpConfirmedAt { get; set; }

    /// <summary>The last time step whose code was used; a code holds once.</summary>
    public long TotpLastStep { get; set; }

    /// <summary>When the person ceased to work here.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public IReadOnlyList<ActorKind> GetRoles() =>
        [.. RoleNames.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ActorKind>)];

    public void SetRoles(params IEnumerable<ActorKind> roles) => RoleNames = string.Join(',', roles);
}
