using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Reviews;

/// <summary>An order as staff see it: the card, its photo with the first check, and its history.</summary>
/// <param name="Order">The card; its allowed actions are the student's.</param>
/// <param name="Submission">The current photo with its report.</param>
/// <param name="LeaseExpiresAt">Until when a reviewer holds it, or null.</param>
/// <param name="Reviews">Earlier decisions, oldest first.</param>
/// <param name="Stage">Whose opinion is asked for, while it waits for review.</param>
/// <param name="Attempts">Every photo that was decided on and the current one, oldest first, to be looked at side by side.</param>
/// <param name="History">What was done, oldest first.</param>
/// <param name="Payments">Payment attempts, oldest first.</param>
/// <param name="Version">The version to send in If-Match.</param>
public sealed record StaffOrderView(
    OrderView Order,
    SubmissionView Submission,
    DateTimeOffset? LeaseExpiresAt,
    IReadOnlyList<ReviewView> Reviews,
    ReviewStage Stage,
    IReadOnlyList<PhotoAttemptView> Attempts,
    IReadOnlyList<HistoryView> History,
    IReadOnlyList<AttemptView> Payments,
    long Version);

/// <summary>A decision.</summary>
/// <param name="Round">1, and one more for each correction.</param>
/// <param name="Approved">Approved, or rejected.</param>
/// <param name="SubmissionId">The photo it was on.</param>
/// <param name="Reasons">Reasons of a rejection.</param>
/// <param name="Note">What the reviewer added.</param>
/// <param name="Stage">As which opinion it was given.</param>
/// <param name="OpinionOnly">Whether it did not move the order, because another reviewer was asked as well.</param>
/// <param name="At">When.</param>
public sealed record ReviewView(
    int Round, bool Approved, Guid SubmissionId, IReadOnlyList<ReasonView> Reasons, string? Note, ReviewStage Stage, bool OpinionOnly,
    DateTimeOffset At)
{
    internal static ReviewView Of(Review review) => new(
        review.Round, review.Approved, review.SubmissionId.Value, [.. review.ReasonList.Select(ReasonView.Of)], review.Note,
        review.Stage, review.OpinionOnly, review.At);
}

/// <summary>One photo of an order with what was said of it.</summary>
/// <param name="Submission">The photo with its report.</param>
/// <param name="IsCurrent">Whether it is the one that counts.</param>
/// <param name="AnnotatedPhoto">Path of its picture with the measured lines and the marked faults; needs the caller's token.</param>
/// <param name="Reviews">Decisions on it, oldest first.</param>
public sealed record PhotoAttemptView(
    SubmissionView Submission, bool IsCurrent, string AnnotatedPhoto, IReadOnlyList<ReviewView> Reviews);

/// <summary>A line of the history.</summary>
/// <param name="Sequence">Position, from 1.</param>
/// <param name="Action">What was done.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record HistoryView(
    int Sequence, OrderAction Action, OrderStatus From, OrderStatus To, ActorKind By, string Reason, DateTimeOffset At);

/// <summary>A payment attempt.</summary>
/// <param name="OutTradeNo">Our number at WeChat.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Amount">What was asked for.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record AttemptView(string OutTradeNo, AttemptState State, MoneyView Amount, DateTimeOffset CreatedAt);

/// <summary>One order, by identity or by number.</summary>
/// <param name="IdOrNumber">UUID or 订单编号.</param>
/// <param name="ShowsPhoto">Whether the caller is shown the photo, which is recorded.</param>
public sealed record GetStaffOrderQuery(string IdOrNumber, bool ShowsPhoto = true) : IQuery<StaffOrderView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => ShowsPhoto
        ? AuditNote.On("photo.shown", "order", ((StaffOrderView)answer!).Order.Id)
        : null;
}

internal sealed class GetStaffOrderHandler(IReadDb db, IPhotoLinks links, TimeProvider clock)
    : IRequestHandler<GetStaffOrderQuery, Result<StaffOrderView>>
{
    public async Task<Result<StaffOrderView>> Handle(GetStaffOrderQuery query, CancellationToken cancellationToken)
    {
        IQueryable<Order> orders = db.Whole();
        if (Guid.TryParse(query.IdOrNumber, out Guid guid))
        {
            var id = new OrderId(guid);
            orders = orders.Where(order => order.Id == id);
        }
        else
        {
            var number = new OrderNumber(query.IdOrNumber);
            orders = orders.Where(order => order.Number == number);
        }

        if (await orders.SingleOrDefaultAsync(cancellationToken) is not { } order) return OrderErrors.NotFound;
        Submission submission = await db.Submissions.SingleAsync(
            found => found.Id == order.CurrentSubmissionId, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        return new StaffOrderView(
            OrderView.Of(order, now),
            SubmissionView.Of(submission, links),
            order.IsHeld(now) ? order.LeaseExpiresAt : null,
            [.. order.Reviews.OrderBy(review => review.Sequence).Select(ReviewView.Of)],
            order.ReviewStage,
            await AttemptsAsync(order, submission, cancellationToken),
            [
                .. order.History.OrderBy(line => line.Sequence).Select(line => new HistoryView(
                    line.Sequence, line.Action, line.From, line.To, line.ActorKind, line.Reason, line.At)),
            ],
            [
                .. order.Attempts.OrderBy(attempt => attempt.Sequence).Select(attempt => new AttemptView(
                    attempt.OutTradeNo, attempt.State, MoneyView.Of(attempt.Amount), attempt.CreatedAt)),
            ],
            order.Version);
    }

    private async Task<IReadOnlyList<PhotoAttemptView>> AttemptsAsync(
        Order order, Submission current, CancellationToken cancellationToken)
    {
        SubmissionId[] earlier = [.. order.Reviews.Select(review => review.SubmissionId).Distinct().Where(id => id != current.Id)];
        List<Submission> photos = earlier.Length == 0
            ? []
            : await db.Submissions.Where(photo => earlier.Contains(photo.Id)).ToListAsync(cancellationToken);
        return
        [
            .. photos.Append(current).OrderBy(photo => photo.SubmittedAt).Select(photo => new PhotoAttemptView(
                SubmissionView.Of(photo, links), photo.Id == current.Id,
                $"/api/v1/staff/orders/{order.Id}/annotated-photo?submissionId={photo.Id}",
                [.. order.Reviews.Where(review => review.SubmissionId == photo.Id).OrderBy(review => review.Sequence).Select(ReviewView.Of)])),
        ];
    }
}
