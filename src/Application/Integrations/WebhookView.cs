using CampusPhoto.Domain.Integrations;

namespace CampusPhoto.Application.Integrations;

/// <summary>A webhook, without its secret.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="EventTypes">Which events; none for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the present one signs too; null where it does not.</param>
/// <param name="FailingSince">Since when every attempt has failed; null after a success.</param>
/// <param name="DisabledAt">Since when nothing is sent; null while it is enabled.</param>
/// <param name="DisabledReason">Why nothing is sent.</param>
public sealed record WebhookView(
    Guid Id, string Url, IReadOnlyList<string> EventTypes, DateTimeOffset CreatedAt, DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, WebhookDisabledReason? DisabledReason)
{
    internal static WebhookView Of(Webhook webhook) => new(
        webhook.Id.Value, webhook.Url, webhook.EventTypes, webhook.CreatedAt, webhook.PreviousSecretUntil, webhook.FailingSince,
        webhook.DisabledAt, webhook.DisabledReason);
}

/// <summary>A webhook with a new secret, which is shown once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What signs its events: <c>whsec_</c> and Base64.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret);

/// <summary>One event on its way to a webhook.</summary>
/// <param name="Id">Identity of the delivery.</param>
/// <param name="EventId">Identity of the event; sent as <c>webhook-id</c>, the same at every attempt and replay.</param>
/// <param name="EventType">What happened.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="State">Where the delivery stands.</param>
/// <param name="Attempts">Attempts since it was queued or replayed.</param>
/// <param name="NextTryAt">When it is tried next; null once it has ended.</param>
/// <param name="LastTriedAt">When it was tried last.</param>
/// <param name="LastStatus">HTTP status of the last answer.</param>
/// <param name="LastFault">
/// What was wrong at the last attempt: status, timeout, connection_failed, address_not_allowed or tls_failed.
/// </param>
/// <param name="LastMilliseconds">How long the last attempt took.</param>
/// <param name="Payload">What is sent, byte for byte.</param>
public sealed record WebhookDeliveryView(
    Guid Id, string EventId, string EventType, DateTimeOffset OccurredAt, WebhookDeliveryState State, int Attempts,
    DateTimeOffset? NextTryAt, DateTimeOffset? LastTriedAt, int? LastStatus, string? LastFault, long? LastMilliseconds, string Payload)
{
    internal static WebhookDeliveryView Of(WebhookDelivery delivery) => new(
        delivery.Id.Value, delivery.EventId, delivery.EventType, delivery.OccurredAt, delivery.State, delivery.Attempts,
        delivery.NextTryAt, delivery.LastTriedAt, delivery.LastStatus, delivery.LastFault, (long?)delivery.LastDuration?.TotalMilliseconds,
        delivery.Payload);
}
