using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Schools;

/// <summary>Identity of a school.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct SchoolId(Guid Value) : IId<SchoolId>, IComparable<SchoolId>
{
    /// <inheritdoc />
    public static SchoolId From(Guid value) => new(value);

    /// <summary>Some order in which schools take turns; an engine may have another.</summary>
    public int CompareTo(SchoolId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();

    /// <summary>Whether the left one comes before the right one.</summary>
    public static bool operator <(SchoolId left, SchoolId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(SchoolId left, SchoolId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one does not come after the right one.</summary>
    public static bool operator <=(SchoolId left, SchoolId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one does not come before the right one.</summary>
    public static bool operator >=(SchoolId left, SchoolId right) => left.CompareTo(right) >= 0;
}
