using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Messages saved with the unit of work.</summary>
internal sealed class Inbox(AppDbContext db) : IInbox
{
    public void Add(InboxMessage message) => db.InboxMessages.Add(message);
}
