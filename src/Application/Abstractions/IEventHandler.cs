using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Does something once an event has been saved. Events come at least once and in no order; what the handler adds to
/// the unit of work is saved together with the mark that the event was handled.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    /// <summary>Whether the event itself tells that there may be something to do; it is not handled otherwise.</summary>
    bool Concerns(TEvent happened) => true;

    /// <summary>Handles one event.</summary>
    /// <param name="messageId">Identity of the saved event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Ends the handling.</param>
    Task HandleAsync(Guid messageId, TEvent happened, CancellationToken cancellationToken);
}

/// <summary>In-app inboxes, and subscribe messages on their way.</summary>
public interface IInbox
{
    /// <summary>Adds a message, to be saved with the unit of work.</summary>
    void Add(Messages.InboxMessage message);

    /// <summary>Adds a subscribe message, to be saved with the unit of work.</summary>
    void Add(Messages.SubscribeDelivery delivery);

    /// <summary>The subscribe message, for change; or null.</summary>
    Task<Messages.SubscribeDelivery?> FindDeliveryAsync(Guid id, CancellationToken cancellationToken);
}
