using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Whether our clock and WeChat's agree. A person sets it right; requests can still be served.</summary>
internal sealed class ClockHealthCheck(ClockWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var skew = watch.Skew;
        return Task.FromResult(skew?.Duration() >= ClockWatch.Alarm
            ? HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture,
                $"WeChat's clock is {skew.Value.TotalSeconds:0} seconds ahead of ours; from 300 on nothing is accepted."))
            : HealthCheckResult.Healthy());
    }
}
