using System.Threading.Channels;
using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.WebApi.Http.Limits;

/// <summary>
/// Tells the other nodes what this one has counted, outside of the requests. While the database is out of reach each
/// node limits by its own counts.
/// </summary>
internal sealed partial class SharedWindows(IRequestCounts counts, IOutages outages, ILogger<SharedWindows> logger)
    : BackgroundService
{
    private const int MostWaiting = 10_000;

    private readonly Channel<SharedWindowLimiter> _due = Channel.CreateBounded<SharedWindowLimiter>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Tell(SharedWindowLimiter limiter) => _due.Writer.TryWrite(limiter);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var limiter in _due.Reader.ReadAllAsync(stoppingToken))
        {
            var (count, endsAt) = limiter.Untold();
            if (count == 0) continue;
            try
            {
                limiter.Learn(await counts.AddAsync(limiter.Subject, count, endsAt, stoppingToken), endsAt);
            }
            catch (Exception failure) when (outages.IsOutage(failure))
            {
                LogNotTold(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counts of requests were not shared: {Failure}")]
    private partial void LogNotTold(string failure);
}
