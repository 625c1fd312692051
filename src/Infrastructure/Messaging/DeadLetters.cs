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
        return await Shown(Dead(db).OrderBy(message => message.OccurredAt).Take(Most)).ToListAsync(cancellationToken);
    }

    public async Task<DeadLetter?> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await Shown(Dead(db).Where(message => message.Id == id)).SingleOrDefaultAsync(cancellationToken) is not { } letter) return null;
        int revived = await Dead(db).Where(message => message.Id == id).ExecuteUpdateAsync(
            message => message
                .SetProperty(one => one.DeadAt, (DateTimeOffset?)null)
                .SetProperty(one => one.Attempts, 0)
                .SetProperty(one => one.NextAttemptAt, now),
            cancellationToken);
        if (revived == 0) return null;
        signal.Raise();
        return letter;
    }

    private static IQueryable<OutboxMessage> Dead(AppDbContext db) =>
        db.OutboxMessages.AsNoTracking().Where(message => message.DeadAt != null);

    private static IQueryable<DeadLetter> Shown(IQueryable<OutboxMessage> messages) => messages.Select(message => new DeadLetter(
        message.Id, message.Name, message.OccurredAt, message.Attempts, message.LastError, message.DeadAt!.Value));
}
