using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Whether a photo can be written.</summary>
internal sealed class PhotoStoreHealthCheck(IPhotoStorage store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ProbeAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (IOException)
        {
            return HealthCheckResult.Unhealthy("The photo store cannot be written (full or out of reach).");
        }
        catch (UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The photo store may not be written by this user.");
        }
    }
}
