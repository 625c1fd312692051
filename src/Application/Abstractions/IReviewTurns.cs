using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Whose turn it is in the review queue. A hint that makes the queue fair: when two reviewers read the same turn at once,
/// one school is served twice and nothing else happens.
/// </summary>
public interface IReviewTurns
{
    /// <summary>Where the round stands.</summary>
    Task<ReviewTurn> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records that a school was served, and a raised campaign where its turn it was.</summary>
    Task RecordAsync(SchoolId school, CampaignId? raised, CancellationToken cancellationToken);
}

/// <summary>Where the round stands.</summary>
/// <param name="Served">How many orders were handed out.</param>
/// <param name="School">The school that was served last.</param>
/// <param name="Raised">The raised campaign that was served last.</param>
public sealed record ReviewTurn(long Served, SchoolId School, CampaignId Raised);
