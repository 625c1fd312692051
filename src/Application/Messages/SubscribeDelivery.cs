using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Messages;

/// <summary>Where a subscribe message stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>WeChat took it.</summary>
    Sent,

    /// <summary>The student allows none; the in-app inbox has it.</summary>
    NotAllowed,

    /// <summary>WeChat refuses it: the template, the page or the values are wrong.</summary>
    Refused,

    /// <summary>WeChat was out of reach too often.</summary>
    GivenUp,
}

/// <summary>A subscribe message on its way. Its values are made when it is sent.</summary>
public sealed class SubscribeDelivery
{
    /// <summary>Greatest length of a template's id.</summary>
    public const int MaxTemplateIdLength = 128;

    /// <summary>Greatest length of a fault.</summary>
    public const int MaxFaultLength = 64;

    private SubscribeDelivery() => TemplateId = "";

    /// <summary>A message to be sent.</summary>
    /// <param name="id">What it tells of, so that the same thing never makes two.</param>
    /// <param name="account">The receiver.</param>
    /// <param name="order">The order, or null before there is one.</param>
    /// <param name="kind">What it tells of.</param>
    /// <param name="action">What was done, or is to be done.</param>
    /// <param name="status">The order's state then.</param>
    /// <param name="templateId">WeChat's template.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="due">The deadline, for a reminder.</param>
    public SubscribeDelivery(
        Guid id, AccountId account, OrderId? order, MessageKind kind, OrderAction action, OrderStatus status, string templateId,
        DateTimeOffset at, DateTimeOffset? due)
    {
        (Id, AccountId, OrderId, Kind, Action, Status) = (id, account, order, kind, action, status);
        (TemplateId, At, DueAt, NextTryAt) = (templateId, at, due, at);
    }

    /// <summary>Identity: that of the event.</summary>
    public Guid Id { get; private set; }

    /// <summary>The receiver.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The order.</summary>
    public OrderId? OrderId { get; private set; }

    /// <summary>What it tells of.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>What was done, or is to be done.</summary>
    public OrderAction Action { get; private set; }

    /// <summary>The order's state then.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>WeChat's template.</summary>
    public string TemplateId { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The deadline, for a reminder.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; private set; }

    /// <summary>When it is tried next; null once it has ended.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Code of the last refusal.</summary>
    public string? Fault { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(DeliveryState state, string? fault) => (State, Fault, NextTryAt) = (state, fault, null);
}
