using System.Diagnostics.Metrics;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>
/// Counts what the database holds once a minute and shows the last counts as gauges. Every node shows the same numbers:
/// take their maximum, not their sum.
/// </summary>
internal sealed partial class StateGauges : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly IOutages _outages;
    private readonly TimeProvider _clock;
    private readonly ILogger<StateGauges> _logger;
    private readonly Meter _meter = new(Telemetry.Name);
    private Counts? _last;

    public StateGauges(IDbContextFactory<AppDbContext> contexts, IOutages outages, TimeProvider clock, ILogger<StateGauges> logger)
    {
        (_contexts, _outages, _clock, _logger) = (contexts, outages, clock, logger);
        _meter.CreateObservableGauge("campusphoto.orders", OrdersByStatus, "{order}", "Orders by state.");
        _meter.CreateObservableGauge(
            "campusphoto.faces.stored", () => Of(counts => counts.Faces), "{person}",
            "Students of whom a photo is stored. Alarm at 90000: at 100000 the processing must be filed with the provincial authority within 30 working days.");
        _meter.CreateObservableGauge("campusphoto.outbox.waiting", () => Of(counts => counts.Waiting), "{message}", "Events that wait for their handlers.");
        _meter.CreateObservableGauge("campusphoto.outbox.dead", () => Of(counts => counts.Dead), "{message}", "Events that were given up; a person decides.");
        _meter.CreateObservableGauge(
            "campusphoto.payments.examined", () => Of(counts => counts.Examined), "{charge}", "Charges that finance has to decide on. Alarm on any.");
        _meter.CreateObservableGauge(
            "campusphoto.refunds.stopped", () => Of(counts => counts.Stopped), "{refund}", "Refunds that wait for finance. Alarm on any.");
        _meter.CreateObservableGauge(
            "campusphoto.outbox.lag", () => Of(counts => counts.Lag.TotalSeconds), "s", "How long the oldest event waits that is due.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <summary>Counts anew.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        await using AppDbContext db = await _contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<OrderStatus, int> orders = await db.Orders.GroupBy(order => order.Status)
            .Select(status => new { Status = status.Key, Orders = status.Count() })
            .ToDictionaryAsync(status => status.Status, status => status.Orders, cancellationToken);
        int faces = await db.Enrolments
            .Where(enrolment => db.Submissions.Any(submission => submission.EnrolmentId == enrolment.Id && submission.ErasedAt == null))
            .Select(enrolment => EF.Property<KeyedHash>(enrolment, StudentIdentityConfiguration.StudentHash))
            .Distinct().CountAsync(cancellationToken);
        IQueryable<Messaging.OutboxMessage> waiting = db.OutboxMessages.Where(message => message.ProcessedAt == null && message.DeadAt == null);
        DateTimeOffset? oldest = await waiting.Where(message => message.NextAttemptAt <= now)
            .MinAsync(message => (DateTimeOffset?)message.NextAttemptAt, cancellationToken);
        _last = new Counts(
            orders, faces, await waiting.CountAsync(cancellationToken),
            await db.OutboxMessages.CountAsync(message => message.DeadAt != null, cancellationToken),
            oldest is { } since ? now - since : TimeSpan.Zero,
            await db.Set<ReceivedCharge>().CountAsync(charge => charge.Disposition == ChargeDisposition.Suspicious, cancellationToken),
            await db.Set<Refund>().CountAsync(
                refund => (refund.State == RefundState.Abnormal || refund.State == RefundState.Closed) && refund.ReplacedBy == null,
                cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(Every, _clock);
        do
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (Exception failure) when (_outages.IsOutage(failure))
            {
                // What was counted before the outage would look like news.
                _last = null;
                LogOutage(failure.GetType().Name);
            }
        }
        while (await minutes.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<int>> OrdersByStatus() => _last is not { } counts ? [] : Enum.GetValues<OrderStatus>()
        .Select(status => new Measurement<int>(
            counts.Orders.GetValueOrDefault(status), new KeyValuePair<string, object?>("campusphoto.status", status.ToString())));

    private IEnumerable<Measurement<T>> Of<T>(Func<Counts, T> count)
        where T : struct => _last is { } counts ? [new Measurement<T>(count(counts))] : [];

    [LoggerMessage(LogLevel.Warning, "The database was not counted because of {Failure}.")]
    private partial void LogOutage(string failure);

    private sealed record Counts(IReadOnlyDictionary<OrderStatus, int> Orders, int Faces, int Waiting, int Dead, TimeSpan Lag, int Examined, int Stopped);
}
