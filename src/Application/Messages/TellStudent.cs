using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Messages;

/// <summary>
/// Puts what a student should know into the in-app inbox, and where the student allowed it on its way as a subscribe
/// message too.
/// </summary>
internal sealed class TellStudent(MessageQueue queue)
    : IEventHandler<OrderTransitioned>, IEventHandler<OrderReminded>, IEventHandler<RefundMoved>
{
    public bool Concerns(OrderTransitioned happened) => MessageWords.Of(happened.Action, happened.To) is not null;

    public bool Concerns(RefundMoved happened) => happened.State == RefundState.Succeeded;

    public async Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        MessageKind? kind = (happened.Action, happened.To) switch
        {
            (OrderAction.ApplyPayment or OrderAction.AcceptPayment, _) => MessageKind.Paid,
            (OrderAction.Approve or OrderAction.Reject, _) => MessageKind.Reviewed,
            _ => null,
        };
        await queue.TellAsync(
            new InboxMessage(messageId, happened.AccountId, happened.OrderId, happened.Action, happened.To, happened.At),
            kind, null, cancellationToken);
    }

    public Task HandleAsync(Guid messageId, OrderReminded happened, CancellationToken cancellationToken) => queue.TellAsync(
        new InboxMessage(
            messageId, happened.AccountId, happened.OrderId, happened.Action, happened.Status, happened.At, MessageTopic.Reminder),
        MessageKind.Reminder, happened.DueAt, cancellationToken);

    public Task HandleAsync(Guid messageId, RefundMoved happened, CancellationToken cancellationToken) => queue.TellAsync(
        new InboxMessage(
            messageId, happened.AccountId, happened.OrderId, OrderAction.RefundSurplus, OrderStatus.Cancelled, happened.At,
            MessageTopic.Refund),
        null, null, cancellationToken);
}
