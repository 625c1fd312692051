namespace CampusPhoto.WebApi.Auth;

/// <summary>Configuration section <c>Staff</c>: what is asked of the people who work here.</summary>
internal sealed class StaffOptions
{
    public const string Section = "Staff";

    /// <summary>
    /// Whether everybody must set up a second factor before anything else; where nothing is said, everywhere but in
    /// Development.
    /// </summary>
    public bool? RequireSecondFactor { get; set; }
}
