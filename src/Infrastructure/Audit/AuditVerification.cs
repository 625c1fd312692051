using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>What is wrong at one place of the chain.</summary>
/// <param name="Sequence">The place; 0 for entries that are not chained yet.</param>
/// <param name="What">What is wrong, in words.</param>
public sealed record AuditFault(long Sequence, string What);

/// <summary>What a verification found.</summary>
/// <param name="Sealed">Chained entries that were read.</param>
/// <param name="Waiting">Entries that are not chained yet.</param>
/// <param name="Head">Place and hash of the last chained entry as <c>place:hash</c>, to be kept elsewhere; empty for an empty chain.</param>
/// <param name="Faults">The first faults, at most <see cref="AuditVerification.MostFaults"/>; empty when all is well.</param>
public sealed record AuditFindings(long Sealed, long Waiting, string Head, IReadOnlyList<AuditFault> Faults);

/// <summary>Reads the whole trail and finds what was changed, removed or inserted.</summary>
public sealed class AuditVerification
{
    /// <summary>After that many faults the rest is not told.</summary>
    public const int MostFaults = 20;

    private const int AtOnce = 5_000;

    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly AuditHashes _hashes;

    internal AuditVerification(IDbContextFactory<AppDbContext> contexts, AuditHashes hashes) => (_contexts, _hashes) = (contexts, hashes);

    /// <summary>Verifies it.</summary>
    /// <param name="knownHead">An end that was noted earlier, as <c>place:hash</c>, which must still be there; or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditFindings> RunAsync(string? knownHead, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await _contexts.CreateDbContextAsync(cancellationToken);

        // The end is read first: what is chained meanwhile comes after it.
        AuditHeadRow? head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        long end = head?.Sequence ?? 0;
        var walk = new Walk(_hashes, knownHead);
        if (head is not null && _hashes.Head(head.Sequence, head.Hash) != head.Mac)
            walk.Faults.Add(new AuditFault(head.Sequence, "the record of the chain's end was changed"));

        List<AuditEntryRow> some;
        do
        {
            long after = walk.Sequence;
            some = await db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence > after && entry.Sequence <= end)
                .OrderBy(entry => entry.Sequence).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (AuditEntryRow entry in some) walk.Read(entry);
        }
        while (some.Count == AtOnce && walk.Faults.Count < MostFaults);

        if (walk.Faults.Count < MostFaults) walk.End(end, head?.Hash ?? AuditHashes.Genesis);

        // Nothing is ever chained after the end that is recorded.
        long last = (await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Sequence ?? 0;
        if (await db.AuditEntries.AnyAsync(entry => entry.Sequence > last, cancellationToken))
            walk.Faults.Add(new AuditFault(last + 1, "comes after the chain's end: inserted, or the record of the end was set back"));

        long waiting = 0;
        await foreach (AuditEntryRow entry in db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            waiting++;
            if (_hashes.Mac(entry) != entry.Mac)
                walk.Faults.Add(new AuditFault(0, $"entry {entry.Id}, not chained yet, was changed or inserted"));
        }

        return new AuditFindings(walk.Entries, waiting, walk.Entries == 0 ? "" : walk.Place, [.. walk.Faults.Take(MostFaults)]);
    }

    /// <summary>Goes from entry to entry. The chain goes on from what stands there, so that one fault is told once.</summary>
    private sealed class Walk(AuditHashes hashes, string? knownHead)
    {
        private string _hash = AuditHashes.Genesis;
        private bool _known = knownHead is null;

        public List<AuditFault> Faults { get; } = [];

        public long Sequence { get; private set; }

        public long Entries { get; private set; }

        public string Place => $"{Sequence}:{_hash}";

        public void Read(AuditEntryRow entry)
        {
            long sequence = entry.Sequence!.Value;
            if (sequence != Sequence + 1) Faults.Add(Missing(Sequence + 1, sequence - 1));
            else if (hashes.Link(sequence, _hash, entry.Mac) != entry.Hash)
                Faults.Add(new AuditFault(sequence, "does not follow the entry before it: inserted, moved or exchanged"));
            if (hashes.Mac(entry) != entry.Mac) Faults.Add(new AuditFault(sequence, "its content was changed, or the entry was inserted"));
            (Sequence, _hash) = (sequence, entry.Hash ?? "");
            Entries++;
            _known |= knownHead == Place;
        }

        public void End(long sequence, string hash)
        {
            if (Sequence != sequence) Faults.Add(Missing(Sequence + 1, sequence));
            else if (_hash != hash) Faults.Add(new AuditFault(sequence, "is not the entry that the chain ended with"));
            if (!_known) Faults.Add(new AuditFault(0, $"the chain never came to {knownHead}: it was made anew, or that is another installation's"));
        }

        private static AuditFault Missing(long first, long last) =>
            new(first, first == last ? "was removed" : $"and the following up to {last} were removed");
    }
}
