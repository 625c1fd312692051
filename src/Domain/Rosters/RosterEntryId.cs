using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Rosters;

/// <summary>Identity of a roster's entry.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct RosterEntryId(Guid Value) : IId<RosterEntryId>
{
    /// <inheritdoc />
    public static RosterEntryId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
