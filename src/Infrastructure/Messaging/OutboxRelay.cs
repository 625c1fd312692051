using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>
/// Delivers saved events to their handlers: claims due rows by one conditional statement, so that any number of nodes
/// may run it, retries with growing waits, and gives up after a number of attempts.
/// </summary>
internal sealed partial class OutboxRelay(
    IDbContextFactory<AppDbContext> contexts,
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    IOutages outages,
    TimeProvider clock,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    private const int JitterPercent = 20;
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromHours(1);

    private readonly OutboxOptions _options = options.Value;
    private DateTimeOffset _nextCleanUp = DateTimeOffset.MinValue;

    /// <summary>Claims one batch of due messages and delivers them.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> claimed = await ClaimAsync(cancellationToken);
        List<Guid> delivered = [];
        foreach (OutboxMessage message in claimed)
        {
            if (await DeliverAsync(message, cancellationToken)) delivered.Add(message.Id);
        }

        if (delivered.Count > 0) await RecordDeliveriesAsync(delivered, claimed[0].LeaseOwner, cancellationToken);
        return claimed.Count;
    }

    /// <summary>Deletes delivered messages whose time is over, and marks of messages that are gone.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset past = clock.GetUtcNow() - _options.Retention;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.OutboxMessages.Where(message => message.ProcessedAt <= past).ExecuteDeleteAsync(cancellationToken);
        await db.HandledMarks
            .Where(mark => mark.HandledAt <= past && !db.OutboxMessages.Any(message => message.Id == mark.MessageId))
            .ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            int claimed = 0;
            try
            {
                claimed = await RunOnceAsync(stoppingToken);
                if (clock.GetUtcNow() >= _nextCleanUp)
                {
                    await CleanUpAsync(stoppingToken);
                    _nextCleanUp = clock.GetUtcNow() + CleanUpInterval;
                }
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException || outages.IsOutage(failure))
            {
                LogDatabaseFailed(failure.GetType().Name);
            }

            if (claimed == _options.BatchSize) continue;
            if (claimed == 0) await signal.WaitAsync(_options.PollInterval, clock, stoppingToken);

            // Events come in flocks: those of the next moment go in the same batch.
            await Task.Delay(_options.Gather, clock, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset until = now + _options.Lease;
        Guid owner = Guid.CreateVersion7(now);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<OutboxMessage> due = db.OutboxMessages.Where(message =>
            message.ProcessedAt == null && message.DeadAt == null && message.NextAttemptAt <= now
            && (message.LeaseUntil == null || message.LeaseUntil <= now));

        List<Guid> ids = await due.OrderBy(message => message.NextAttemptAt).ThenBy(message => message.OccurredAt)
            .Select(message => message.Id).Take(_options.BatchSize).ToListAsync(cancellationToken);
        if (ids.Count == 0) return [];

        int won = await due.Where(message => ids.Contains(message.Id)).ExecuteUpdateAsync(
            message => message.SetProperty(one => one.LeaseOwner, owner).SetProperty(one => one.LeaseUntil, until),
            cancellationToken);
        if (won == 0) return [];
        List<OutboxMessage> claimed = await db.OutboxMessages.AsNoTracking()
            .Where(message => message.LeaseOwner == owner).ToListAsync(cancellationToken);

        // Events of one moment follow each other by their time-ordered ids, which SQL Server would sort otherwise.
        return [.. claimed.OrderBy(message => message.OccurredAt).ThenBy(message => message.Id)];
    }

    private async Task<bool> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        // One message is delivered at a time, so its trace goes on instead of being linked to.
        using Activity? span = Telemetry.Source.StartActivity($"deliver {message.Name}", ActivityKind.Consumer, message.TraceParent);
        // What a handler throws must not end the relay: whatever it is, the message is tried again or given up.
        try
        {
            if (EventNames.Read(message.Name, message.Payload) is not { } dispatch)
                throw new NotSupportedException($"This version does not know {message.Name}.");
            await HandleAsync(message.Id, dispatch, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            await RecordFailureAsync(message, exception, cancellationToken);
            return false;
        }

        return true;
    }

    private async Task RecordDeliveriesAsync(List<Guid> delivered, Guid? owner, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await Mine(db, delivered, owner).ExecuteUpdateAsync(
            row => row
                .SetProperty(one => one.ProcessedAt, now)
                .SetProperty(one => one.Attempts, one => one.Attempts + 1)
                .SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(one => one.LeaseOwner, (Guid?)null),
            cancellationToken);
    }

    private async Task HandleAsync(Guid messageId, IEventDispatch dispatch, CancellationToken cancellationToken)
    {
        IReadOnlyList<(int Position, string Name)> handlers;
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
            handlers = dispatch.Handlers(scope.ServiceProvider);

        foreach ((int position, string name) in handlers)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OnceOnly>()
                .HandleAsync(scope.ServiceProvider, dispatch, position, name, messageId, cancellationToken);
        }
    }

    private async Task RecordFailureAsync(OutboxMessage message, Exception exception, CancellationToken cancellationToken)
    {
        int attempts = message.Attempts + 1;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? deadAt = attempts >= _options.MaxAttempts ? now : null;
        DateTimeOffset next = now + WaitAfter(attempts);
        string name = exception.GetType().Name;
        string error = name.Length <= OutboxMessage.MaxErrorLength ? name : name[..OutboxMessage.MaxErrorLength];
        if (deadAt is null) LogRetry(message.Id, message.Name, attempts, error);
        else LogDead(message.Id, message.Name, attempts, error);

        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await Mine(db, [message.Id], message.LeaseOwner).ExecuteUpdateAsync(
            row => row
                .SetProperty(one => one.Attempts, attempts)
                .SetProperty(one => one.NextAttemptAt, next)
                .SetProperty(one => one.DeadAt, deadAt)
                .SetProperty(one => one.LastError, error)
                .SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(one => one.LeaseOwner, (Guid?)null),
            cancellationToken);
    }

    // Only while the claim holds: after it ran out, another node may be at it.
    private static IQueryable<OutboxMessage> Mine(AppDbContext db, List<Guid> messages, Guid? owner) =>
        db.OutboxMessages.Where(row => messages.Contains(row.Id) && row.LeaseOwner == owner);

    private TimeSpan WaitAfter(int attempts)
    {
        double doubled = _options.FirstRetry.TotalMilliseconds * Math.Pow(2, attempts - 1);
        double wait = Math.Min(doubled, _options.LongestRetry.TotalMilliseconds);
        int percent = RandomNumberGenerator.GetInt32(100 - JitterPercent, 101 + JitterPercent);
        return TimeSpan.FromMilliseconds(wait * percent / 100);
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Name}) failed at attempt {Attempt} by {Error}; it will be tried again.")]
    private partial void LogRetry(Guid messageId, string name, int attempt, string error);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Name}) was given up after {Attempt} attempts, the last by {Error}.")]
    private partial void LogDead(Guid messageId, string name, int attempt, string error);

    [LoggerMessage(LogLevel.Warning, "The outbox was not delivered because of {Failure}; it is tried again shortly.")]
    private partial void LogDatabaseFailed(string failure);
}
