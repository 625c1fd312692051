using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Staff;

/// <summary>Identity of a member of staff or of an integrator's client.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct StaffId(Guid Value) : IId<StaffId>
{
    /// <inheritdoc />
    public static StaffId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
