using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Payments;

/// <summary>What a decision of staff on an order's money came to.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where the order stands now.</param>
/// <param name="RefundStatus">How its money goes back.</param>
/// <param name="Refundable">What is left of the payment.</param>
/// <param name="AwaitsSecondPerson">Whether another member of finance has to agree before anything is given back.</param>
/// <param name="Version">The version to send in the next If-Match.</param>
public sealed record MoneyReceipt(
    Guid OrderId, string Number, OrderStatus Status, RefundStatus RefundStatus, MoneyView Refundable, bool AwaitsSecondPerson,
    long Version)
{
    internal static MoneyReceipt Of(Order order) => new(
        order.Id.Value, order.Number.Value, order.Status, order.RefundStatus, MoneyView.Of(order.Refundable),
        order.RefundEndorsedBy is not null, order.Version);

    internal static Result<MoneyReceipt> Of(Order order, Error? error) => error is null ? Of(order) : error;

    internal static AuditNote Note(object? answer, string action, string detail = "") =>
        AuditNote.On(action, "order", ((MoneyReceipt)answer!).OrderId, detail);
}
