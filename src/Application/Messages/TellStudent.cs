using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Messages;

/// <summary>Puts what a student should know into the in-app inbox.</summary>
internal sealed class TellStudent(IInbox inbox) : IEventHandler<OrderTransitioned>
{
    public Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        if (MessageWords.Of(happened.Action, happened.To) is not null)
        {
            inbox.Add(new InboxMessage(
                messageId, happened.AccountId, happened.OrderId, happened.Action, happened.To, happened.At));
        }

        return Task.CompletedTask;
    }
}
