using CampusPhoto.Infrastructure.Photos.Vision;

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Healthy once every worker has loaded the native library and its models.</summary>
internal sealed class PhotoCheckerHealthCheck(VisionWorkers workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        workers.Start();
        return Task.FromResult(workers.Ready switch
        {
            { IsCompletedSuccessfully: true } => HealthCheckResult.Healthy("The photo check is ready."),
            { IsFaulted: true } ready => HealthCheckResult.Unhealthy("The photo check could not load its models.", ready.Exception),
            _ => HealthCheckResult.Unhealthy("The photo check is loading its models."),
        });
    }
}
