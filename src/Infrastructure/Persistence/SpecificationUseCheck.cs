using System.Text.Json.Nodes;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Infrastructure.Photos.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Holds the catalogue against what was used: an order names a specification by identity and version, and what stood
/// behind these then must stand behind them now. Otherwise the program does not start.
/// </summary>
internal sealed class SpecificationUseCheck(IDbContextFactory<AppDbContext> contexts, PhotoSpecifications catalogue)
{
    private const int NamedDifferences = 5;

    /// <exception cref="SpecificationException">A version in use changed or is gone, or a campaign names none that exists.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (UsedSpecificationRow used in await db.UsedSpecifications.AsNoTracking().ToListAsync(cancellationToken))
        {
            if (catalogue.DocumentOf(used.Id, used.Version) is not { } now)
                throw new SpecificationException($"Orders since {used.FirstUsedAt:yyyy-MM-dd} use photo specification {used.Id} version {used.Version}, which is gone. Put its file back.");
            if (now != used.Document)
            {
                throw new SpecificationException(
                    $"Photo specification {used.Id} version {used.Version} changed although orders since {used.FirstUsedAt:yyyy-MM-dd} use it: "
                    + $"{string.Join("; ", Differences("", JsonNode.Parse(used.Document), JsonNode.Parse(now)).Take(NamedDifferences))}. "
                    + "Put the file back as it was, and write the change as a new version.");
            }
        }

        foreach (Campaign campaign in await db.Campaigns.AsNoTracking().Where(one => one.Status != CampaignStatus.Closed).ToListAsync(cancellationToken))
        {
            if (catalogue.Find(campaign.SpecificationId, campaign.SpecificationVersion, campaign.SpecificationOverrides) is null)
                throw new SpecificationException($"Campaign {campaign.Id} names photo specification {campaign.SpecificationId} version {campaign.SpecificationVersion}, which does not exist.");
        }
    }

    private static IEnumerable<string> Differences(string path, JsonNode? then, JsonNode? now)
    {
        if (then is JsonObject before && now is JsonObject after)
            return before.Select(one => one.Key).Union(after.Select(one => one.Key)).SelectMany(name => Differences($"{path}/{name}", before[name], after[name]));
        if (then is JsonArray old && now is JsonArray fresh && old.Count == fresh.Count)
            return Enumerable.Range(0, old.Count).SelectMany(at => Differences($"{path}/{at}", old[at], fresh[at]));
        return JsonNode.DeepEquals(then, now) ? [] : [$"{path} was {then?.ToJsonString() ?? "absent"}, is {now?.ToJsonString() ?? "absent"}"];
    }
}
