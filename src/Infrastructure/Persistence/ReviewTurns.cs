using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Schools;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Keeps the turn by single statements outside any transaction, so that claims do not wait for each other.</summary>
internal sealed class ReviewTurns(IDbContextFactory<AppDbContext> contexts) : IReviewTurns
{
    public async Task<ReviewTurn> GetAsync(CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ReviewTurns.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } row
            ? new ReviewTurn(row.Served, row.School, row.Raised)
            : new ReviewTurn(0, default, default);
    }

    public async Task RecordAsync(SchoolId school, CampaignId? raised, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await MoveAsync(db, school, raised, cancellationToken)) return;
        db.ReviewTurns.Add(new ReviewTurnRow { Id = ReviewTurnRow.TheOne, Served = 1, School = school, Raised = raised ?? default });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            await MoveAsync(db, school, raised, cancellationToken);
        }
    }

    // The round of the schools goes on from where it was when a raised campaign comes in between.
    private static async Task<bool> MoveAsync(
        AppDbContext db, SchoolId school, CampaignId? raised, CancellationToken cancellationToken) =>
        await (raised is { } campaign
            ? db.ReviewTurns.ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Served, one => one.Served + 1).SetProperty(one => one.Raised, campaign), cancellationToken)
            : db.ReviewTurns.ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Served, one => one.Served + 1).SetProperty(one => one.School, school), cancellationToken)) == 1;
}
