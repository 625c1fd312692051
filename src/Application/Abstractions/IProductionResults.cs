using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Application.Abstractions;

/// <summary>学信网审核结果, for change, and the orders that they are about.</summary>
public interface IProductionResults
{
    /// <summary>A campaign's orders (no reprints, none that was cancelled) of those students.</summary>
    Task<IReadOnlyList<NamedOrder>> FindOrdersAsync(
        CampaignId campaign, IReadOnlyCollection<KeyedHash> students, CancellationToken cancellationToken);

    /// <summary>A campaign's orders (no reprints, none that was cancelled) of those numbers.</summary>
    Task<IReadOnlyList<NamedOrder>> FindOrdersAsync(
        CampaignId campaign, IReadOnlyCollection<OrderNumber> numbers, CancellationToken cancellationToken);

    /// <summary>All results of those orders.</summary>
    Task<IReadOnlyList<ProductionResult>> GetAsync(IReadOnlyCollection<OrderId> orders, CancellationToken cancellationToken);

    /// <summary>Adds one; a round of an order has one.</summary>
    void Add(ProductionResult result);
}

/// <summary>An order with what a file may name it by.</summary>
/// <param name="Id">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Student">Keyed hash of the student's unique number.</param>
public sealed record NamedOrder(OrderId Id, OrderNumber Number, KeyedHash Student);
