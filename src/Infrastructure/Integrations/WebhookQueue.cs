using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Integrations;

/// <inheritdoc />
internal sealed class WebhookQueue(IDbContextFactory<AppDbContext> contexts, WebhookSignal signal, TimeProvider clock) : IWebhookQueue
{
    // Longer than a receiver may take; after a crash the event is tried again then.
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<WebhookId>> ListDueAsync(
        IReadOnlyCollection<WebhookId> except, int most, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        WebhookId[] busy = [.. except];
        return await Due(db, now).Where(delivery => !busy.Contains(delivery.WebhookId))
            .GroupBy(delivery => delivery.WebhookId)
            .OrderBy(due => due.Min(delivery => delivery.NextTryAt))
            .Select(due => due.Key).Take(most).ToListAsync(cancellationToken);
    }

    public async Task<ClaimedDelivery?> ClaimAsync(WebhookId webhook, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset until = now + Held;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        while (await Due(db, now).Where(delivery => delivery.WebhookId == webhook)
            .OrderBy(delivery => delivery.NextTryAt).ThenBy(delivery => delivery.OccurredAt).ThenBy(delivery => delivery.EventId)
            .FirstOrDefaultAsync(cancellationToken) is { } due)
        {
            int taken = await db.WebhookDeliveries
                .Where(delivery => delivery.Id == due.Id && delivery.NextTryAt == due.NextTryAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(delivery => delivery.NextTryAt, until)
                        .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1),
                    cancellationToken);
            if (taken == 0) continue;
            Webhook target = await db.Webhooks.AsNoTracking().SingleAsync(one => one.Id == webhook, cancellationToken);
            return new ClaimedDelivery(due.Id, due.Attempts + 1, target.Url, target.SecretsAt(now), due.EventId, due.Payload);
        }

        return null;
    }

    public async Task<int> ReplayAsync(WebhookId webhook, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        int replayed = await db.WebhookDeliveries
            .Where(delivery => delivery.WebhookId == webhook && delivery.OccurredAt >= since)
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.State, WebhookDeliveryState.Waiting)
                    .SetProperty(delivery => delivery.Attempts, 0)
                    .SetProperty(delivery => delivery.NextTryAt, now),
                cancellationToken);
        signal.Raise();
        return replayed;
    }

    public TimeSpan? WaitAfter(int attempts) => WebhookPlan.WaitAfter(attempts, RandomNumberGenerator.GetInt32(1_000) / 999.0);

    private static IQueryable<WebhookDelivery> Due(AppDbContext db, DateTimeOffset now) => db.WebhookDeliveries.AsNoTracking()
        .Where(delivery => delivery.NextTryAt <= now
            && db.Webhooks.Any(webhook => webhook.Id == delivery.WebhookId && webhook.DisabledAt == null));
}
