using CampusPhoto.Domain.Integrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>Wakes the sending once deliveries, or a webhook that was enabled, have been saved.</summary>
internal sealed class WebhookInterceptor(WebhookSignal signal) : SaveChangesInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Wake(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Wake(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Wake(DbContext db)
    {
        if (db.ChangeTracker.Entries<WebhookDelivery>().Any() || db.ChangeTracker.Entries<Webhook>().Any()) signal.Raise();
    }
}
