using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Production;

/// <summary>Identity of a production batch.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct BatchId(Guid Value) : IId<BatchId>
{
    /// <inheritdoc />
    public static BatchId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
