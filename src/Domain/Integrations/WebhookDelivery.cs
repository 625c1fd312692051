namespace CampusPhoto.Domain.Integrations;

/// <summary>Where one event on its way to one webhook stands.</summary>
public enum WebhookDeliveryState
{
    /// <summary>To be sent, or sent again.</summary>
    Waiting,

    /// <summary>The receiver answered with a status of success.</summary>
    Delivered,

    /// <summary>Tried for three days without success; a replay tries again.</summary>
    GivenUp,
}

/// <summary>One event on its way to one webhook. It holds identities and states, never personal data.</summary>
public sealed class WebhookDelivery
{
    /// <summary>Greatest length of an event's identity.</summary>
    public const int MaxEventIdLength = 40;

    /// <summary>Greatest length of what is sent.</summary>
    public const int MaxPayloadLength = 2_000;

    /// <summary>Greatest length of a fault's code.</summary>
    public const int MaxFaultLength = 40;

    private WebhookDelivery() => (EventId, EventType, Payload) = ("", "", "");

    /// <summary>An event that is to be sent.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="webhook">Where to.</param>
    /// <param name="eventId">Identity of the event, the same at every attempt and replay.</param>
    /// <param name="eventType">What happened.</param>
    /// <param name="payload">What is sent, byte for byte.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="now">The time.</param>
    public WebhookDelivery(
        WebhookDeliveryId id, WebhookId webhook, string eventId, string eventType, string payload, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        (Id, WebhookId, EventId, EventType, Payload) = (id, webhook, eventId, eventType, payload);
        (OccurredAt, NextTryAt) = (occurredAt, now);
    }

    /// <summary>Identity.</summary>
    public WebhookDeliveryId Id { get; private set; }

    /// <summary>Where to.</summary>
    public WebhookId WebhookId { get; private set; }

    /// <summary>Identity of the event; sent as webhook-id.</summary>
    public string EventId { get; private set; }

    /// <summary>What happened.</summary>
    public string EventType { get; private set; }

    /// <summary>What is sent.</summary>
    public string Payload { get; private set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public WebhookDeliveryState State { get; private set; }

    /// <summary>Attempts since it was queued or replayed.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next; null once it has ended.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset? LastTriedAt { get; private set; }

    /// <summary>HTTP status of the last answer; null where there was none.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>Code of what was wrong at the last attempt; null after a success.</summary>
    public string? LastFault { get; private set; }

    /// <summary>How long the last attempt took.</summary>
    public TimeSpan? LastDuration { get; private set; }

    /// <summary>The receiver took it.</summary>
    public void Deliver(int status, TimeSpan took, DateTimeOffset now)
    {
        (State, NextTryAt) = (WebhookDeliveryState.Delivered, null);
        (LastTriedAt, LastStatus, LastFault, LastDuration) = (now, status, null, took);
    }

    /// <summary>The receiver did not take it.</summary>
    /// <param name="status">HTTP status, or null without an answer.</param>
    /// <param name="fault">Code of what was wrong.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="wait">How long to wait for the next attempt, or null to give up.</param>
    /// <param name="now">The time.</param>
    public void Fail(int? status, string fault, TimeSpan took, TimeSpan? wait, DateTimeOffset now)
    {
        (State, NextTryAt) = (wait is null ? WebhookDeliveryState.GivenUp : WebhookDeliveryState.Waiting, now + wait);
        (LastTriedAt, LastStatus, LastFault, LastDuration) = (now, status, fault, took);
    }

    /// <summary>Sends it once more, from the first attempt on.</summary>
    public void Replay(DateTimeOffset now) => (State, Attempts, NextTryAt) = (WebhookDeliveryState.Waiting, 0, now);
}
