using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure;

/// <summary>Ends a check by itself: a driver that waits for a server that hangs does not always heed a cancellation.</summary>
internal sealed class BoundedHealthCheck(IHealthCheck check) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await check.CheckHealthAsync(context, patience.Token).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("It did not answer within five seconds.");
        }
    }
}
