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
    // Several reviewers ask at once; the next ones are tried before the queue is looked at again.
    private const int Candidates = 16;

    // Turns go by whatever order of identities the database keeps to; engines differ in it.
    private const string AnyOrder = "any order of identities";

    public async Task<Result<OrderReceipt>> Handle(ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        KeyedHash? phone = (await staff.FindAsync(request.Reviewer, cancellationToken))?.PhoneHash;
        ReviewTurn turn = await turns.GetAsync(cancellationToken);
        bool raised = turn.Served % 2 == 0;

        // What somebody else took meanwhile. Each look leaves more of it out, so that the last one finds nothing at all.
        List<OrderId> taken = [];
        while (true)
        {
            IQueryable<Order> free = Free(phone, taken);
            List<Candidate> next = raised ? await RaisedAfterAsync(turn.Raised, free, request, cancellationToken) : [];
            raised = next.Count > 0;
            if (!raised) next = await SchoolsAfterAsync(turn.School, free, request, cancellationToken);
            if (next.Count == 0) return OrderErrors.QueueEmpty;
            foreach (Candidate order in next)
            {
                Result<OrderReceipt> claimed = await sender.Send(
                    new ClaimOrderCommand(order.Id, request.Reviewer, phone, request.Senior), cancellationToken);
                if (claimed.Succeeded)
                {
                    await turns.RecordAsync(order.School, raised ? order.Campaign : null, cancellationToken);
                    return claimed.Value;
                }

                taken.Add(order.Id);
            }
        }
    }

    private IQueryable<Order> Free(KeyedHash? phone, List<OrderId> taken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IQueryable<Order> free = db.Orders.Where(order => order.QueuedAt != null
            && order.RefundStatus != RefundStatus.Requested
            && (order.LeaseExpiresAt == null || order.LeaseExpiresAt <= now));
        if (phone is { } own) free = free.Where(order => order.ContactPhoneHash != own);
        return taken.Count == 0 ? free : free.Where(order => !taken.Contains(order.Id));
    }

    // Few campaigns are raised at a time, and each one's orders are a range of an index. Asked in one with all orders,
    // PostgreSQL would compile a query as dear as a walk through all of them, even where no campaign is raised.
    private async Task<List<Candidate>> RaisedAfterAsync(
        CampaignId last, IQueryable<Order> free, ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        List<CampaignId> campaigns = await db.Campaigns.Where(campaign => campaign.ReviewPriority == ReviewPriority.Raised)
            .OrderBy(campaign => campaign.Id.CompareTo(last) > 0 ? 0 : 1).ThenBy(campaign => campaign.Id)
            .Select(campaign => campaign.Id).TagWith(AnyOrder).ToListAsync(cancellationToken);
        IQueryable<Order> mine = AskedOf(free, request);
        foreach (CampaignId campaign in campaigns)
        {
            List<Candidate> next = await Listed(mine.Where(order => order.CampaignId == campaign)
                .OrderBy(order => order.QueuedAt).ThenBy(order => order.Number).Take(Candidates)).ToListAsync(cancellationToken);
            if (next.Count > 0) return next;
        }

        return [];
    }

    // The schools come in the order of their identities, as the index has them: the next school's oldest order is the
    // first one after the last school's.
    private static async Task<List<Candidate>> SchoolsAfterAsync(
        SchoolId last, IQueryable<Order> free, ClaimNextOrderProcess request, CancellationToken cancellationToken)
    {
        List<Candidate> after = await OfStages(free.Where(order => order.SchoolId.CompareTo(last) > 0), request).ToListAsync(cancellationToken);
        return after.Count > 0
            ? after
            : await OfStages(free.Where(order => order.SchoolId.CompareTo(last) <= 0), request).ToListAsync(cancellationToken);
    }

    // Each stage is a range of the index of its own, so that what waits for senior reviewers is never walked through.
    private static IQueryable<Candidate> OfStages(IQueryable<Order> free, ClaimNextOrderProcess request)
    {
        StaffId? me = new StaffId(request.Reviewer);
        IQueryable<Candidate> stages = First(free.Where(order => order.ReviewStage == ReviewStage.First))
            .Concat(First(free.Where(order => order.ReviewStage == ReviewStage.Second && order.FirstOpinionBy != me)));
        if (request.Senior)
        {
            stages = stages.Concat(First(free.Where(order =>
                order.ReviewStage == ReviewStage.Senior && order.FirstOpinionBy != me && order.SecondOpinionBy != me)));
        }

        return stages.OrderBy(order => order.School).ThenBy(order => order.QueuedAt).ThenBy(order => order.Number).Take(Candidates)
            .TagWith(AnyOrder);

        static IQueryable<Candidate> First(IQueryable<Order> orders) => Listed(
            orders.OrderBy(order => order.SchoolId).ThenBy(order => order.QueuedAt).ThenBy(order => order.Number).Take(Candidates));
    }

    private static IQueryable<Order> AskedOf(IQueryable<Order> free, ClaimNextOrderProcess request)
    {
        StaffId? me = new StaffId(request.Reviewer);
        bool senior = request.Senior;
        return free.Where(order => order.ReviewStage == ReviewStage.First
            || (order.FirstOpinionBy != me
                && (order.ReviewStage == ReviewStage.Second || (senior && order.SecondOpinionBy != me))));
    }

    private static IQueryable<Candidate> Listed(IQueryable<Order> orders) => orders.Select(order => new Candidate
    {
        Id = order.Id, School = order.SchoolId, Campaign = order.CampaignId, QueuedAt = order.QueuedAt, Number = order.Number,
    });

    private sealed class Candidate
    {
        public OrderId Id { get; init; }

        public SchoolId School { get; init; }

        public CampaignId Campaign { get; init; }

        public DateTimeOffset? QueuedAt { get; init; }

        public OrderNumber Number { get; init; }
    }
}
