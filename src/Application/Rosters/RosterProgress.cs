using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>How far a campaign has come, by college and in all.</summary>
/// <param name="Total">All colleges together.</param>
/// <param name="Colleges">Each college, by name.</param>
public sealed record ProgressView(CollegeProgress Total, IReadOnlyList<CollegeProgress> Colleges);

/// <summary>How far the students of one college have come; the parts add up to the students.</summary>
/// <param name="College">学院; empty for those of whom the roster does not say.</param>
/// <param name="Students">Students on the roster.</param>
/// <param name="NotJoined">Those who have not shown their collection code.</param>
/// <param name="WithoutOrder">Those who joined and have not confirmed a photo.</param>
/// <param name="PendingPayment">待支付.</param>
/// <param name="PendingReview">待审核.</param>
/// <param name="Rejected">被驳回 or 已撤回: another photo is awaited.</param>
/// <param name="Approved">待制作.</param>
/// <param name="InProduction">制作中.</param>
/// <param name="Completed">已完成.</param>
/// <param name="Accepted">学信网 accepted the photo; like the three below not one of the parts.</param>
/// <param name="Refused">学信网 refused the photo that was produced last.</param>
/// <param name="ResultAwaited">In production or delivered, without a result yet.</param>
/// <param name="ProofConfirmed">校对: the student found everything right.</param>
public sealed record CollegeProgress(
    string College, int Students, int NotJoined, int WithoutOrder, int PendingPayment, int PendingReview, int Rejected, int Approved,
    int InProduction, int Completed, int Accepted, int Refused, int ResultAwaited, int ProofConfirmed)
{
    internal static CollegeProgress Of(string college, IReadOnlyCollection<RosterCount> counts)
    {
        int In(params OrderStatus[] states) => counts.Where(one => one.Order is { } order && states.Contains(order)).Sum(one => one.Students);
        return new CollegeProgress(
            college,
            counts.Sum(one => one.Students),
            counts.Where(one => one is { Order: null, Joined: false }).Sum(one => one.Students),
            counts.Where(one => one is { Order: null, Joined: true }).Sum(one => one.Students),
            In(OrderStatus.PendingPayment), In(OrderStatus.PendingReview), In(OrderStatus.Rejected, OrderStatus.Withdrawn),
            In(OrderStatus.PendingProduction), In(OrderStatus.InProduction), In(OrderStatus.Completed),
            counts.Where(one => one.Result == ChsiResult.Accepted).Sum(one => one.Students),
            counts.Where(one => one.Result == ChsiResult.Refused).Sum(one => one.Students),
            counts.Where(one => one is { Result: ChsiResult.Awaited, Order: OrderStatus.InProduction or OrderStatus.Completed }).Sum(one => one.Students),
            counts.Where(one => one.Confirmed).Sum(one => one.Students));
    }
}

/// <summary>A campaign's progress against its roster.</summary>
public sealed record GetProgressQuery(CampaignId Campaign, SchoolId? Own) : IQuery<ProgressView>;

internal sealed class GetProgressHandler(ICampaignRepository campaigns, IRosters rosters)
    : IRequestHandler<GetProgressQuery, Result<ProgressView>>
{
    public async Task<Result<ProgressView>> Handle(GetProgressQuery query, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(query.Campaign, query.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        IReadOnlyList<RosterCount> counts = await rosters.CountAsync(query.Campaign, cancellationToken);
        return new ProgressView(
            CollegeProgress.Of("", counts),
            [
                .. counts.GroupBy(one => one.College).OrderBy(college => college.Key, StringComparer.Ordinal)
                    .Select(college => CollegeProgress.Of(college.Key, [.. college])),
            ]);
    }
}
