using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class OrderRepository(AppDbContext db) : IOrderRepository
{
    // Nearly all orders have one or none of each of these: together they are one round trip.
    private IQueryable<Order> WithParts => db.Orders
        .Include(order => order.Reviews.OrderBy(review => review.Sequence))
        .Include(order => order.Attempts.OrderBy(attempt => attempt.Sequence))
        .Include(order => order.Charges.OrderBy(charge => charge.ReceivedAt).ThenBy(charge => charge.TransactionId))
        .Include(order => order.Refunds.OrderBy(refund => refund.DecidedAt).ThenBy(refund => refund.OutRefundNo));

    // The history is long and would multiply the others. The root is read first, so parts that a concurrent change adds in
    // between are caught by the root's version when the order is saved.
    public async Task<Order?> GetAsync(OrderId id, CancellationToken cancellationToken)
    {
        Order? order = await WithParts.AsSingleQuery().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (order is null) return null;
        await db.Set<OrderTransition>().Where(line => EF.Property<OrderId>(line, "OrderId") == id).OrderBy(line => line.Sequence)
            .LoadAsync(cancellationToken);
        return order;
    }

    public async Task<IReadOnlyList<Order>> GetAsync(
        IReadOnlyCollection<OrderId> ids, CancellationToken cancellationToken) =>
        await WithParts.Include(order => order.History.OrderBy(transition => transition.Sequence)).AsSplitQuery()
            .Where(order => ids.Contains(order.Id)).ToListAsync(cancellationToken);

    public async Task<Order?> FindByNumberAsync(OrderNumber number, CancellationToken cancellationToken)
    {
        OrderId id = await db.Orders.Where(order => order.Number == number).Select(order => order.Id).SingleOrDefaultAsync(cancellationToken);
        return id == default ? null : await GetAsync(id, cancellationToken);
    }

    public async Task<Order?> FindByOutTradeNoAsync(string outTradeNo, CancellationToken cancellationToken)
    {
        OrderId id = await db.Set<PaymentAttempt>()
            .Where(attempt => attempt.OutTradeNo == outTradeNo)
            .Select(attempt => EF.Property<OrderId>(attempt, "OrderId"))
            .SingleOrDefaultAsync(cancellationToken);
        return id == default ? null : await GetAsync(id, cancellationToken);
    }

    public async Task<Order?> FindByOutRefundNoAsync(string outRefundNo, CancellationToken cancellationToken)
    {
        OrderId id = await db.Set<Refund>()
            .Where(refund => refund.OutRefundNo == outRefundNo)
            .Select(refund => EF.Property<OrderId>(refund, "OrderId"))
            .SingleOrDefaultAsync(cancellationToken);
        return id == default ? null : await GetAsync(id, cancellationToken);
    }

    public async Task<(OrderId Order, bool IsReceived)?> FindChargedAsync(
        string outTradeNo, string transactionId, CancellationToken cancellationToken)
    {
        IQueryable<ReceivedCharge> charges = db.Set<ReceivedCharge>();
        var found = await db.Set<PaymentAttempt>()
            .Where(attempt => attempt.OutTradeNo == outTradeNo)
            .Select(attempt => new
            {
                OrderId = EF.Property<OrderId>(attempt, "OrderId"),
                IsReceived = charges.Any(charge => charge.TransactionId == transactionId && charge.OutTradeNo == outTradeNo),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.OrderId, found.IsReceived);
    }

    public async Task<(OrderId Id, AccountId Owner)?> FindLiveAsync(
        CampaignId campaign, KeyedHash uniqueNumber, CancellationToken cancellationToken)
    {
        var found = await db.Orders
            .Where(order => order.CampaignId == campaign
                && EF.Property<KeyedHash>(order, StudentIdentityConfiguration.StudentHash) == uniqueNumber
                && order.Kind != OrderKind.Reprint
                && order.Status != OrderStatus.Cancelled)
            .Select(order => new { order.Id, order.AccountId })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Id, found.AccountId);
    }

    public void Add(Order order) => db.Orders.Add(order);
}
