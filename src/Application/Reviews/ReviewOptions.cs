namespace CampusPhoto.Application.Reviews;

/// <summary>How photos are reviewed where a campaign does not say otherwise.</summary>
public sealed class ReviewOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Reviews";

    /// <summary>How many of a hundred approvals get a second opinion before production: 0 to 100.</summary>
    public int SecondOpinionPercent { get; set; }
}
