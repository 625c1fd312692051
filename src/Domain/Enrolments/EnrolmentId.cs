using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Enrolments;

/// <summary>Identity of an enrolment.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct EnrolmentId(Guid Value) : IId<EnrolmentId>
{
    /// <inheritdoc />
    public static EnrolmentId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
