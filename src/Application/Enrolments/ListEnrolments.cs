using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Enrolments;

/// <summary>The account's enrolments, newest first.</summary>
public sealed record ListEnrolmentsQuery(AccountId Account) : IQuery<Page<EnrolmentView>>;

internal sealed class ListEnrolmentsHandler(IReadDb db) : IRequestHandler<ListEnrolmentsQuery, Result<Page<EnrolmentView>>>
{
    // One student has one or two enrolments; a class's helper may hold more.
    private const int Most = 100;

    public async Task<Result<Page<EnrolmentView>>> Handle(ListEnrolmentsQuery query, CancellationToken cancellationToken)
    {
        var rows = await db.Enrolments
            .Where(enrolment => enrolment.AccountId == query.Account && enrolment.ReleasedAt == null)
            .OrderByDescending(enrolment => enrolment.CreatedAt)
            .Take(Most)
            .Join(db.Campaigns, enrolment => enrolment.CampaignId, campaign => campaign.Id, (enrolment, campaign) => new { enrolment, campaign })
            .ToListAsync(cancellationToken);
        return new Page<EnrolmentView>(
            [.. rows.OrderByDescending(row => row.enrolment.CreatedAt).Select(row => EnrolmentView.Of(row.enrolment, row.campaign))],
            null);
    }
}

/// <summary>One enrolment of the account.</summary>
public sealed record GetEnrolmentQuery(AccountId Account, EnrolmentId Enrolment) : IQuery<EnrolmentView>;

internal sealed class GetEnrolmentHandler(IReadDb db) : IRequestHandler<GetEnrolmentQuery, Result<EnrolmentView>>
{
    public async Task<Result<EnrolmentView>> Handle(GetEnrolmentQuery query, CancellationToken cancellationToken)
    {
        if (await db.FindEnrolmentAsync(query.Account, query.Enrolment, cancellationToken) is not { } found)
            return EnrolmentErrors.NotFound;
        return EnrolmentView.Of(found.Enrolment, found.Campaign);
    }
}

internal static class EnrolmentReads
{
    /// <summary>The account's own live enrolment with its campaign, or null.</summary>
    public static async Task<(Enrolment Enrolment, Campaign Campaign)?> FindEnrolmentAsync(
        this IReadDb db, AccountId account, EnrolmentId id, CancellationToken cancellationToken)
    {
        var row = await db.Enrolments
            .Where(enrolment => enrolment.Id == id && enrolment.AccountId == account && enrolment.ReleasedAt == null)
            .Join(db.Campaigns, enrolment => enrolment.CampaignId, campaign => campaign.Id, (enrolment, campaign) => new { enrolment, campaign })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : (row.enrolment, row.campaign);
    }
}
