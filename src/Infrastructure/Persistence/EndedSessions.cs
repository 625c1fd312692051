using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Sessions that have ended while an access token of theirs may still be out. A node reads the new ones at most once a
/// second, however many requests come, and at once after it ended one itself; so a session that another node ended is refused
/// here within a second.
/// </summary>
internal sealed class EndedSessions(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    // An access token lives ten minutes, and another node's clock may differ by one.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10) + ClockDifference;

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _ended = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private long _endings;
    private Reading? _reading;

    /// <summary>Whether the session has ended, as far as was known a second ago.</summary>
    public async Task<bool> HoldsAsync(Guid session, CancellationToken cancellationToken)
    {
        await Fresh().WaitAsync(cancellationToken);
        return _ended.ContainsKey(session);
    }

    /// <summary>This node has ended a session: what was read before tells nothing of it.</summary>
    public void Forget()
    {
        lock (_gate) _endings++;
    }

    // Many requests wait for one reading, which none of them can break off. One that failed is begun anew by the next request.
    private Task Fresh()
    {
        lock (_gate)
        {
            if (_reading is { } last && last.Endings == _endings && !last.Done.IsFaulted
                && (!last.Done.IsCompleted || clock.GetElapsedTime(last.Begun) < Freshness))
            {
                return last.Done;
            }

            _reading = new Reading(_endings, clock.GetTimestamp(), ReadAsync());
            return _reading.Done;
        }
    }

    private async Task ReadAsync()
    {
        DateTimeOffset past = clock.GetUtcNow() - Remembered;
        DateTimeOffset since = _latest - past > ClockDifference ? _latest - ClockDifference : past;
        await using AppDbContext db = await contexts.CreateDbContextAsync();
        var ended = await db.SessionRows.Where(row => row.EndedAt >= since)
            .Select(row => new { row.Id, EndedAt = row.EndedAt!.Value }).ToListAsync();
        foreach (var one in ended)
        {
            _ended[one.Id] = one.EndedAt;
            if (one.EndedAt > _latest) _latest = one.EndedAt;
        }

        foreach (var (session, at) in _ended)
            if (at < past) _ended.TryRemove(session, out _);
    }

    private sealed record Reading(long Endings, long Begun, Task Done);
}
