using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Campaigns;

/// <summary>Campaigns, those that close last first.</summary>
/// <param name="Own">The only school whose campaigns the caller may see, or null for all.</param>
/// <param name="Status">Only those, or null for all.</param>
public sealed record ListCampaignsQuery(SchoolId? Own, CampaignStatus? Status) : IQuery<Page<CampaignView>>;

internal sealed class ListCampaignsHandler(IReadDb db) : IRequestHandler<ListCampaignsQuery, Result<Page<CampaignView>>>
{
    // Three thousand schools have a few each year; older ones are found by their school.
    private const int Most = 500;

    public async Task<Result<Page<CampaignView>>> Handle(ListCampaignsQuery query, CancellationToken cancellationToken)
    {
        IQueryable<Campaign> campaigns = db.Campaigns;
        if (query.Own is { } own) campaigns = campaigns.Where(campaign => campaign.SchoolId == own);
        if (query.Status is { } status) campaigns = campaigns.Where(campaign => campaign.Status == status);
        List<Campaign> found = await campaigns.OrderByDescending(campaign => campaign.ClosesAt).Take(Most).ToListAsync(cancellationToken);
        return new Page<CampaignView>([.. found.Select(CampaignView.Of)], null);
    }
}

/// <summary>One campaign.</summary>
public sealed record GetCampaignQuery(CampaignId Campaign, SchoolId? Own) : IQuery<CampaignView>;

internal sealed class GetCampaignHandler(ICampaignRepository campaigns) : IRequestHandler<GetCampaignQuery, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(GetCampaignQuery query, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(query.Campaign, query.Own, cancellationToken);
        return campaign.Error is { } error ? error : CampaignView.Of(campaign.Value);
    }
}
