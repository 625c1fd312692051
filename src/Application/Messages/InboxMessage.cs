using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;

namespace CampusPhoto.Application.Messages;

/// <summary>What a message in the inbox is about.</summary>
public enum MessageTopic
{
    /// <summary>Something was done with an order.</summary>
    Order,

    /// <summary>A deadline is near.</summary>
    Reminder,

    /// <summary>Money came back.</summary>
    Refund,

    /// <summary>客服 answered.</summary>
    Ticket,

    /// <summary>A campaign still waits for a photo.</summary>
    Missing,
}

/// <summary>A message in a student's in-app inbox. Its words are made when it is read.</summary>
public sealed class InboxMessage
{
    private InboxMessage()
    {
    }

    /// <summary>A message about an order.</summary>
    /// <param name="id">The event that it tells of, so that the same event never makes two.</param>
    /// <param name="account">The receiver.</param>
    /// <param name="order">The order.</param>
    /// <param name="action">What was done.</param>
    /// <param name="status">State afterwards.</param>
    /// <param name="at">When.</param>
    /// <param name="topic">What it is about.</param>
    public InboxMessage(
        Guid id, AccountId account, OrderId order, OrderAction action, OrderStatus status, DateTimeOffset at,
        MessageTopic topic = MessageTopic.Order) =>
        (Id, AccountId, OrderId, Action, Status, At, Topic) = (id, account, order, action, status, at, topic);

    /// <summary>客服 answered a ticket.</summary>
    public static InboxMessage OfTicket(Guid id, AccountId account, TicketId ticket, DateTimeOffset at) =>
        new() { Id = id, AccountId = account, TicketId = ticket, Topic = MessageTopic.Ticket, At = at };

    /// <summary>A campaign still waits for a photo.</summary>
    public static InboxMessage OfMissing(Guid id, AccountId account, CampaignId campaign, DateTimeOffset at) =>
        new() { Id = id, AccountId = account, CampaignId = campaign, Topic = MessageTopic.Missing, At = at };

    /// <summary>Identity: that of the event.</summary>
    public Guid Id { get; private set; }

    /// <summary>The receiver.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The order, where it is about one.</summary>
    public OrderId? OrderId { get; private set; }

    /// <summary>The ticket, where it is about one.</summary>
    public TicketId? TicketId { get; private set; }

    /// <summary>The campaign, where it is about one.</summary>
    public CampaignId? CampaignId { get; private set; }

    /// <summary>What it is about.</summary>
    public MessageTopic Topic { get; private set; }

    /// <summary>What was done; for a reminder, what is to be done.</summary>
    public OrderAction Action { get; private set; }

    /// <summary>State afterwards.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }
}
