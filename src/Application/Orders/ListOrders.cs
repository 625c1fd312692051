using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Orders;

/// <summary>订单列表: the account's orders, newest first.</summary>
/// <param name="Account">The account.</param>
/// <param name="Status">Only those in this state, or null for all.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListOrdersQuery(AccountId Account, OrderStatus? Status, string? Cursor, int PageSize)
    : IQuery<Page<OrderView>>;

internal sealed class ListOrdersValidator : AbstractValidator<ListOrdersQuery>
{
    public ListOrdersValidator()
    {
        RuleFor(query => query.Status).IsInEnum().Says("订单状态无效。", "The status is not one of an order's.");
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
    }
}

internal sealed class ListOrdersHandler(IReadDb db, TimeProvider clock)
    : IRequestHandler<ListOrdersQuery, Result<Page<OrderView>>>
{
    public async Task<Result<Page<OrderView>>> Handle(ListOrdersQuery query, CancellationToken cancellationToken)
    {
        if (!OrderCursor.TryParse(query.Cursor, out OrderCursor? cursor)) return CommonErrors.CursorInvalid;
        IQueryable<Order> orders = db.Cards().Where(order => order.AccountId == query.Account);
        if (query.Status is { } status) orders = orders.Where(order => order.Status == status);
        if (cursor is not null)
        {
            // One range to begin with: an OR of two makes PostgreSQL read the index from its end.
            orders = orders.Where(order =>
                order.PlacedAt <= cursor.PlacedAt
                && (order.PlacedAt < cursor.PlacedAt || order.Number.CompareTo(cursor.Number) < 0));
        }

        List<Order> page = await orders
            .OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Number)
            .Take(query.PageSize + 1)
            .ToListAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        Order[] shown = [.. page.Take(query.PageSize)];
        return new Page<OrderView>(
            [.. shown.Select(order => OrderView.Of(order, now))],
            page.Count > query.PageSize ? new OrderCursor(shown[^1].PlacedAt, shown[^1].Number).ToString() : null);
    }
}

/// <summary>One order of the account.</summary>
public sealed record GetOrderQuery(AccountId Account, OrderId Order) : IQuery<OrderView>;

internal sealed class GetOrderHandler(IReadDb db, TimeProvider clock) : IRequestHandler<GetOrderQuery, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(GetOrderQuery query, CancellationToken cancellationToken)
    {
        Order? order = await db.Cards().SingleOrDefaultAsync(
            found => found.Id == query.Order && found.AccountId == query.Account, cancellationToken);
        return order is null ? OrderErrors.NotFound : OrderView.Of(order, clock.GetUtcNow());
    }
}
