using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Integrations;

/// <summary>Why nothing is sent to a webhook any more.</summary>
public enum WebhookDisabledReason
{
    /// <summary>Its receiver failed for days.</summary>
    Failing,

    /// <summary>Its receiver answered 410 Gone.</summary>
    Gone,
}

/// <summary>An address of an integrator's that is told of events, by the Standard Webhooks rules.</summary>
public sealed class Webhook : AggregateRoot
{
    /// <summary>Greatest length of an address.</summary>
    public const int MaxUrlLength = 500;

    /// <summary>Greatest length of a secret as it is shown.</summary>
    public const int MaxSecretLength = 64;

    /// <summary>Greatest length of the chosen types, divided by spaces.</summary>
    public const int MaxEventTypesLength = 600;

    /// <summary>Webhooks that one client may have.</summary>
    public const int MostOfOneClient = 10;

    /// <summary>How long the secret before the present one still signs.</summary>
    public static readonly TimeSpan PreviousSecretHolds = TimeSpan.FromHours(24);

    /// <summary>After so long without a success it is disabled.</summary>
    public static readonly TimeSpan LongestFailure = TimeSpan.FromDays(5);

    private Webhook() => (Url, Secret, EventTypeNames) = ("", "", "");

    /// <summary>A new webhook.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="client">The client whose it is.</param>
    /// <param name="url">Where events are sent.</param>
    /// <param name="eventTypes">Which; none for all.</param>
    /// <param name="secret">What signs them.</param>
    /// <param name="now">The time.</param>
    public Webhook(WebhookId id, Guid client, string url, IReadOnlyCollection<string> eventTypes, string secret, DateTimeOffset now) =>
        (Id, ClientId, Url, EventTypeNames, Secret, CreatedAt) = (id, client, url, string.Join(' ', eventTypes), secret, now);

    /// <summary>Identity.</summary>
    public WebhookId Id { get; private set; }

    /// <summary>The client whose it is.</summary>
    public Guid ClientId { get; private set; }

    /// <summary>Where events are sent.</summary>
    public string Url { get; private set; }

    /// <summary>The chosen types, divided by spaces; empty for all.</summary>
    public string EventTypeNames { get; private set; }

    /// <summary>What signs; encrypted at rest.</summary>
    public string Secret { get; private set; }

    /// <summary>The secret before; encrypted at rest.</summary>
    public string? PreviousSecret { get; private set; }

    /// <summary>Until when the secret before signs too.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Since when every attempt failed; null after a success.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Since when nothing is sent.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Why nothing is sent.</summary>
    public WebhookDisabledReason? DisabledReason { get; private set; }

    /// <summary>The chosen types; none for all.</summary>
    public IReadOnlyList<string> EventTypes => EventTypeNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the types exist, each once.</summary>
    public static bool AreTypes(IReadOnlyCollection<string> types) =>
        types.Distinct(StringComparer.Ordinal).Count() == types.Count && !types.Except(WebhookEventType.All, StringComparer.Ordinal).Any();

    /// <summary>Whether it wants such events.</summary>
    public bool Wants(string eventType) => EventTypeNames.Length == 0 || EventTypes.Contains(eventType, StringComparer.Ordinal);

    /// <summary>Sends other events, or elsewhere.</summary>
    public void Change(string url, IReadOnlyCollection<string> eventTypes)
    {
        (Url, EventTypeNames) = (url, string.Join(' ', eventTypes));
        Touch();
    }

    /// <summary>Gives it another secret. For a day both sign, so that the receiver can be changed in its own time.</summary>
    public void RotateSecret(string secret, DateTimeOffset now)
    {
        (PreviousSecret, PreviousSecretUntil, Secret) = (Secret, now + PreviousSecretHolds, secret);
        Touch();
    }

    /// <summary>The secrets that sign now, the present one first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) =>
        PreviousSecret is { } previous && PreviousSecretUntil > now ? [Secret, previous] : [Secret];

    /// <summary>Lets events be sent again; those that waited go first.</summary>
    public void Enable()
    {
        if (DisabledAt is null && FailingSince is null) return;
        (DisabledAt, DisabledReason, FailingSince) = (null, null, null);
        Touch();
    }

    /// <summary>The receiver took an event.</summary>
    public void Succeed()
    {
        if (FailingSince is null) return;
        FailingSince = null;
        Touch();
    }

    /// <summary>The receiver did not take an event.</summary>
    /// <param name="gone">Whether it says that it wants none any more.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether that disabled the webhook.</returns>
    public bool Fail(bool gone, DateTimeOffset now)
    {
        if (DisabledAt is not null) return false;
        bool tooLong = FailingSince + LongestFailure <= now;
        if (FailingSince is not null && !gone && !tooLong) return false;
        FailingSince ??= now;
        if (gone || tooLong) (DisabledAt, DisabledReason) = (now, gone ? WebhookDisabledReason.Gone : WebhookDisabledReason.Failing);
        Touch();
        return DisabledAt is not null;
    }
}
