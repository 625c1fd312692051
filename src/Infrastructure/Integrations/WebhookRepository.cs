using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Integrations;

internal sealed class WebhookRepository(AppDbContext db) : IWebhooks
{
    public async Task<IReadOnlyList<Webhook>> ListAsync(Guid client, CancellationToken cancellationToken) =>
        await db.Webhooks.AsNoTracking().Where(webhook => webhook.ClientId == client)
            .OrderBy(webhook => webhook.CreatedAt).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<(Webhook Webhook, string ClientName)>> ListAllAsync(CancellationToken cancellationToken)
    {
        var found = await db.Webhooks.AsNoTracking()
            .Join(db.IntegratorClients, webhook => webhook.ClientId, client => client.Id, (webhook, client) => new { Webhook = webhook, client.ClientId })
            .OrderBy(one => one.ClientId).ThenBy(one => one.Webhook.CreatedAt).ToListAsync(cancellationToken);
        return [.. found.Select(one => (one.Webhook, one.ClientId))];
    }

    public Task<Webhook?> GetAsync(Guid? client, WebhookId id, CancellationToken cancellationToken) =>
        db.Webhooks.SingleOrDefaultAsync(webhook => webhook.Id == id && (client == null || webhook.ClientId == client), cancellationToken);

    public async Task<IReadOnlyList<Subscriber>> SubscribersAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await db.Webhooks.AsNoTracking()
            .Join(
                db.IntegratorClients.Where(client => client.RevokedAt == null && (client.ExpiresAt == null || client.ExpiresAt > now)),
                webhook => webhook.ClientId, client => client.Id, (webhook, client) => new { Webhook = webhook, client.Scopes })
            .ToListAsync(cancellationToken);
        return [.. found.Select(one => new Subscriber(one.Webhook, one.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }

    public void Add(Webhook webhook) => db.Webhooks.Add(webhook);

    public void Remove(Webhook webhook) => db.Webhooks.Remove(webhook);

    public void Add(WebhookDelivery delivery) => db.WebhookDeliveries.Add(delivery);

    public async Task<(WebhookDelivery Delivery, Webhook Webhook)?> FindDeliveryAsync(
        WebhookDeliveryId id, CancellationToken cancellationToken) =>
        await db.WebhookDeliveries.SingleOrDefaultAsync(delivery => delivery.Id == id, cancellationToken) is { } delivery
            ? (delivery, await db.Webhooks.SingleAsync(webhook => webhook.Id == delivery.WebhookId, cancellationToken))
            : null;

    public async Task<IReadOnlyList<WebhookDelivery>> ListDeliveriesAsync(
        WebhookId id, WebhookDeliveryState? state, (DateTimeOffset At, string EventId)? before, int most, CancellationToken cancellationToken)
    {
        IQueryable<WebhookDelivery> deliveries = db.WebhookDeliveries.AsNoTracking().Where(delivery => delivery.WebhookId == id);
        if (state is not null) deliveries = deliveries.Where(delivery => delivery.State == state);
        if (before is var (at, eventId))
        {
            deliveries = deliveries.Where(delivery =>
                delivery.OccurredAt <= at && (delivery.OccurredAt < at || string.Compare(delivery.EventId, eventId) < 0));
        }

        return await deliveries.OrderByDescending(delivery => delivery.OccurredAt).ThenByDescending(delivery => delivery.EventId)
            .Take(most).ToListAsync(cancellationToken);
    }
}
