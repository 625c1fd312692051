using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>Writes entries with their own hash, not yet chained: nobody waits for anybody.</summary>
internal sealed class AuditTrail(
    AppDbContext db, IDbContextFactory<AppDbContext> contexts, ICaller caller, AuditHashes hashes, TimeProvider clock) : IAuditTrail
{
    public void Add(AuditNote note) => db.AuditEntries.Add(Entry(note));

    public async Task WriteAsync(AuditNote note, CancellationToken cancellationToken)
    {
        await using AppDbContext own = await contexts.CreateDbContextAsync(cancellationToken);
        own.AuditEntries.Add(Entry(note));
        await own.SaveChangesAsync(cancellationToken);
    }

    private AuditEntryRow Entry(AuditNote note)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Caller by = note.By ?? caller.Current;
        var entry = new AuditEntryRow
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            By = by.Kind,
            ById = by.Id,
            Client = by.Client,
            Action = note.Action,
            SubjectKind = note.SubjectKind,
            Subject = note.Subject,
            Detail = note.Detail.Length <= AuditEntryRow.MaxDetailLength ? note.Detail : note.Detail[..AuditEntryRow.MaxDetailLength],
        };
        entry.Mac = hashes.Mac(entry);
        return entry;
    }
}
