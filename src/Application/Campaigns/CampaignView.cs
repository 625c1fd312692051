using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Application.Campaigns;

/// <summary>采集批次, as staff see it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="SchoolId">The school.</param>
/// <param name="Name">Name shown to students.</param>
/// <param name="FeatureCode">特征码.</param>
/// <param name="Mode">集采, 散采, 补采 or 新生.</param>
/// <param name="Status">Whether it takes students.</param>
/// <param name="Price">What one student's order costs.</param>
/// <param name="Payer">Who pays it.</param>
/// <param name="CapturePolicy">Where photos may come from.</param>
/// <param name="AttemptsAllowed">Rejections until an order closes.</param>
/// <param name="CorrectionsAllowed">勘误 that a student may ask for on one order.</param>
/// <param name="PaymentMinutes">How long an order waits for its payment.</param>
/// <param name="ResubmissionHours">How long a student has after a rejection.</param>
/// <param name="ClosingRefund">What happens to the money when an order closes without an approved photo.</param>
/// <param name="MerchantAccount">Key of the merchant account that is paid.</param>
/// <param name="SpecificationId">Photo specification.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="SpecificationOverrides">What the campaign changes of it, with the specification's own names; null for nothing.</param>
/// <param name="OverridesVersion">Grows with each change of the overrides; an order keeps those that its photo was judged by.</param>
/// <param name="NamingTemplate">How delivered files are named.</param>
/// <param name="AppealsAllowed">Whether a photo that failed the first check may go to a reviewer with a reason.</param>
/// <param name="OpensAt">From when students may join and order.</param>
/// <param name="ClosesAt">Until when they may.</param>
/// <param name="ResubmissionEndsAt">Until when rejected students may send another photo, at least.</param>
/// <param name="ReviewPriority">How urgently its photos are reviewed.</param>
/// <param name="SecondOpinionPercent">How many of a hundred approvals get a second opinion; null for what the installation says.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record CampaignView(
    Guid Id,
    Guid SchoolId,
    string Name,
    string FeatureCode,
    CollectionMode Mode,
    CampaignStatus Status,
    MoneyView Price,
    Payer Payer,
    CapturePolicy CapturePolicy,
    int AttemptsAllowed,
    int CorrectionsAllowed,
    int PaymentMinutes,
    int ResubmissionHours,
    ClosingRefund ClosingRefund,
    string MerchantAccount,
    string SpecificationId,
    int SpecificationVersion,
    JsonElement? SpecificationOverrides,
    int OverridesVersion,
    string NamingTemplate,
    bool AppealsAllowed,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateTimeOffset ResubmissionEndsAt,
    ReviewPriority ReviewPriority,
    int? SecondOpinionPercent,
    long Version)
{
    internal static CampaignView Of(Campaign campaign) => new(
        campaign.Id.Value, campaign.SchoolId.Value, campaign.Name, campaign.FeatureCode.Value, campaign.Terms.Mode, campaign.Status,
        MoneyView.Of(campaign.Terms.Price), campaign.Terms.Payer, campaign.Terms.CapturePolicy, campaign.Terms.AttemptsAllowed, campaign.Terms.CorrectionsAllowed,
        (int)campaign.Terms.PaymentWindow.TotalMinutes, (int)campaign.Terms.ResubmissionWindow.TotalHours,
        campaign.Terms.ClosingRefund, campaign.Terms.MerchantAccount, campaign.SpecificationId, campaign.SpecificationVersion,
        campaign.SpecificationOverrides is { } json ? JsonElement.Parse(json) : null, campaign.OverridesVersion,
        campaign.NamingTemplate, campaign.Terms.AppealsAllowed, campaign.OpensAt, campaign.ClosesAt, campaign.ResubmissionEndsAt,
        campaign.ReviewPriority, campaign.SecondOpinionPercent, campaign.Version);
}

internal static class OwnCampaigns
{
    /// <summary>The campaign, if it is the school's; another school's is as good as none.</summary>
    public static async Task<Result<Campaign>> GetOwnAsync(
        this ICampaignRepository campaigns, CampaignId id, SchoolId? own, CancellationToken cancellationToken) =>
        await campaigns.GetAsync(id, cancellationToken) is { } campaign && (own is null || campaign.SchoolId == own)
            ? campaign
            : CampaignErrors.NotFound;
}
