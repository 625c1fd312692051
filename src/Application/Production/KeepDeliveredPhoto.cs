using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>
/// A correction that ended without another photo leaves the photo before it standing: its line, which the correction had
/// replaced, holds again.
/// </summary>
internal sealed class KeepDeliveredPhoto(IBatchRepository batches, IReadDb db) : IEventHandler<OrderTransitioned>
{
    public bool Concerns(OrderTransitioned happened) =>
        happened is { To: OrderStatus.Completed, Action: OrderAction.Close or OrderAction.Reject };

    public async Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        var order = await db.Orders.Where(one => one.Id == happened.OrderId)
            .Select(one => new { one.Status, one.CurrentSubmissionId }).SingleAsync(cancellationToken);
        if (order.Status != OrderStatus.Completed
            || await batches.FindIncludedAsync(happened.OrderId, cancellationToken) is not null
            || await batches.FindSupersededAsync(happened.OrderId, order.CurrentSubmissionId, cancellationToken) is not { } line)
            return;
        line.Restore();
    }
}
