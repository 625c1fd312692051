using System.Data.Common;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.Integrations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>
/// Sends what is due. Each webhook has a lane of its own, so that a slow receiver keeps nobody but itself waiting; any
/// number of nodes may run it.
/// </summary>
internal sealed partial class WebhookLoop(
    IServiceScopeFactory scopes, IWebhookQueue queue, WebhookSignal signal, IOptions<WebhookOptions> options, IOutages outages,
    TimeProvider clock, ILogger<WebhookLoop> logger)
    : BackgroundService
{
    private const int MostLanes = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Dictionary<WebhookId, Task> lanes = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (WebhookId done in lanes.Where(lane => lane.Value.IsCompleted).Select(lane => lane.Key).ToArray()) lanes.Remove(done);
            try
            {
                int free = MostLanes - lanes.Count;
                if (free > 0)
                {
                    foreach (WebhookId webhook in await queue.ListDueAsync(lanes.Keys, free, stoppingToken))
                        lanes.Add(webhook, ServeAsync(webhook, stoppingToken));
                }
            }
            catch (Exception failure) when (IsPassing(failure))
            {
                LogFailed(failure.GetType().Name);
            }

            await signal.WaitAsync(options.Value.PollInterval, clock, stoppingToken);
        }
    }

    private async Task ServeAsync(WebhookId webhook, CancellationToken stoppingToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(new DeliverWebhooksProcess(webhook), stoppingToken);
            signal.Raise();
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            LogFailed(failure.GetType().Name);
        }
    }

    private bool IsPassing(Exception failure) => failure is DbException or DbUpdateException || outages.IsOutage(failure);

    [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "Events were not sent to webhooks because of {Failure}; they are sent shortly")]
    private partial void LogFailed(string failure);
}
