using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Messages;

/// <summary>
/// Puts messages into the in-app inbox, and on their way as subscribe messages, each of which uses up one that the student
/// allowed. Nobody is told whose account is gone.
/// </summary>
internal sealed class MessageQueue(IAccountRepository accounts, IInbox inbox, IOptions<MessageOptions> options)
{
    /// <summary>Puts a message into the inbox, and where the student allowed it on its way as a subscribe message too.</summary>
    /// <param name="message">The message.</param>
    /// <param name="kind">Kind of the subscribe message; null for none.</param>
    /// <param name="due">The deadline that it tells of.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task TellAsync(InboxMessage message, MessageKind? kind, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(message.AccountId, cancellationToken) is not { } account) return;

        // Whoever deletes the account at the same moment then collides with this, begins anew and finds the message.
        account.Tell();
        inbox.Add(message);
        if (kind is { } wanted)
            Send(account, message.Id, message.OrderId, wanted, message.Action, message.Status, message.At, due);
    }

    /// <summary>Sends a subscribe message alone, about no order, unless its kind has no template or the student allows none.</summary>
    public async Task SendAsync(
        Guid id, AccountId receiver, MessageKind kind, OrderAction action, OrderStatus status, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        if (options.Value.Templates.ContainsKey(kind) && await accounts.GetAsync(receiver, cancellationToken) is { } account)
            Send(account, id, null, kind, action, status, at, null);
    }

    private void Send(
        Account account, Guid id, OrderId? order, MessageKind kind, OrderAction action, OrderStatus status, DateTimeOffset at,
        DateTimeOffset? due)
    {
        if (!options.Value.Templates.TryGetValue(kind, out MessageTemplate? template) || !account.TryUseMessage(template.Id)) return;
        inbox.Add(new SubscribeDelivery(id, account.Id, order, kind, action, status, template.Id, at, due));
    }
}
