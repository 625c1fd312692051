using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>Refunds, the latest decided first; those in one state, or all.</summary>
/// <param name="State">Only those in this state.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListRefundsQuery(RefundState? State, int PageSize) : IQuery<Page<StaffRefundView>>;

internal sealed class ListRefundsValidator : AbstractValidator<ListRefundsQuery>
{
    public ListRefundsValidator()
    {
        RuleFor(query => query.State).IsInEnum().Says("退款状态无效。", "The state is not one of a refund's.");
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
    }
}

internal sealed class ListRefundsHandler(IReadDb db) : IRequestHandler<ListRefundsQuery, Result<Page<StaffRefundView>>>
{
    public async Task<Result<Page<StaffRefundView>>> Handle(ListRefundsQuery query, CancellationToken cancellationToken)
    {
        List<string> numbers = await db.Orders.SelectMany(order => order.Refunds)
            .Where(refund => (query.State == null || refund.State == query.State) && refund.ReplacedBy == null)
            .OrderByDescending(refund => refund.DecidedAt).ThenByDescending(refund => refund.OutRefundNo)
            .Select(refund => refund.OutRefundNo).Take(query.PageSize).ToListAsync(cancellationToken);
        List<Order> orders = await db.Orders.Include(order => order.Refunds).Include(order => order.Attempts)
            .Where(order => order.Refunds.Any(refund => numbers.Contains(refund.OutRefundNo))).ToListAsync(cancellationToken);
        return new Page<StaffRefundView>(
            [
                .. numbers.Select(number => orders
                    .SelectMany(order => order.Refunds.Where(refund => refund.OutRefundNo == number).Select(refund => StaffRefundView.Of(order, refund)))
                    .Single()),
            ],
            null);
    }
}

/// <summary>Requests for a refund that wait for finance, the oldest order first.</summary>
public sealed record ListRefundRequestsQuery : IQuery<Page<RefundRequestView>>;

/// <summary>A request for a refund.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where the order stands.</param>
/// <param name="ByStudent">Whether the student asked.</param>
/// <param name="Reason">Why the money is asked back.</param>
/// <param name="Refundable">What would go back.</param>
/// <param name="AwaitsSecondPerson">Whether one member of finance has agreed and another has to.</param>
/// <param name="Version">The version to send in If-Match.</param>
public sealed record RefundRequestView(
    Guid OrderId, string Number, OrderStatus Status, bool ByStudent, string Reason, MoneyView Refundable, bool AwaitsSecondPerson, long Version);

internal sealed class ListRefundRequestsHandler(IReadDb db)
    : IRequestHandler<ListRefundRequestsQuery, Result<Page<RefundRequestView>>>
{
    private const int Most = 100;

    public async Task<Result<Page<RefundRequestView>>> Handle(ListRefundRequestsQuery query, CancellationToken cancellationToken)
    {
        List<Order> orders = await db.Orders.Include(order => order.Charges).Include(order => order.Refunds).Include(order => order.History)
            .Where(order => order.RefundStatus == RefundStatus.Requested || order.RefundEndorsedBy != null)
            .OrderBy(order => order.PlacedAt).ThenBy(order => order.Number).Take(Most).ToListAsync(cancellationToken);
        return new Page<RefundRequestView>(
            [
                .. orders.Select(order => new RefundRequestView(
                    order.Id.Value, order.Number.Value, order.Status, order.RefundRequestedBy == order.AccountId.Value,
                    order.History.Where(line => line.Action is OrderAction.RequestRefund or OrderAction.EndorseRefund && line.Reason.Length > 0)
                        .OrderBy(line => line.Sequence).LastOrDefault()?.Reason ?? "",
                    MoneyView.Of(order.RefundEndorsedAmount ?? order.Refundable), order.RefundEndorsedBy is not null, order.Version)),
            ],
            null);
    }
}
