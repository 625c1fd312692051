using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Messages;

/// <summary>Queues subscribe messages. Each uses up one that the student allowed, in the same transaction.</summary>
internal sealed class MessageQueue(IAccountRepository accounts, IInbox inbox, IOptions<MessageOptions> options)
{
    /// <summary>Queues a message that is about no order.</summary>
    public Task AddAsync(Guid id, AccountId receiver, MessageKind kind, DateTimeOffset at, CancellationToken cancellationToken) =>
        AddAsync(id, receiver, null, kind, default, default, at, null, cancellationToken);

    /// <summary>Queues a message, unless its kind has no template or the student allows none.</summary>
    public async Task AddAsync(
        Guid id, AccountId receiver, OrderId? order, MessageKind kind, OrderAction action, OrderStatus status, DateTimeOffset at,
        DateTimeOffset? due, CancellationToken cancellationToken)
    {
        if (!options.Value.Templates.TryGetValue(kind, out MessageTemplate? template)) return;
        if (await accounts.GetAsync(receiver, cancellationToken) is not { } account) return;
        if (!account.TryUseMessage(template.Id)) return;
        inbox.Add(new SubscribeDelivery(id, receiver, order, kind, action, status, template.Id, at, due));
    }
}
