using System.Data.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>Runs what is due. The first run after a start asks WeChat for every open payment, so a crash loses none.</summary>
internal sealed partial class TimerLoop(
    IServiceScopeFactory scopes, IOptions<TimerOptions> options, TimeProvider clock, ILogger<TimerLoop> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? since = null;
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (await RunAsync(since, stoppingToken)) since = now;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> RunAsync(DateTimeOffset? since, CancellationToken stoppingToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            Result<TimersRun> run = await scope.ServiceProvider.GetRequiredService<ISender>()
                .Send(new RunTimersProcess(since), stoppingToken);
            return run.Succeeded;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or HttpRequestException or TimeoutException)
        {
            LogFailed(failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "The timers failed with {Failure}; they run again")]
    private partial void LogFailed(string failure);
}
