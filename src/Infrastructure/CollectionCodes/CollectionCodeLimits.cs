using CampusPhoto.Domain.CollectionCodes;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Greatest lengths of a collection code's parts, in characters.</summary>
internal static class CollectionCodeLimits
{
    public const int MaskedName = 60;
    public const int MaskedIdNumber = 40;
    public const int SchoolCode = Domain.Schools.School.MaxCodeLength;
    public const int SchoolName = Domain.Schools.School.MaxNameLength;
    public const int Major = 100;

    /// <summary>
    /// Whether each part is there and within its bound. A unique number also names files, so it is letters, digits,
    /// '-' and '_' only.
    /// </summary>
    public static bool Hold(CollectionCode code) =>
        code.UniqueNumber.Length is > 0 and <= CollectionCode.MaxUniqueNumberLength
        && code.UniqueNumber.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && code.MaskedName.Length is > 0 and <= MaskedName
        && code.MaskedIdNumber.Length is > 0 and <= MaskedIdNumber
        && code.SchoolCode.Length is > 0 and <= SchoolCode
        && code.SchoolName.Length is > 0 and <= SchoolName
        && code.Major.Length <= Major;
}
