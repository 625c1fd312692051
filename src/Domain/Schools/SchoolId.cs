using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Schools;

/// <summary>Identity of a school.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct SchoolId(Guid Value) : IId<SchoolId>
{
    /// <inheritdoc />
    public static SchoolId From(Guid value) => new(value);

    /// <summary>Less than, equal to or greater than nothing: the order in which schools take turns.</summary>
    public int CompareTo(SchoolId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
