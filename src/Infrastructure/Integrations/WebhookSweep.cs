using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>Deletes deliveries whose time in the log is over.</summary>
internal sealed class WebhookSweep(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : ISweep
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset old = clock.GetUtcNow() - Kept;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.WebhookDeliveries.Where(delivery => delivery.OccurredAt <= old).ExecuteDeleteAsync(cancellationToken);
    }
}
