using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Reviews;

/// <summary>Orders that wait for review: what has waited longest first, appeals and late resubmissions before it.</summary>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
/// <param name="School">Only this school's, or null for all.</param>
public sealed record ListReviewQueueQuery(string? Cursor, int PageSize, SchoolId? School = null) : IQuery<Page<QueuedOrderView>>;

internal sealed class ListReviewQueueValidator : AbstractValidator<ListReviewQueueQuery>
{
    public ListReviewQueueValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

/// <summary>An order that waits for review.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">订单编号.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="PlacedAt">下单时间.</param>
/// <param name="Stage">Whose opinion is asked for.</param>
/// <param name="IsAppealed">Whether the photo failed the first check and is appealed.</param>
/// <param name="HeldUntil">Until when a reviewer holds it, or null when it is free.</param>
/// <param name="Version">The version to send in If-Match.</param>
public sealed record QueuedOrderView(
    Guid Id, string Number, string SchoolName, DateTimeOffset PlacedAt, ReviewStage Stage, bool IsAppealed,
    DateTimeOffset? HeldUntil, long Version);

internal sealed class ListReviewQueueHandler(IReadDb db, TimeProvider clock)
    : IRequestHandler<ListReviewQueueQuery, Result<Page<QueuedOrderView>>>
{
    public async Task<Result<Page<QueuedOrderView>>> Handle(
        ListReviewQueueQuery query, CancellationToken cancellationToken)
    {
        if (!OrderCursor.TryParse(query.Cursor, out OrderCursor? cursor)) return CommonErrors.CursorInvalid;
        IQueryable<Order> orders = db.Orders.Where(order => order.QueuedAt != null);
        if (query.School is { } school) orders = orders.Where(order => order.SchoolId == school);
        if (cursor is not null)
        {
            // One range to begin with: an OR of two makes PostgreSQL read the index from its end.
            orders = orders.Where(order =>
                order.QueuedAt >= cursor.PlacedAt
                && (order.QueuedAt > cursor.PlacedAt || order.Number.CompareTo(cursor.Number) > 0));
        }

        List<Order> page = await orders.OrderBy(order => order.QueuedAt).ThenBy(order => order.Number)
            .Take(query.PageSize + 1).ToListAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        Order[] shown = [.. page.Take(query.PageSize)];
        return new Page<QueuedOrderView>(
            [
                .. shown.Select(order => new QueuedOrderView(
                    order.Id.Value, order.Number.Value, order.Identity.SchoolName,
                    order.PlacedAt.ToOffset(OrderNumber.ChinaOffset), order.ReviewStage, order.IsAppealed,
                    order.IsHeld(now) ? order.LeaseExpiresAt : null, order.Version)),
            ],
            page.Count > query.PageSize ? new OrderCursor(shown[^1].QueuedAt!.Value, shown[^1].Number).ToString() : null);
    }
}

/// <summary>The catalogue of rejection reasons.</summary>
public sealed record ListRejectionReasonsQuery : IQuery<Page<ReasonView>>;

internal sealed class ListRejectionReasonsHandler : IRequestHandler<ListRejectionReasonsQuery, Result<Page<ReasonView>>>
{
    public Task<Result<Page<ReasonView>>> Handle(ListRejectionReasonsQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<ReasonView>>>(
            new Page<ReasonView>([.. RejectionReason.Catalogue.Select(ReasonView.Of)], null));
}
