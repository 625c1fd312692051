using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;

namespace CampusPhoto.Application.Enrolments;

/// <summary>采集信息: a student's place in a campaign.</summary>
/// <param name="Id">Identity.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="CampaignName">采集批次.</param>
/// <param name="Mode">集采 or 散采.</param>
/// <param name="Price">What an order costs the student.</param>
/// <param name="MaskedName">姓名.</param>
/// <param name="MaskedIdNumber">身份证号.</param>
/// <param name="MaskedUniqueNumber">学生唯一编号.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="Major">专业/院校.</param>
/// <param name="ClosesAt">Until when orders are taken.</param>
/// <param name="CreatedAt">When the student joined.</param>
public sealed record EnrolmentView(
    Guid Id,
    Guid CampaignId,
    string CampaignName,
    CollectionMode Mode,
    MoneyView Price,
    string MaskedName,
    string MaskedIdNumber,
    string MaskedUniqueNumber,
    string SchoolCode,
    string SchoolName,
    string Major,
    DateTimeOffset ClosesAt,
    DateTimeOffset CreatedAt)
{
    internal static EnrolmentView Of(Enrolment enrolment, Campaign campaign) => new(
        enrolment.Id.Value,
        campaign.Id.Value,
        campaign.Name,
        campaign.Terms.Mode,
        MoneyView.Of(campaign.Terms.Payer == Payer.Student ? campaign.Terms.Price : default),
        enrolment.Identity.MaskedName,
        enrolment.Identity.MaskedIdNumber,
        Mask.UniqueNumber(enrolment.Identity.UniqueNumber),
        enrolment.Identity.SchoolCode,
        enrolment.Identity.SchoolName,
        enrolment.Identity.Major,
        campaign.ClosesAt,
        enrolment.CreatedAt);
}
