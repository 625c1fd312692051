using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure.Photos.Vision;

/// <summary>Begins to load the models when the program starts, without holding up the start.</summary>
internal sealed class VisionWarmUp(VisionWorkers workers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        workers.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
