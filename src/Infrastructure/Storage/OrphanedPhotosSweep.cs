using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Deletes photos that no row names: what a crash between writing a file and saving its row left behind. Only those
/// older than a day are looked at, so that a photo whose row is being saved is never taken for one.
/// </summary>
internal sealed partial class OrphanedPhotosSweep(
    IPhotoStorage store, IDbContextFactory<AppDbContext> contexts, TimeProvider clock, ILogger<OrphanedPhotosSweep> logger)
    : ISweep
{
    public static readonly TimeSpan LeastAge = TimeSpan.FromDays(1);

    // No index reaches a key inside its row, so the rows are read through once for so many files.
    private const int FilesAtOnce = 100_000;

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await foreach (string[] keys in store.KeysWrittenBeforeAsync(now - LeastAge, cancellationToken).Chunk(FilesAtOnce)
            .WithCancellation(cancellationToken))
        {
            HashSet<string> orphans = [.. keys];
            await DropNamedAsync(orphans, cancellationToken);
            foreach (string key in orphans) await store.DeleteAsync(key, cancellationToken);
            if (orphans.Count > 0) LogDeleted(orphans.Count);
        }
    }

    private async Task DropNamedAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Submissions.AsNoTracking()
            .Select(row => new { Original = row.Original.Key, Standardised = row.Standardised == null ? null : row.Standardised.Key })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Remove(row.Original);
            if (row.Standardised is { } standardised) keys.Remove(standardised);
        }

        await foreach (string key in db.Appeals.AsNoTracking().Select(appeal => appeal.Photo.Key)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Remove(key);
        }

        await foreach (string key in db.TicketMessages.AsNoTracking().Where(message => message.Picture != null)
            .Select(message => message.Picture!.Key).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Remove(key);
        }

        await foreach (string key in db.BatchLines.AsNoTracking().Select(line => line.Photo.Key)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Remove(key);
        }
    }

    [LoggerMessage(EventId = 6003, Level = LogLevel.Warning, Message = "{Photos} photos that no row names were deleted")]
    private partial void LogDeleted(int photos);
}
