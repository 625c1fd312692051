using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class RosterRepository(AppDbContext db) : IRosters
{
    public async Task<IReadOnlyList<RosterEntry>> GetAsync(CampaignId campaign, CancellationToken cancellationToken) =>
        await db.RosterEntries.Where(entry => entry.CampaignId == campaign).ToListAsync(cancellationToken);

    public Task<RosterEntry?> GetAsync(CampaignId campaign, RosterEntryId id, CancellationToken cancellationToken) =>
        db.RosterEntries.SingleOrDefaultAsync(entry => entry.Id == id && entry.CampaignId == campaign, cancellationToken);

    public Task<RosterEntry?> FindAsync(CampaignId campaign, KeyedHash number, CancellationToken cancellationToken) =>
        db.RosterEntries.SingleOrDefaultAsync(
            entry => entry.CampaignId == campaign && entry.NumberHash == number, cancellationToken);

    public async Task<IReadOnlyList<Freshman>> FindFreshmenAsync(
        string schoolCode, KeyedHash number, CancellationToken cancellationToken)
    {
        var found = await (
            from school in db.Schools
            join campaign in db.Campaigns on school.Id equals campaign.SchoolId
            join entry in db.RosterEntries on campaign.Id equals entry.CampaignId
            where school.Code == schoolCode && campaign.Status == CampaignStatus.Open && campaign.Terms.Kind == OrderKind.Freshman
                && entry.NumberHash == number
            orderby campaign.ClosesAt descending
            select new { entry, campaign, school }).ToListAsync(cancellationToken);
        return [.. found.Select(one => new Freshman(one.entry, one.campaign, one.school))];
    }

    public void Add(RosterEntry entry) => db.RosterEntries.Add(entry);

    public async Task<IReadOnlyList<RosterCount>> CountAsync(CampaignId campaign, CancellationToken cancellationToken)
    {
        var counts = await Standing(campaign)
            .GroupBy(one => new { one.Entry.College, one.Joined, one.Status, one.Result, one.Confirmed })
            .Select(group => new { group.Key, Students = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. counts.Select(one => new RosterCount(
                one.Key.College, one.Key.Joined, one.Key.Status, one.Students, one.Key.Result, one.Key.Confirmed))];
    }

    public async Task<IReadOnlyList<MissingStudent>> ListMissingAsync(
        CampaignId campaign, string? college, int after, int most, CancellationToken cancellationToken)
    {
        var missing = Standing(campaign).Where(one => one.Entry.Position > after
            && (one.Status == null || one.Status == OrderStatus.PendingPayment || one.Status == OrderStatus.Rejected
                || one.Status == OrderStatus.Withdrawn));
        if (college is not null) missing = missing.Where(one => one.Entry.College == college);
        var found = await missing.OrderBy(one => one.Entry.Position).Take(most).ToListAsync(cancellationToken);
        return [.. found.Select(one => new MissingStudent(one.Entry, one.Joined, one.Status))];
    }

    public IAsyncEnumerable<RosterEntry> ReadAsync(CampaignId campaign, CancellationToken cancellationToken) =>
        db.RosterEntries.AsNoTracking().Where(entry => entry.CampaignId == campaign).OrderBy(entry => entry.Position).AsAsyncEnumerable();

    // One live enrolment and one live order of a student in a campaign, each found in its unique index.
    private IQueryable<Stand> Standing(CampaignId campaign) =>
        db.RosterEntries.AsNoTracking().Where(entry => entry.CampaignId == campaign)
            .LeftJoin(
                db.Enrolments.Where(enrolment => enrolment.CampaignId == campaign && enrolment.ReleasedAt == null),
                entry => entry.NumberHash,
                enrolment => EF.Property<KeyedHash>(enrolment, StudentIdentityConfiguration.StudentHash),
                (entry, enrolment) => new { entry, Joined = enrolment != null })
            .LeftJoin(
                db.Orders.Where(order => order.CampaignId == campaign && order.Kind != OrderKind.Reprint && order.Status != OrderStatus.Cancelled),
                row => row.entry.NumberHash,
                order => EF.Property<KeyedHash>(order, StudentIdentityConfiguration.StudentHash),
                (row, order) => new Stand
                {
                    Entry = row.entry,
                    Joined = row.Joined,
                    Status = order == null ? null : order.Status,
                    Result = order == null ? null : order.ChsiResult,
                    Confirmed = order != null && order.ProofConfirmedAt != null,
                });

    private sealed class Stand
    {
        public required RosterEntry Entry { get; init; }

        public required bool Joined { get; init; }

        public required OrderStatus? Status { get; init; }

        public required ChsiResult? Result { get; init; }

        public required bool Confirmed { get; init; }
    }
}
