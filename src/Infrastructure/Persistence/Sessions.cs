using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Sessions of 30 days from the sign-in, renewed by one conditional statement.</summary>
internal sealed class Sessions(IDbContextFactory<AppDbContext> contexts, TokenEndings endings, TimeProvider clock) : ISessions
{
    public async Task<SessionTicket> OpenAsync(Guid subject, SessionKind kind, string? device, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var row = new SessionRow
        {
            // The identity stands in refresh tokens only, but still must not be guessable: 74 bits of it are random.
            Id = Guid.CreateVersion7(now),
            Subject = subject,
            Kind = kind,
            Device = device,
            Generation = 1,
            OpenedAt = now,
            ExpiresAt = now + TokenLifetimes.Session,
        };
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        db.SessionRows.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return new SessionTicket(row.Id, subject, kind, row.Generation);
    }

    public async Task<Result<SessionTicket>> RenewAsync(Guid session, int generation, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        int renewed = await Open(db, session, now)
            .Where(row => row.Generation == generation)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Generation, one => one.Generation + 1), cancellationToken);
        if (renewed == 1)
        {
            var owner = await db.SessionRows.Where(row => row.Id == session)
                .Select(row => new { row.Subject, row.Kind }).SingleAsync(cancellationToken);
            return new SessionTicket(session, owner.Subject, owner.Kind, generation + 1);
        }

        await Open(db, session, now)
            .Where(row => row.Generation > generation)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, now), cancellationToken);
        endings.Add();
        return AccountErrors.SessionEnded;
    }

    public async Task EndAsync(Guid session, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await Open(db, session, now)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, now), cancellationToken);
        endings.Add();
    }

    public async Task<IReadOnlyList<OpenDevice>> ListAsync(Guid subject, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SessionRows.Where(row => row.Subject == subject && row.EndedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.OpenedAt)
            .Select(row => new OpenDevice(row.Id, row.Device, row.OpenedAt, row.ExpiresAt)).ToListAsync(cancellationToken);
    }

    public async Task<bool> EndOwnAsync(Guid subject, Guid session, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        bool found = await Open(db, session, now).Where(row => row.Subject == subject)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, now), cancellationToken) == 1;
        endings.Add();
        return found;
    }

    public async Task EndAllAsync(Guid subject, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.SessionRows
            .Where(row => row.Subject == subject && row.EndedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, now), cancellationToken);
        endings.Add();
    }

    public async Task<bool> IsOpenAsync(Guid session, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Open(db, session, now).AnyAsync(cancellationToken);
    }

    private static IQueryable<SessionRow> Open(AppDbContext db, Guid session, DateTimeOffset now) =>
        db.SessionRows.Where(row => row.Id == session && row.EndedAt == null && row.ExpiresAt > now);
}
