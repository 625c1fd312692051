using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>First answers for 24 hours. A finished answer is saved with its effect; marks of progress are saved at once.</summary>
internal sealed class IdempotencyStore(AppDbContext unit, IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
    : IIdempotencyStore
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Guid _owner = Guid.CreateVersion7(clock.GetUtcNow());

    public async Task<IdempotencyEntry?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        string hash = HashOf(key);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        IdempotencyRow? row = await db.IdempotencyRows.AsNoTracking()
            .SingleOrDefaultAsync(one => one.KeyHash == hash, cancellationToken);
        if (row is null) return null;
        if (row.ExpiresAt > clock.GetUtcNow()) return new IdempotencyEntry(row.Fingerprint, row.Answer, row.LeaseExpiresAt);

        // Left in place, it would still take the key away from the next answer.
        await DeleteExpiredAsync(db, hash, cancellationToken);
        return null;
    }

    public void AddFinished(IdempotencyKey key, string answer) => unit.IdempotencyRows.Add(new IdempotencyRow
    {
        KeyHash = HashOf(key),
        Fingerprint = key.Fingerprint,
        Answer = answer,
        ExpiresAt = clock.GetUtcNow() + Lifetime,
    });

    public async Task<bool> TryBeginAsync(IdempotencyKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        string hash = HashOf(key);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset leaseEnd = now + lease;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await DeleteExpiredAsync(db, hash, cancellationToken);
        db.IdempotencyRows.Add(new IdempotencyRow
        {
            KeyHash = hash,
            Fingerprint = key.Fingerprint,
            LeaseExpiresAt = leaseEnd,
            LeaseOwner = _owner,
            ExpiresAt = now + Lifetime,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            int taken = await InProgress(db, hash)
                .Where(row => row.Fingerprint == key.Fingerprint && row.LeaseExpiresAt <= now)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.LeaseExpiresAt, leaseEnd).SetProperty(one => one.LeaseOwner, _owner),
                    cancellationToken);
            return taken == 1;
        }
    }

    public async Task FinishAsync(IdempotencyKey key, string answer, CancellationToken cancellationToken)
    {
        string hash = HashOf(key);
        DateTimeOffset? none = null;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await InProgress(db, hash).Where(row => row.LeaseOwner == _owner).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Answer, answer).SetProperty(one => one.LeaseExpiresAt, none),
            cancellationToken);
    }

    public async Task AbandonAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        string hash = HashOf(key);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await InProgress(db, hash).Where(row => row.LeaseOwner == _owner).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<IdempotencyRow> InProgress(AppDbContext db, string hash) =>
        db.IdempotencyRows.Where(row => row.KeyHash == hash && row.Answer == null);

    private Task<int> DeleteExpiredAsync(AppDbContext db, string hash, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return db.IdempotencyRows.Where(row => row.KeyHash == hash && row.ExpiresAt <= now)
            .ExecuteDeleteAsync(cancellationToken);
    }

    // Lengths in front keep ("a", "bc") apart from ("ab", "c").
    private static string HashOf(IdempotencyKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{key.Caller.Length}:{key.Caller}{key.Route.Length}:{key.Route}{key.Key}")));
}
