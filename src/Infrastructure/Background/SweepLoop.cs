using System.Data.Common;
using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>
/// Runs every sweep as often as it wants, on one node at a time. One that fails keeps no other from running.
/// </summary>
internal sealed partial class SweepLoop(
    IEnumerable<ISweep> sweeps, Leases leases, IOutages outages, TimeProvider clock, ILogger<SweepLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // The longest sweep reads every photo's row; it takes minutes at millions of them.
    private static readonly TimeSpan Hold = TimeSpan.FromHours(2);

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
            string job = sweep.GetType().Name;
            if (await leases.TakeAsync(job, sweep.Every, Hold, stoppingToken) is not { } lease) return;
            await sweep.RunOnceAsync(stoppingToken);
            await leases.CompleteAsync(lease, stoppingToken);
        }
        catch (Exception failure) when (
            failure is DbException or DbUpdateException or UnauthorizedAccessException || outages.IsOutage(failure))
        {
            LogFailed(sweep.GetType().Name, failure.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "{Sweep} failed with {Failure}; it runs again")]
    private partial void LogFailed(string sweep, string failure);
}
