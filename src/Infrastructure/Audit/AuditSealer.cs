using System.Data.Common;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>
/// Chains what was written, on one node at a time and some hundreds at once, so that no request waits for the chain.
/// Two at once would do no harm: the chain's end is saved with what was added to it, and only by who read it last.
/// </summary>
internal sealed partial class AuditSealer(
    IDbContextFactory<AppDbContext> contexts, AuditHashes hashes, Leases leases, IOutages outages, TimeProvider clock,
    ILogger<AuditSealer> logger) : BackgroundService
{
    private const string Job = "audit-seal";
    private const int AtOnce = 500;

    // How long an entry may be taken away before the chain would show it.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);

    /// <summary>Chains all that waits.</summary>
    /// <returns>How many entries were chained.</returns>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        int all = 0;
        while (await SealSomeAsync(cancellationToken) is var some and not 0) all += some;
        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                if (await leases.TakeAsync(Job, Interval * 0.9, Hold, stoppingToken) is not { } lease) continue;
                await SealAsync(stoppingToken);
                await leases.CompleteAsync(lease, stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException || outages.IsOutage(failure))
            {
                LogFailed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SealSomeAsync(CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);

        // The end is read first: what another node has chained since then is either not among those that wait, or the
        // end that is saved here is no longer the one that was read, and nothing is saved.
        AuditHeadRow? head = await db.AuditHeads.SingleOrDefaultAsync(cancellationToken);
        AuditEntryRow[] waiting = await db.AuditEntries.Where(entry => entry.Sequence == null)
            .OrderBy(entry => entry.At).Take(AtOnce).ToArrayAsync(cancellationToken);
        if (waiting.Length == 0) return 0;

        if (head is null) db.AuditHeads.Add(head = new AuditHeadRow { Hash = AuditHashes.Genesis });

        // Entries of one moment follow each other by their time-ordered ids, which SQL Server would sort otherwise.
        foreach (AuditEntryRow entry in waiting.OrderBy(entry => entry.At).ThenBy(entry => entry.Id))
        {
            head.Sequence++;
            head.Hash = hashes.Link(head.Sequence, head.Hash, entry.Mac);
            (entry.Sequence, entry.Hash) = (head.Sequence, head.Hash);
        }

        head.Mac = hashes.Head(head.Sequence, head.Hash);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return waiting.Length;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was faster; what it left is read anew at the next turn.
            return 0;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return 0;
        }
    }

    [LoggerMessage(EventId = 6003, Level = LogLevel.Warning, Message = "The audit trail was not sealed because of {Failure}; it is tried again")]
    private partial void LogFailed(string failure);
}
