using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Photos.Catalogue;
using CampusPhoto.Infrastructure.Tests.World;

using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>A photo specification that an order used must stay what it was.</summary>
public sealed class SpecificationUseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_used_version_that_did_not_change_lets_the_program_start()
    {
        await using var school = await Installation.OpenAsync();
        await UseAsync(school.Node, document => document);

        await school.Node.Get<SpecificationUseCheck>().CheckAsync(Ct);
    }

    [Fact]
    public async Task A_used_version_that_changed_stops_the_start_and_says_what_changed()
    {
        await using var school = await Installation.OpenAsync();
        await UseAsync(school.Node, document => document.Replace("\"dpi\":300", "\"dpi\":350", StringComparison.Ordinal));

        (await Should.ThrowAsync<SpecificationException>(() => school.Node.Get<SpecificationUseCheck>().CheckAsync(Ct)))
            .Message.ShouldContain("/output/dpi was 350, is 300");
    }

    [Fact]
    public async Task A_used_version_that_is_gone_stops_the_start()
    {
        await using var school = await Installation.OpenAsync();
        await UseAsync(school.Node, document => document, id: "province-2020");

        (await Should.ThrowAsync<SpecificationException>(() => school.Node.Get<SpecificationUseCheck>().CheckAsync(Ct)))
            .Message.ShouldContain("province-2020 version 1, which is gone");
    }

    private static async Task UseAsync(Node node, Func<string, string> change, string id = "chsi-graduation-2017")
    {
        var document = change(node.Get<PhotoSpecifications>().DocumentOf("chsi-graduation-2017", 1)!);
        await using var db = await node.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        db.UsedSpecifications.Add(new UsedSpecificationRow
        {
            Id = id, Version = 1, Sha256 = new string('a', 64), Document = document, FirstUsedAt = node.Now,
        });
        await db.SaveChangesAsync(Ct);
    }
}
