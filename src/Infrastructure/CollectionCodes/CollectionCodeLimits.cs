namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Greatest lengths of a collection code's parts, in characters.</summary>
internal static class CollectionCodeLimits
{
    public const int MaskedName = 60;
    public const int MaskedIdNumber = 40;
    public const int SchoolCode = Domain.Schools.School.MaxCodeLength;
    public const int SchoolName = Domain.Schools.School.MaxNameLength;
    public const int Major = 100;
}
