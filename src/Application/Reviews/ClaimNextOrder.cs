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
    // Several reviewers ask at once; the next ones are tried, and looked for anew, before the queue is called empty.
    private const int Candidates = 8;
    private const int MostLooks = 12;

    public async Task<Result<OrderReceipt>> Handle(ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        KeyedHash? phone = (await staff.FindAsync(request.Reviewer, cancellationToken))?.PhoneHash;
        ReviewTurn turn = await turns.GetAsync(cancellationToken);
        if (turn.Served % 2 == 0)
        {
            foreach (CampaignId campaign in await RaisedAfterAsync(turn.Raised, cancellationToken))
            {
                List<Candidate> waiting = await Free(request).Where(order => order.CampaignId == campaign)
                    .OrderBy(order => order.QueuedAt).ThenBy(order => order.Number)
                    .Select(order => new Candidate(order.Id, order.SchoolId)).Take(Candidates).ToListAsync(cancellationToken);
                if (await TryAsync(waiting, request, phone, campaign, cancellationToken) is { } raised) return raised;
            }
        }

        SchoolId after = turn.School;
        bool around = false;
        for (int look = 0; look < MostLooks; look++)
        {
            SchoolId from = after;
            List<Candidate> waiting = await Free(request).Where(order => order.SchoolId.CompareTo(from) > 0)
                .OrderBy(order => order.SchoolId).ThenBy(order => order.QueuedAt).ThenBy(order => order.Number)
                .Select(order => new Candidate(order.Id, order.SchoolId)).Take(Candidates).ToListAsync(cancellationToken);
            if (waiting.Count == 0)
            {
                if (around) return OrderErrors.QueueEmpty;
                (around, after) = (true, default);
                continue;
            }

            if (await TryAsync(waiting, request, phone, null, cancellationToken) is { } claimed) return claimed;
            after = waiting[^1].School;
        }

        return OrderErrors.QueueEmpty;
    }

    private async Task<OrderReceipt?> TryAsync(
        List<Candidate> waiting, ClaimNextOrderProcess request, KeyedHash? phone, CampaignId? raised, CancellationToken cancellationToken)
    {
        foreach (Candidate one in waiting)
        {
            Result<OrderReceipt> claimed = await sender.Send(
                new ClaimOrderCommand(one.Order, request.Reviewer, phone, request.Senior), cancellationToken);
            if (!claimed.Succeeded) continue;
            await turns.RecordAsync(one.School, raised, cancellationToken);
            return claimed.Value;
        }

        return null;
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

    private sealed record Candidate(OrderId Order, SchoolId School);
}
