using CampusPhoto.Application.Abstractions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Counts in the same rows as the tries of <see cref="AttemptLimiter"/>, by single conditional statements.</summary>
internal sealed class RequestCounts(IDbContextFactory<AppDbContext> contexts) : IRequestCounts
{
    private const string Kind = "requests";

    public async Task<int> AddAsync(
        string subject, int count, DateTimeOffset windowEndsAt, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AttemptWindow> mine = db.AttemptWindows.Where(row => row.Kind == Kind && row.Subject == subject);
        while (true)
        {
            int added = await mine.Where(row => row.EndsAt == windowEndsAt)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Count, one => one.Count + count), cancellationToken);
            if (added == 1) return await mine.Select(row => row.Count).SingleOrDefaultAsync(cancellationToken);

            int begun = await mine.Where(row => row.EndsAt < windowEndsAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.EndsAt, windowEndsAt).SetProperty(one => one.Count, count), cancellationToken);
            if (begun == 1 || await mine.AnyAsync(row => row.EndsAt > windowEndsAt, cancellationToken)) return count;

            db.AttemptWindows.Add(new AttemptWindow { Kind = Kind, Subject = subject, EndsAt = windowEndsAt, Count = count });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return count;
            }
            catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
            {
                // Another node was first; its row is added to.
                db.ChangeTracker.Clear();
            }
        }
    }
}
