using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class CampaignRepository(AppDbContext db) : ICampaignRepository
{
    public Task<Campaign?> GetAsync(CampaignId id, CancellationToken cancellationToken) =>
        db.Campaigns.SingleOrDefaultAsync(campaign => campaign.Id == id, cancellationToken);

    public async Task<(Campaign Campaign, string SchoolCode)?> FindOpenAsync(
        FeatureCode code, CancellationToken cancellationToken)
    {
        var found = await db.Campaigns
            .Where(campaign => campaign.FeatureCode == code && campaign.Status == CampaignStatus.Open)
            .Join(
                db.Schools, campaign => campaign.SchoolId, school => school.Id,
                (campaign, school) => new { Campaign = campaign, school.Code })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Campaign, found.Code);
    }

    public void Add(Campaign campaign) => db.Campaigns.Add(campaign);
}
