using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Messaging;

/// <inheritdoc />
internal sealed class DeadLetters(IDbContextFactory<AppDbContext> contexts, OutboxSignal signal, TimeProvider clock) : IDeadLetters
{
    private const int Most = 100;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Letters(db).OrderBy(letter => letter.OccurredAt).Take(Most).ToListAsync(cancellationToken);
    }

    public async Task<DeadLetter?> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await Letters(db).SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken) is not { } letter) return null;
        int revived = await db.OutboxMessages.Where(message => message.Id == id && message.DeadAt != null).ExecuteUpdateAsync(
            message => message
                .SetProperty(one => one.DeadAt, (DateTimeOffset?)null)
                .SetProperty(one => one.Attempts, 0)
                .SetProperty(one => one.NextAttemptAt, now),
            cancellationToken);
        if (revived == 0) return null;
        signal.Raise();
        return letter;
    }

    private static IQueryable<DeadLetter> Letters(AppDbContext db) => db.OutboxMessages.AsNoTracking()
        .Where(message => message.DeadAt != null)
        .Select(message => new DeadLetter(
            message.Id, message.Name, message.OccurredAt, message.Attempts, message.LastError, message.DeadAt!.Value));
}
