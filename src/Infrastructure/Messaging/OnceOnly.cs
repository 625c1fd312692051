using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>
/// Runs one handler on one message and saves the mark of it with what the handler changed: either both are there or
/// neither, so that a message that comes again changes nothing again. What changed nothing leaves no mark.
/// </summary>
internal sealed class OnceOnly(AppDbContext db, IUnitOfWork unit, TimeProvider clock)
{
    public async Task HandleAsync(
        IServiceProvider scope, IEventDispatch dispatch, int handler, string name, Guid messageId,
        CancellationToken cancellationToken)
    {
        if (await IsMarkedAsync(messageId, name, cancellationToken)) return;

        var mark = new HandledMark { MessageId = messageId, Handler = name, HandledAt = clock.GetUtcNow() };
        db.HandledMarks.Add(mark);
        await dispatch.HandleAsync(scope, handler, messageId, cancellationToken);

        if (ChangedNothing(mark)) return;

        // A handler that sent a command may have saved already, or made the unit of work forget.
        if (db.Entry(mark).State == EntityState.Detached && !await IsMarkedAsync(messageId, name, cancellationToken))
            db.HandledMarks.Add(mark);
        if (await unit.TrySaveAsync(cancellationToken)) return;

        unit.Forget();
        if (!await IsMarkedAsync(messageId, name, cancellationToken)) throw new HandlingConflictException();
    }

    // A handler that saved by itself has saved the mark too, or lost it.
    private bool ChangedNothing(HandledMark mark) =>
        db.Entry(mark).State == EntityState.Added
        && !db.ChangeTracker.Entries().Any(entry => entry.Entity != mark && entry.State != EntityState.Unchanged);

    private Task<bool> IsMarkedAsync(Guid messageId, string name, CancellationToken cancellationToken) =>
        db.HandledMarks.AsNoTracking()
            .AnyAsync(mark => mark.MessageId == messageId && mark.Handler == name, cancellationToken);
}
