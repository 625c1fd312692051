using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>Whether messages wait too long or were given up. Either is for a person to see; requests can still be served.</summary>
internal sealed class OutboxHealthCheck(
    IDbContextFactory<AppDbContext> contexts, IOptions<OutboxOptions> options, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        int dead = await db.OutboxMessages.CountAsync(message => message.DeadAt != null, cancellationToken);
        DateTimeOffset? oldest = await db.OutboxMessages
            .Where(message => message.ProcessedAt == null && message.DeadAt == null && message.NextAttemptAt <= now)
            .MinAsync(message => (DateTimeOffset?)message.NextAttemptAt, cancellationToken);
        TimeSpan lag = oldest is { } since ? now - since : TimeSpan.Zero;

        var data = new Dictionary<string, object> { ["lagSeconds"] = (long)lag.TotalSeconds, ["dead"] = dead };
        if (dead > 0) return HealthCheckResult.Degraded("Messages were given up.", data: data);
        return lag > options.Value.LagAlarm
            ? HealthCheckResult.Degraded("Messages wait too long.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
