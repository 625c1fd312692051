using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
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

    public void Add(Reprint reprint) => db.Reprints.Add(reprint);
}
