using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

/// <summary>Identity of an order.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct OrderId(Guid Value) : IId<OrderId>
{
    /// <inheritdoc />
    public static OrderId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
