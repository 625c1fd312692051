using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Photos.Catalogue;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Writes down, with the first order, what a specification said.</summary>
internal sealed class SpecificationUses(AppDbContext db, PhotoSpecifications catalogue) : ISpecificationUses
{
    public async Task RecordAsync(string id, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.UsedSpecifications.FindAsync([id, version], cancellationToken) is not null) return;
        db.UsedSpecifications.Add(new UsedSpecificationRow
        {
            Id = id,
            Version = version,
            Sha256 = catalogue.Find(id, version)!.Sha256,
            Document = catalogue.DocumentOf(id, version)!,
            FirstUsedAt = now,
        });
    }
}
