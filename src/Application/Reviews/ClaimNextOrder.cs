using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Reviews;

/// <summary>
/// Gives the reviewer the next order: the schools that have one waiting take turns, each with what has waited longest, and
/// every other turn is a raised campaign's.
/// </summary>
/// <param name="Reviewer">The reviewer.</param>
/// <param name="Senior">Whether it is a senior reviewer.</param>
public sealed record ClaimNextOrderProcess(Guid Reviewer, bool Senior = false) : IProcess<OrderReceipt>, IIdempotent;

internal sealed class ClaimNextOrderHandler(
    ISender sender, IReadDb db, IReviewTurns turns, IStaffDirectory staff, TimeProvider clock)
    : IRequestHandler<ClaimNextOrderProcess, Result<OrderReceipt>>
{
    // Several reviewers ask at once; the next ones are tried before the next school's.
    private const int Candidates = 32;

    public async Task<Result<OrderReceipt>> Handle(ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        KeyedHash? phone = (await staff.FindAsync(request.Reviewer, cancellationToken))?.PhoneHash;
        ReviewTurn turn = await turns.GetAsync(cancellationToken);
        if (turn.Served % 2 == 0)
        {
            foreach (CampaignId campaign in await RaisedAfterAsync(turn.Raised, cancellationToken))
            {
                var waiting = await Free(request).Where(order => order.CampaignId == campaign)
                    .OrderBy(order => order.QueuedAt).ThenBy(order => order.Number)
                    .Select(order => new { order.Id, order.SchoolId }).Take(Candidates).ToListAsync(cancellationToken);
                foreach (var order in waiting)
                {
                    if (await TryAsync(order.Id, request, phone, order.SchoolId, campaign, cancellationToken) is { } raised) return raised;
                }
            }
        }

        foreach (SchoolId school in await WaitingAfterAsync(turn.School, request, cancellationToken))
        {
            List<OrderId> waiting = await Free(request).Where(order => order.SchoolId == school)
                .OrderBy(order => order.QueuedAt).ThenBy(order => order.Number)
                .Select(order => order.Id).Take(Candidates).ToListAsync(cancellationToken);
            foreach (OrderId order in waiting)
            {
                if (await TryAsync(order, request, phone, school, null, cancellationToken) is { } claimed) return claimed;
            }
        }

        return OrderErrors.QueueEmpty;
    }

    private async Task<OrderReceipt?> TryAsync(
        OrderId order, ClaimNextOrderProcess request, KeyedHash? phone, SchoolId school, CampaignId? raised,
        CancellationToken cancellationToken)
    {
        Result<OrderReceipt> claimed = await sender.Send(
            new ClaimOrderCommand(order, request.Reviewer, phone, request.Senior), cancellationToken);
        if (!claimed.Succeeded) return null;
        await turns.RecordAsync(school, raised, cancellationToken);
        return claimed.Value;
    }

    // One look into the queue's index for each school, of which there are some three thousand.
    private async Task<IReadOnlyList<SchoolId>> WaitingAfterAsync(
        SchoolId last, ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        IQueryable<Order> free = Free(request);
        var waiting = await db.Schools.Where(school => free.Any(order => order.SchoolId == school.Id))
            .Select(school => new { school.Id, school.Code }).ToListAsync(cancellationToken);
        string? served = await db.Schools.Where(school => school.Id == last).Select(school => school.Code).SingleOrDefaultAsync(cancellationToken);
        return
        [
            .. waiting.OrderBy(school => string.CompareOrdinal(school.Code, served) <= 0)
                .ThenBy(school => school.Code, StringComparer.Ordinal).Select(school => school.Id),
        ];
    }

    private IQueryable<Order> Free(ClaimNextOrderProcess request)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StaffId? me = new StaffId(request.Reviewer);
        bool senior = request.Senior;
        return db.Orders.Where(order => order.Status == OrderStatus.PendingReview
            && order.RefundStatus != RefundStatus.Requested
            && (order.LeaseExpiresAt == null || order.LeaseExpiresAt <= now)
            && (order.ReviewStage == ReviewStage.First
                || (order.FirstOpinionBy != me
                    && (order.ReviewStage == ReviewStage.Second || (senior && order.SecondOpinionBy != me)))));
    }

    // Few campaigns are raised at a time.
    private async Task<IReadOnlyList<CampaignId>> RaisedAfterAsync(CampaignId last, CancellationToken cancellationToken)
    {
        List<CampaignId> raised = await db.Campaigns.Where(campaign => campaign.ReviewPriority == ReviewPriority.Raised)
            .Select(campaign => campaign.Id).ToListAsync(cancellationToken);
        return [.. raised.OrderBy(campaign => campaign.Value.CompareTo(last.Value) <= 0).ThenBy(campaign => campaign.Value)];
    }
}
