using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Whose turn it is in the review queue; one row.</summary>
internal sealed class ReviewTurnRow
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public required long Served { get; set; }

    public required SchoolId School { get; set; }

    public required CampaignId Raised { get; set; }
}
