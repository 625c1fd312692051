using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using MediatR;

namespace CampusPhoto.Application.Integrations;

/// <summary>A client has an event of its own sent, to try its receiver.</summary>
public sealed record TestWebhookCommand(Guid Client, WebhookId Webhook) : ICommand<WebhookDeliveryView>, IIdempotent;

internal sealed class TestWebhookHandler(IWebhooks webhooks, TimeProvider clock)
    : IRequestHandler<TestWebhookCommand, Result<WebhookDeliveryView>>
{
    public async Task<Result<WebhookDeliveryView>> Handle(TestWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        if (webhook.DisabledAt is not null) return WebhookErrors.Disabled;
        DateTimeOffset now = clock.GetUtcNow();
        var id = Id.New<WebhookDeliveryId>(now);
        var delivery = new WebhookDelivery(
            id, webhook.Id, WebhookEvents.IdOf(id.Value), WebhookEventType.Test,
            WebhookEvents.Write(new TestEvent(WebhookEventType.Test, now, new TestEventData(webhook.Id.Value))), now, now);
        webhooks.Add(delivery);
        return WebhookDeliveryView.Of(delivery);
    }
}

/// <summary>A client, or staff for it, has one event sent once more.</summary>
/// <param name="Client">The client; null for staff.</param>
/// <param name="Webhook">Its webhook.</param>
/// <param name="Delivery">The event's way to it.</param>
public sealed record ReplayWebhookDeliveryCommand(Guid? Client, WebhookId Webhook, WebhookDeliveryId Delivery)
    : ICommand<WebhookDeliveryView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        Client is null ? AuditNote.On("webhook.replayed", "webhook", Webhook.Value, ((WebhookDeliveryView)answer!).EventId) : null;
}

internal sealed class ReplayWebhookDeliveryHandler(IWebhooks webhooks, TimeProvider clock)
    : IRequestHandler<ReplayWebhookDeliveryCommand, Result<WebhookDeliveryView>>
{
    public async Task<Result<WebhookDeliveryView>> Handle(ReplayWebhookDeliveryCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        if (await webhooks.FindDeliveryAsync(command.Delivery, cancellationToken) is not ({ } delivery, var owner) || owner.Id != webhook.Id)
            return WebhookErrors.DeliveryNotFound;
        if (webhook.DisabledAt is not null) return WebhookErrors.Disabled;
        delivery.Replay(clock.GetUtcNow());
        return WebhookDeliveryView.Of(delivery);
    }
}

/// <summary>A client, or staff for it, has all events since a time sent once more.</summary>
/// <param name="Client">The client; null for staff.</param>
/// <param name="Webhook">Its webhook.</param>
/// <param name="Since">From when on.</param>
public sealed record ReplayWebhookProcess(Guid? Client, WebhookId Webhook, DateTimeOffset Since) : IProcess<ReplayedEvents>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => Client is null
        ? AuditNote.On("webhook.replayed", "webhook", Webhook.Value, Since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))
        : null;
}

/// <summary>What is sent once more.</summary>
/// <param name="Events">How many events.</param>
public sealed record ReplayedEvents(int Events);

internal sealed class ReplayWebhookHandler(IWebhooks webhooks, IWebhookQueue queue)
    : IRequestHandler<ReplayWebhookProcess, Result<ReplayedEvents>>
{
    public async Task<Result<ReplayedEvents>> Handle(ReplayWebhookProcess request, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(request.Client, request.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        if (webhook.DisabledAt is not null) return WebhookErrors.Disabled;
        return new ReplayedEvents(await queue.ReplayAsync(webhook.Id, request.Since.ToUniversalTime(), cancellationToken));
    }
}
