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
    // Split, because five collections in one query multiply each other. The root is read first, so parts that a
    // concurrent change adds in between are caught by the root's version when the order is saved.
    private IQueryable<Order> Whole => db.Orders
        .Include(order => order.History.OrderBy(transition => transition.Sequence))
        .Include(order => order.Reviews.OrderBy(review => review.Sequence))
        .Include(order => order.Attempts.OrderBy(attempt => attempt.Sequence))
        .Include(order => order.Charges.OrderBy(charge => charge.ReceivedAt).ThenBy(charge => charge.TransactionId))
        .Include(order => order.Refunds.OrderBy(refund => refund.DecidedAt).ThenBy(refund => refund.OutRefundNo))
        .AsSplitQuery();

    public Task<Order?> GetAsync(OrderId id, CancellationToken cancellationToken) =>
        Whole.SingleOrDefaultAsync(order => order.Id == id, cancellationToken);

    public async Task<IReadOnlyList<Order>> GetAsync(
        IReadOnlyCollection<OrderId> ids, CancellationToken cancellationToken) =>
        await Whole.Where(order => ids.Contains(order.Id)).ToListAsync(cancellationToken);

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

    public Task<bool> HasChargeAsync(string outTradeNo, string transactionId, CancellationToken cancellationToken) =>
        db.Set<ReceivedCharge>().AnyAsync(
            charge => charge.TransactionId == transactionId && charge.OutTradeNo == outTradeNo, cancellationToken);

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
