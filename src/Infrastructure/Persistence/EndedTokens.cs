using System.Collections.Concurrent;
using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Sessions and clients' credentials that have ended while an access token of theirs may still be out. A node reads the new
/// ones at most once a second, however many requests come, and at once after it ended one itself; so what another node ended
/// is refused here within a second.
/// </summary>
internal sealed class EndedTokens(IDbContextFactory<AppDbContext> contexts, TokenEndings endings, TimeProvider clock) : IEndedTokens
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    // Another node's clock may differ by so much.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TokenLifetimes.Access + ClockDifference;

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _sessions = new();
    private readonly ConcurrentDictionary<Guid, EndedClient> _clients = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private Reading? _reading;

    public async Task<bool> OfSessionAsync(Guid session, CancellationToken cancellationToken)
    {
        await Fresh().WaitAsync(cancellationToken);
        return _sessions.ContainsKey(session);
    }

    public async Task<bool> OfClientAsync(Guid client, int generation, CancellationToken cancellationToken)
    {
        await Fresh().WaitAsync(cancellationToken);
        return _clients.TryGetValue(client, out EndedClient? ended) && generation < ended.Generation;
    }

    // Many requests wait for one reading, which none of them can break off. One that failed is begun anew by the next request.
    private Task Fresh()
    {
        lock (_gate)
        {
            long known = endings.Count;
            if (_reading is { } last && last.Endings == known && !last.Done.IsFaulted
                && (!last.Done.IsCompleted || clock.GetElapsedTime(last.Begun) < Freshness))
            {
                return last.Done;
            }

            _reading = new Reading(known, clock.GetTimestamp(), ReadAsync());
            return _reading.Done;
        }
    }

    private async Task ReadAsync()
    {
        DateTimeOffset past = clock.GetUtcNow() - Remembered;
        DateTimeOffset since = _latest - past > ClockDifference ? _latest - ClockDifference : past;
        await using AppDbContext db = await contexts.CreateDbContextAsync();
        var sessions = await db.SessionRows.Where(row => row.EndedAt >= since)
            .Select(row => new { row.Id, EndedAt = row.EndedAt!.Value }).ToListAsync();
        var clients = await db.IntegratorClients.Where(row => row.TokensEndedAt >= since)
            .Select(row => new { row.Id, Ended = new EndedClient(row.TokensEndedAt!.Value, row.Generation) }).ToListAsync();
        foreach (var one in sessions) _sessions[one.Id] = Noted(one.EndedAt);
        foreach (var one in clients) _clients[one.Id] = one.Ended with { At = Noted(one.Ended.At) };
        foreach (var (session, at) in _sessions)
            if (at < past) _sessions.TryRemove(session, out _);
        foreach (var (client, ended) in _clients)
            if (ended.At < past) _clients.TryRemove(client, out _);
    }

    private DateTimeOffset Noted(DateTimeOffset at)
    {
        if (at > _latest) _latest = at;
        return at;
    }

    private sealed record EndedClient(DateTimeOffset At, int Generation);

    private sealed record Reading(long Endings, long Begun, Task Done);
}
