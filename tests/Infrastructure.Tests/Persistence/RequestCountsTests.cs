using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class RequestCountsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_of_two_nodes_told_at_once_add_up()
    {
        await using var school = await Installation.OpenAsync();
        IRequestCounts[] nodes = [school.Node.Get<IRequestCounts>(), school.AddNode().Get<IRequestCounts>()];
        var end = school.Node.Now.AddMinutes(1);

        var totals = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(told => Task.Run(() => nodes[told % 2].AddAsync("a-school", 5, end, Ct), Ct)));

        totals.Max().ShouldBe(160);
        (await nodes[0].AddAsync("another", 3, end, Ct)).ShouldBe(3);
    }

    [Fact]
    public async Task A_new_minute_counts_from_nothing_and_what_is_told_late_of_the_old_one_does_not_touch_it()
    {
        await using var school = await Installation.OpenAsync();
        var counts = school.Node.Get<IRequestCounts>();
        DateTimeOffset first = school.Node.Now.AddMinutes(1), second = first.AddMinutes(1);
        (await counts.AddAsync("a-school", 90, first, Ct)).ShouldBe(90);
        (await counts.AddAsync("a-school", 2, second, Ct)).ShouldBe(2);

        (await counts.AddAsync("a-school", 50, first, Ct)).ShouldBe(50);
        (await counts.AddAsync("a-school", 1, second, Ct)).ShouldBe(3);
    }
}
