using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class ReprintRepository(AppDbContext db) : IReprints
{
    public async Task<OrderId?> FindUnpaidAsync(EnrolmentId enrolment, CancellationToken cancellationToken)
    {
        OrderId found = await db.Orders
            .Where(order => order.EnrolmentId == enrolment && order.Kind == OrderKind.Reprint && order.Status == OrderStatus.PendingPayment)
            .Select(order => order.Id).SingleOrDefaultAsync(cancellationToken);
        return found == default ? null : found;
    }

    public Task<Reprint?> GetAsync(OrderId order, CancellationToken cancellationToken) =>
        db.Reprints.SingleOrDefaultAsync(reprint => reprint.OrderId == order, cancellationToken);

    public async Task<IReadOnlyList<(OrderNumber Number, Reprint Reprint)>> GetAsync(
        BatchId batch, IReadOnlyCollection<OrderNumber> numbers, CancellationToken cancellationToken)
    {
        var found = await db.BatchLines
            .Where(line => line.BatchId == batch && line.State == BatchLineState.Included && numbers.Contains(line.OrderNumber))
            .Join(db.Reprints, line => line.OrderId, reprint => reprint.OrderId, (line, reprint) => new { line.OrderNumber, Reprint = reprint })
            .ToListAsync(cancellationToken);
        return [.. found.Select(one => (one.OrderNumber, one.Reprint))];
    }

    public void Add(Reprint reprint) => db.Reprints.Add(reprint);
}
