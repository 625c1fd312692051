using CampusPhoto.Application.Staff;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Audit;

internal sealed class AuditReads(AppDbContext db) : IAuditReads
{
    public async Task<IReadOnlyList<AuditEntryView>> ListAsync(
        AuditFilter filter, long? before, int most, CancellationToken cancellationToken)
    {
        IQueryable<AuditEntryRow> entries = db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence != null);
        if (before is { } end) entries = entries.Where(entry => entry.Sequence < end);
        if (filter.ById is { } by) entries = entries.Where(entry => entry.ById == by);
        if (filter.Subject is { } subject) entries = entries.Where(entry => entry.Subject == subject);
        if (filter.Action is { } action) entries = entries.Where(entry => entry.Action == action);
        return await entries.OrderByDescending(entry => entry.Sequence).Take(most)
            .Select(entry => new AuditEntryView(
                entry.Id, entry.Sequence!.Value, entry.At, entry.By, entry.ById, entry.Client, entry.Action, entry.SubjectKind,
                entry.Subject, entry.Detail))
            .ToListAsync(cancellationToken);
    }
}
