using System.Data.Common;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Rosters;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>
/// Runs what is due, on one node at a time. A node's first run asks for every open payment and refund, so that a crash costs
/// no wait.
/// </summary>
internal sealed partial class TimerLoop(
    IServiceScopeFactory scopes, Leases leases, IOptions<TimerOptions> options, IOutages outages, TimeProvider clock,
    ILogger<TimerLoop> logger)
    : BackgroundService
{
    internal const string Job = "timers";
    private const string Messages = "messages";

    // What a dead node held waits no longer than this many intervals. Two nodes at once would do no harm, since every step
    // is a command of its own, but would ask WeChat twice.
    private const int Held = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RunLoopAsync(Job, RunTimersAsync, stoppingToken), RunLoopAsync(Messages, TellAsync, stoppingToken));

    private async Task RunLoopAsync(string job, Func<bool, CancellationToken, Task<bool>> run, CancellationToken stoppingToken)
    {
        bool afterStart = true;
        Lease? unreleased = null;
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                if (unreleased is { } held) await leases.ReleaseAsync(held, stoppingToken);
                unreleased = null;

                // A little less than the interval: ticks of several nodes are not in step.
                TimeSpan every = options.Value.Interval * 0.9;
                if (await leases.TakeAsync(job, every, options.Value.Interval * Held, stoppingToken) is not { } lease) continue;
                unreleased = lease;
                if (!await run(afterStart, stoppingToken)) continue;
                if (!await leases.CompleteAsync(lease, stoppingToken)) LogLost(job, lease.Token);
                unreleased = null;
                afterStart = false;
            }
            catch (Exception failure) when (
                failure is DbException or DbUpdateException or HttpRequestException || outages.IsOutage(failure))
            {
                LogFailed(job, failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task<bool> RunTimersAsync(bool afterStart, CancellationToken stoppingToken) =>
        SendAsync(new RunTimersProcess(afterStart), stoppingToken);

    private async Task<bool> TellAsync(bool afterStart, CancellationToken stoppingToken) =>
        await SendAsync(new RemindStudentsProcess(), stoppingToken)
        & await SendAsync(new ResumeRemindersProcess(), stoppingToken)
        & await SendAsync(new SendMessagesProcess(), stoppingToken)
        & await SendAsync(new UploadShippingProcess(), stoppingToken);

    private async Task<bool> SendAsync<T>(IProcess<T> process, CancellationToken stoppingToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(process, stoppingToken)).Succeeded;
    }

    [LoggerMessage(
        EventId = 6003, Level = LogLevel.Warning,
        Message = "The job {Job} ran longer than its lease {Fence}; another node has taken it, and this run is not recorded")]
    private partial void LogLost(string job, long fence);

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "The job {Job} failed with {Failure}; it runs again")]
    private partial void LogFailed(string job, string failure);
}
