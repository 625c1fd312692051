using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.CollectionCodes;

/// <summary>What a collection code (采集码) holds. Name and ID number come masked; the clear ones are never seen.</summary>
/// <param name="UniqueNumber">学生唯一编号.</param>
/// <param name="MaskedName">Name with at least one *.</param>
/// <param name="MaskedIdNumber">ID number with at least four *.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="Major">专业/院校.</param>
/// <param name="ExpiresAt">Until when the code may be shown.</param>
public sealed record CollectionCode(
    string UniqueNumber,
    string MaskedName,
    string MaskedIdNumber,
    string SchoolCode,
    string SchoolName,
    string Major,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Greatest length of a unique number.</summary>
    public const int MaxUniqueNumberLength = 40;

    /// <summary>Whether the code may still be shown, and really hides what must be hidden.</summary>
    public Result Check(DateTimeOffset now) =>
        !MaskedName.Contains('*', StringComparison.Ordinal) || MaskedIdNumber.Count(c => c == '*') < 4
            ? CollectionCodeErrors.NotMasked
            : now >= ExpiresAt ? CollectionCodeErrors.Expired : Result.Ok;
}

/// <summary>A student as the collection code tells, with the hash by which the same student is found again.</summary>
/// <param name="UniqueNumber">学生唯一编号; encrypted at rest.</param>
/// <param name="UniqueNumberHash">Its keyed hash.</param>
/// <param name="MaskedName">Masked name.</param>
/// <param name="MaskedIdNumber">Masked ID number.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="Major">专业/院校.</param>
public sealed record StudentIdentity(
    string UniqueNumber,
    KeyedHash UniqueNumberHash,
    string MaskedName,
    string MaskedIdNumber,
    string SchoolCode,
    string SchoolName,
    string Major)
{
    /// <summary>What is left once the student's data are erased: a keyed hash, the school and the major.</summary>
    public StudentIdentity Forgotten() => this with { UniqueNumber = "", MaskedName = "*", MaskedIdNumber = "" };
}
