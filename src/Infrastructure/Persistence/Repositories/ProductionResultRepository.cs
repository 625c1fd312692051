using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class ProductionResultRepository(AppDbContext db) : IProductionResults
{
    public Task<IReadOnlyList<NamedOrder>> FindOrdersAsync(
        CampaignId campaign, IReadOnlyCollection<KeyedHash> students, CancellationToken cancellationToken) =>
        NamedAsync(
            campaign, orders => orders.Where(order => students.Contains(EF.Property<KeyedHash>(order, StudentIdentityConfiguration.StudentHash))),
            cancellationToken);

    public Task<IReadOnlyList<NamedOrder>> FindOrdersAsync(
        CampaignId campaign, IReadOnlyCollection<OrderNumber> numbers, CancellationToken cancellationToken) =>
        NamedAsync(campaign, orders => orders.Where(order => numbers.Contains(order.Number)), cancellationToken);

    public async Task<IReadOnlyList<ProductionResult>> GetAsync(IReadOnlyCollection<OrderId> orders, CancellationToken cancellationToken) =>
        await db.ProductionResults.Where(result => orders.Contains(result.OrderId)).ToListAsync(cancellationToken);

    public void Add(ProductionResult result) => db.ProductionResults.Add(result);

    private async Task<IReadOnlyList<NamedOrder>> NamedAsync(
        CampaignId campaign, Func<IQueryable<Order>, IQueryable<Order>> named, CancellationToken cancellationToken)
    {
        var found = await named(db.Orders.AsNoTracking().Where(order =>
                order.CampaignId == campaign && order.Kind != OrderKind.Reprint && order.Status != OrderStatus.Cancelled))
            .Select(order => new
            {
                order.Id,
                order.Number,
                Student = EF.Property<KeyedHash>(order, StudentIdentityConfiguration.StudentHash),
            })
            .ToListAsync(cancellationToken);
        return [.. found.Select(order => new NamedOrder(order.Id, order.Number, order.Student))];
    }
}
