using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>Runs every sweep at the start and once an hour. One that fails keeps no other from running.</summary>
internal sealed partial class SweepLoop(IEnumerable<ISweep> sweeps, TimeProvider clock, ILogger<SweepLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            foreach (ISweep sweep in sweeps) await RunAsync(sweep, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(ISweep sweep, CancellationToken stoppingToken)
    {
        try
        {
            await sweep.RunOnceAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException)
        {
            LogFailed(sweep.GetType().Name, failure.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "{Sweep} failed with {Failure}; it runs again in an hour")]
    private partial void LogFailed(string sweep, string failure);
}
