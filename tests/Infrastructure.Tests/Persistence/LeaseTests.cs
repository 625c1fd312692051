using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class LeaseTests
{
    private const string Job = "ask-wechat";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_32_claims_on_two_nodes_one_gets_the_job(bool wasDoneBefore)
    {
        await using var school = await Installation.OpenAsync();
        Leases[] nodes = [school.Node.Get<Leases>(), school.AddNode().Get<Leases>()];
        if (wasDoneBefore)
        {
            await nodes[0].CompleteAsync((await nodes[0].TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull(), Ct);
            school.Node.Clock.Advance(Every);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(claim => Task.Run(() => nodes[claim % 2].TakeAsync(Job, Every, Hold, Ct), Ct)));

        claims.Count(lease => lease is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_finished_job_is_due_again_after_its_interval_counted_from_its_beginning()
    {
        await using var school = await Installation.OpenAsync();
        Leases one = school.Node.Get<Leases>(), other = school.AddNode().Get<Leases>();
        var begun = school.Node.Now;
        var lease = (await one.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await one.CompleteAsync(lease, Ct)).ShouldBeTrue();

        school.Node.Clock.Advance(TimeSpan.FromMinutes(8));
        (await other.TakeAsync(Job, Every, Hold, Ct)).ShouldBeNull();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await other.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull().PreviousRun.ShouldBe(begun);
    }

    [Fact]
    public async Task A_job_that_failed_may_be_tried_again_at_once_by_any_node()
    {
        await using var school = await Installation.OpenAsync();
        Leases one = school.Node.Get<Leases>(), other = school.AddNode().Get<Leases>();
        (await one.ReleaseAsync((await one.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull(), Ct)).ShouldBeTrue();

        (await other.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull().PreviousRun.ShouldBeNull();
    }

    [Fact]
    public async Task A_node_that_sleeps_through_its_lease_can_neither_finish_nor_free_the_job_of_the_next_one()
    {
        await using var school = await Installation.OpenAsync();
        Leases sleeper = school.Node.Get<Leases>(), other = school.AddNode().Get<Leases>();
        var slept = (await sleeper.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull();
        (await other.TakeAsync(Job, Every, Hold, Ct)).ShouldBeNull();
        school.Node.Clock.Advance(Hold);
        var taken = (await other.TakeAsync(Job, Every, Hold, Ct)).ShouldNotBeNull();
        taken.Token.ShouldBeGreaterThan(slept.Token);

        (await sleeper.CompleteAsync(slept, Ct)).ShouldBeFalse();
        (await sleeper.ReleaseAsync(slept, Ct)).ShouldBeFalse();
        (await sleeper.TakeAsync(Job, Every, Hold, Ct)).ShouldBeNull();
        (await other.CompleteAsync(taken, Ct)).ShouldBeTrue();
    }
}
