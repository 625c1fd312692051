using CampusPhoto.Domain.Common;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>A recovery code that has not been used.</summary>
internal sealed class RecoveryCodeRow
{
    public required Guid StaffId { get; init; }

    public required KeyedHash CodeHash { get; init; }
}
