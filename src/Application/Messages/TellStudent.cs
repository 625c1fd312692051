using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Messages;

/// <summary>
/// Puts what a student should know into the in-app inbox, and where the student allowed it on its way as a subscribe
/// message too.
/// </summary>
internal sealed class TellStudent(IReadDb db, IInbox inbox, MessageQueue queue)
    : IEventHandler<OrderTransitioned>, IEventHandler<OrderReminded>, IEventHandler<RefundMoved>
{
    public async Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        if (MessageWords.Of(happened.Action, happened.To) is null || await IsGoneAsync(happened.AccountId, cancellationToken)) return;
        inbox.Add(new InboxMessage(messageId, happened.AccountId, happened.OrderId, happened.Action, happened.To, happened.At));
        MessageKind? kind = (happened.Action, happened.To) switch
        {
            (OrderAction.ApplyPayment or OrderAction.AcceptPayment, _) => MessageKind.Paid,
            (OrderAction.Approve or OrderAction.Reject, _) => MessageKind.Reviewed,
            _ => null,
        };
        if (kind is not { } template) return;
        await queue.AddAsync(
            messageId, happened.AccountId, happened.OrderId, template, happened.Action, happened.To, happened.At, null, cancellationToken);
    }

    public async Task HandleAsync(Guid messageId, OrderReminded happened, CancellationToken cancellationToken)
    {
        if (await IsGoneAsync(happened.AccountId, cancellationToken)) return;
        inbox.Add(new InboxMessage(
            messageId, happened.AccountId, happened.OrderId, happened.Action, happened.Status, happened.At, MessageTopic.Reminder));
        await queue.AddAsync(
            messageId, happened.AccountId, happened.OrderId, MessageKind.Reminder, happened.Action, happened.Status, happened.At,
            happened.DueAt, cancellationToken);
    }

    public async Task HandleAsync(Guid messageId, RefundMoved happened, CancellationToken cancellationToken)
    {
        if (happened.State != RefundState.Succeeded || await IsGoneAsync(happened.AccountId, cancellationToken)) return;
        inbox.Add(new InboxMessage(
            messageId, happened.AccountId, happened.OrderId, OrderAction.RefundSurplus, OrderStatus.Cancelled, happened.At,
            MessageTopic.Refund));
    }

    // An event may reach this after the account was deleted, and would leave a message to nobody behind.
    private Task<bool> IsGoneAsync(AccountId account, CancellationToken cancellationToken) =>
        db.Accounts.AnyAsync(one => one.Id == account && one.DeletedAt != null, cancellationToken);
}
