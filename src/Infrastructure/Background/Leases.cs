using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>A job that this node has for a while.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Token">The fencing token: what is written with an older one is refused.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="PreviousRun">When the last finished run began, on whatever node; null when there was none.</param>
internal sealed record Lease(string Job, long Token, DateTimeOffset TakenAt, DateTimeOffset? PreviousRun);

/// <summary>
/// Lets one node at a time do a recurring job, and no more often than it is due. A claim is one conditional statement,
/// so it works on every engine; a node that slept through its lease finds its token outdated and records nothing.
/// </summary>
internal sealed class Leases(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>Takes a job that is due and that nobody holds.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="every">Least time between the beginnings of two finished runs.</param>
    /// <param name="atMost">How long it is held when its holder dies.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The lease, or null when the job is not due or another node is at it.</returns>
    public async Task<Lease?> TakeAsync(string job, TimeSpan every, TimeSpan atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset doneBefore = now - every;
        DateTimeOffset until = now + atMost;
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        LeaseRow? row = await db.Leases.AsNoTracking().SingleOrDefaultAsync(one => one.Job == job, cancellationToken);
        if (row is null) return await TryAddAsync(db, job, until, cancellationToken) ? new Lease(job, 1, now, null) : null;
        if (row.ExpiresAt > now || row.DoneAt > doneBefore) return null;

        long next = row.Token + 1;
        int taken = await db.Leases
            .Where(one => one.Job == job && one.Token == row.Token)
            .ExecuteUpdateAsync(
                one => one.SetProperty(lease => lease.Token, next).SetProperty(lease => lease.ExpiresAt, until), cancellationToken);
        return taken == 1 ? new Lease(job, next, now, row.DoneAt) : null;
    }

    /// <summary>Records that the job was done, and frees it.</summary>
    /// <returns>False when the lease was lost: another node has taken the job since.</returns>
    public Task<bool> CompleteAsync(Lease lease, CancellationToken cancellationToken) =>
        EndAsync(lease, done: true, cancellationToken);

    /// <summary>Frees a job that failed, to be tried again.</summary>
    public Task<bool> ReleaseAsync(Lease lease, CancellationToken cancellationToken) =>
        EndAsync(lease, done: false, cancellationToken);

    private async Task<bool> EndAsync(Lease lease, bool done, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Leases
            .Where(one => one.Job == lease.Job && one.Token == lease.Token)
            .ExecuteUpdateAsync(
                one => one
                    .SetProperty(row => row.ExpiresAt, now)
                    .SetProperty(row => row.DoneAt, row => done ? lease.TakenAt : row.DoneAt),
                cancellationToken) == 1;
    }

    private static async Task<bool> TryAddAsync(
        AppDbContext db, string job, DateTimeOffset until, CancellationToken cancellationToken)
    {
        db.Leases.Add(new LeaseRow { Job = job, Token = 1, ExpiresAt = until });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }
}
