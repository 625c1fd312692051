using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Support;

/// <summary>Identity of a ticket of support.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct TicketId(Guid Value) : IId<TicketId>
{
    /// <inheritdoc />
    public static TicketId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
