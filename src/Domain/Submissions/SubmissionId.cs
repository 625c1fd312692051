using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Submissions;

/// <summary>Identity of a submission.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct SubmissionId(Guid Value) : IId<SubmissionId>
{
    /// <inheritdoc />
    public static SubmissionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
