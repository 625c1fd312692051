using System.Data.Common;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>
/// Runs what is due, on one node at a time. A node's first run asks WeChat for every open payment, so a crash loses none.
/// </summary>
internal sealed partial class TimerLoop(
    IServiceScopeFactory scopes, Leases leases, IOptions<TimerOptions> options, IOutages outages, TimeProvider clock,
    ILogger<TimerLoop> logger)
    : BackgroundService
{
    internal const string Job = "timers";

    // What a dead node held waits no longer than this many intervals. Two nodes at once would do no harm, since every step
    // is a command of its own, but would ask WeChat twice.
    private const int Held = 4;

    private Lease? _unreleased;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? since = null;
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            if (await RunIfDueAsync(since, stoppingToken) is { } begun) since = begun;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Runs the timers unless another node has just done so.</summary>
    /// <returns>When the run began, if it was this node's and went well.</returns>
    private async Task<DateTimeOffset?> RunIfDueAsync(DateTimeOffset? since, CancellationToken stoppingToken)
    {
        try
        {
            if (_unreleased is { } held) await leases.ReleaseAsync(held, stoppingToken);
            _unreleased = null;

            // A little less than the interval: ticks of several nodes are not in step.
            TimeSpan every = options.Value.Interval * 0.9;
            if (await leases.TakeAsync(Job, every, options.Value.Interval * Held, stoppingToken) is not { } lease) return null;
            _unreleased = lease;

            // What another node has done since this one's last run need not be done again.
            DateTimeOffset? from = since is null ? null : lease.PreviousRun ?? since;
            if (!await RunAsync(from, stoppingToken)) return null;
            if (!await leases.CompleteAsync(lease, stoppingToken)) LogLost(lease.Token);
            _unreleased = null;
            return lease.TakenAt;
        }
        catch (Exception failure) when (
            failure is DbException or DbUpdateException or HttpRequestException || outages.IsOutage(failure))
        {
            LogFailed(failure.GetType().Name);
            return null;
        }
    }

    private async Task<bool> RunAsync(DateTimeOffset? since, CancellationToken stoppingToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        Result<TimersRun> run = await scope.ServiceProvider.GetRequiredService<ISender>()
            .Send(new RunTimersProcess(since), stoppingToken);
        return run.Succeeded;
    }

    [LoggerMessage(
        EventId = 6003, Level = LogLevel.Warning,
        Message = "The timers ran longer than their lease {Token}; another node has taken it, and this run is not recorded")]
    private partial void LogLost(long token);

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "The timers failed with {Failure}; they run again")]
    private partial void LogFailed(string failure);
}
