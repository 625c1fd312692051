using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Messages saved with the unit of work.</summary>
internal sealed class Inbox(AppDbContext db) : IInbox
{
    public void Add(InboxMessage message) => db.InboxMessages.Add(message);

    public void Add(SubscribeDelivery delivery) => db.SubscribeDeliveries.Add(delivery);

    public Task<SubscribeDelivery?> FindDeliveryAsync(Guid id, CancellationToken cancellationToken) =>
        db.SubscribeDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == id, cancellationToken);
}
