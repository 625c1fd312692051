using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.CollectionCodes;

/// <summary>Identity of a recognised collection code.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct RecognitionId(Guid Value) : IId<RecognitionId>
{
    /// <inheritdoc />
    public static RecognitionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
