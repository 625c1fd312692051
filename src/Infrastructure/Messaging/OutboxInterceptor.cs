using System.Diagnostics;
using CampusPhoto.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>Turns the events of changed aggregates into rows of the same transaction.</summary>
internal sealed class OutboxInterceptor(OutboxSignal signal) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        AddMessages(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        AddMessages(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        LetGo(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        LetGo(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void AddMessages(DbContext db)
    {
        AggregateRoot[] changed =
        [
            .. db.ChangeTracker.Entries<AggregateRoot>().Select(entry => entry.Entity).Where(root => root.Events.Count > 0),
        ];
        foreach (IDomainEvent happened in changed.SelectMany(root => root.TakeEvents()))
        {
            (string name, string payload) = EventNames.Write(happened);
            db.Add(new OutboxMessage
            {
                Id = Guid.CreateVersion7(happened.At),
                Name = name,
                Payload = payload,
                OccurredAt = happened.At,
                NextAttemptAt = happened.At,
                TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null,
            });
        }
    }

    private void LetGo(DbContext db)
    {
        EntityEntry<OutboxMessage>[] saved = [.. db.ChangeTracker.Entries<OutboxMessage>()];
        if (saved.Length == 0) return;
        foreach (EntityEntry<OutboxMessage> entry in saved) entry.State = EntityState.Detached;
        signal.Raise();
    }
}
