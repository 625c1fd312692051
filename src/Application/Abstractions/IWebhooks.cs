using CampusPhoto.Domain.Integrations;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Webhooks and what was sent to them; saved with the unit of work.</summary>
public interface IWebhooks
{
    /// <summary>A client's webhooks, oldest first.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(Guid client, CancellationToken cancellationToken);

    /// <summary>All clients' webhooks with their clients' public names, by name and the oldest first; not for change.</summary>
    Task<IReadOnlyList<(Webhook Webhook, string ClientName)>> ListAllAsync(CancellationToken cancellationToken);

    /// <summary>A client's webhook; null for another's.</summary>
    /// <param name="client">The client, or null for whichever it is.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Webhook?> GetAsync(Guid? client, WebhookId id, CancellationToken cancellationToken);

    /// <summary>The webhooks that an event may go to: those whose clients hold now.</summary>
    Task<IReadOnlyList<Subscriber>> SubscribersAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Adds a webhook.</summary>
    void Add(Webhook webhook);

    /// <summary>Removes a webhook with its delivery log.</summary>
    void Remove(Webhook webhook);

    /// <summary>Adds an event that is to be sent; one event goes once to a webhook.</summary>
    void Add(WebhookDelivery delivery);

    /// <summary>A delivery with its webhook, or null.</summary>
    Task<(WebhookDelivery Delivery, Webhook Webhook)?> FindDeliveryAsync(WebhookDeliveryId id, CancellationToken cancellationToken);

    /// <summary>What was sent to a webhook, newest event first.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="state">Only those that stand there, or null for all.</param>
    /// <param name="before">Only events before this one; null for the first page.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<WebhookDelivery>> ListDeliveriesAsync(
        WebhookId id, WebhookDeliveryState? state, (DateTimeOffset At, string EventId)? before, int most, CancellationToken cancellationToken);
}

/// <summary>A webhook and what its client may know.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Scopes">The client's scopes.</param>
public sealed record Subscriber(Webhook Webhook, IReadOnlyList<string> Scopes);

/// <summary>
/// Deliveries that are due. Claiming one moves its time on by one conditional statement: of several nodes one gets it, and
/// after a crash it comes again by itself.
/// </summary>
public interface IWebhookQueue
{
    /// <summary>Webhooks that something is due for, the longest overdue first.</summary>
    /// <param name="except">Webhooks that are being served.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<WebhookId>> ListDueAsync(IReadOnlyCollection<WebhookId> except, int most, CancellationToken cancellationToken);

    /// <summary>Claims a webhook's delivery that has been due longest, or null.</summary>
    Task<ClaimedDelivery?> ClaimAsync(WebhookId webhook, CancellationToken cancellationToken);

    /// <summary>Makes all events since a time due once more.</summary>
    /// <returns>How many.</returns>
    Task<int> ReplayAsync(WebhookId webhook, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How long to wait after a failed attempt, or null to give up.</summary>
    TimeSpan? WaitAfter(int attempts);
}

/// <summary>An event that is to be sent now.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="Url">Where to.</param>
/// <param name="Secrets">What signs it.</param>
/// <param name="EventId">Identity of the event.</param>
/// <param name="Payload">What is sent.</param>
public sealed record ClaimedDelivery(
    WebhookDeliveryId Id, int Attempt, string Url, IReadOnlyList<string> Secrets, string EventId, string Payload);

/// <summary>Sends events to receivers.</summary>
public interface IWebhookSender
{
    /// <summary>Whether events may be sent to an address at all; where its name leads is looked at when it is connected to.</summary>
    bool MaySendTo(string url);

    /// <summary>A new secret.</summary>
    string NewSecret();

    /// <summary>Sends an event, signed, and waits for the answer.</summary>
    Task<WebhookAnswer> SendAsync(ClaimedDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>What came of an attempt.</summary>
/// <param name="Status">HTTP status, or null without an answer.</param>
/// <param name="Fault">Code of what was wrong, or null when the receiver took it.</param>
/// <param name="Took">How long it took.</param>
public sealed record WebhookAnswer(int? Status, string? Fault, TimeSpan Took);
