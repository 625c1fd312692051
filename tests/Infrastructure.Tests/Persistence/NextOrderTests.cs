using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Tests.World;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>审核: the next order of the queue, whatever stands before it.</summary>
public sealed class NextOrderTests
{
    private const string OwnPhone = "13700000000";
    private static readonly Guid Me = new("0197a000-0000-7000-8000-0000000000aa");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_orders_held_ones_and_others_opinions_hide_no_order_that_is_free()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        for (var one = 0; one < 20; one++) await WaitingAsync(open, phone: OwnPhone);
        for (var one = 0; one < 20; one++) await WaitingAsync(open, order => Claim(order, Other(one), school.Node.Now));
        for (var one = 0; one < 20; one++) await WaitingAsync(open, order => Refer(order, Me, school.Node.Now));
        for (var one = 0; one < 20; one++) await WaitingAsync(open, order => Contradict(order, Other(1), Other(2), school.Node.Now));
        (await NextAsync(school.Node)).Error.ShouldBe(OrderErrors.QueueEmpty);

        var second = await WaitingAsync(open, order => Refer(order, Other(1), school.Node.Now));
        var first = await WaitingAsync(open);
        (await NextAsync(school.Node)).Value.OrderId.ShouldBe(second.Id.Value);
        (await NextAsync(school.Node)).Value.OrderId.ShouldBe(first.Id.Value);
        (await NextAsync(school.Node)).Error.ShouldBe(OrderErrors.QueueEmpty);

        // A senior reviewer who gave neither opinion decides, and leases that ran out free the rest.
        (await NextAsync(school.Node, senior: true)).Value.Stage.ShouldBe(ReviewStage.Senior);
        school.Node.Clock.Advance(Lease);
        (await NextAsync(school.Node)).Value.OrderId.ShouldNotBe(second.Id.Value);
    }

    [Fact]
    public async Task As_many_reviewers_at_once_as_orders_get_one_each()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        List<Guid> waiting = [];
        for (var one = 0; one < 24; one++) waiting.Add((await WaitingAsync(open)).Id.Value);

        var claimed = await Task.WhenAll(waiting.Select((_, one) => Task.Run(() => NextAsync(school.Node, Other(one)), Ct)));

        claimed.Select(one => one.Error?.Code).ShouldAllBe(error => error == null);
        claimed.Select(one => one.Value.OrderId).ShouldBe(waiting, ignoreOrder: true);
    }

    [Fact]
    public async Task Schools_take_turns_across_all_stages_and_a_claim_asks_no_more_of_sixty_schools_than_of_one()
    {
        await using var school = await OpenAsync();
        var first = await OpenCampaign.SaveAsync(school.Node);
        await WaitingAsync(first);
        var ofOne = await CommandsAsync(school.Node, () => NextAsync(school.Node));
        List<Guid> schools = [];
        for (var one = 0; one < 60; one++)
        {
            var open = await AddSchoolAsync(school.Node, one);
            schools.Add(open.School.Id.Value);
            await WaitingAsync(open, one % 2 == 0 ? null : order => Refer(order, Other(1), school.Node.Now));
            await WaitingAsync(open);
        }

        List<Guid> served = [];
        List<int> commands = [];
        for (var one = 0; one < 60; one++)
            commands.Add(await CommandsAsync(school.Node, async () => served.Add((await NextAsync(school.Node)).Value.OrderId)));

        await using var db = school.Node.Open();
        var ofOrders = await db.Orders.ToDictionaryAsync(order => order.Id.Value, order => order.SchoolId.Value, Ct);
        served.Select(order => ofOrders[order]).ShouldBe(schools, ignoreOrder: true);

        // The end of the round is one look more.
        commands.Max().ShouldBeLessThanOrEqualTo(ofOne + 1);
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task Each_look_for_the_next_order_is_a_range_of_one_index_for_each_stage()
    {
        await using var school = await OpenAsync();
        await WaitingAsync(await OpenCampaign.SaveAsync(school.Node));
        (await NextAsync(school.Node, senior: true)).Succeeded.ShouldBeTrue();
        var look = school.Node.Log.Lines.Last(line => line.Contains("-- any order of identities", StringComparison.Ordinal)
            && line.Contains("UNION ALL", StringComparison.Ordinal));

        (await QueryPlan.OfAsync(school.Node, look)).Count(line => line.StartsWith("SEARCH o", StringComparison.Ordinal)
            && line.Contains("IX_Orders_ReviewStage_SchoolId_QueuedAt_Number (ReviewStage=? AND SchoolId>?)", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task The_queue_is_read_off_an_index_that_has_it_in_order()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        await WaitingAsync(open);
        await using var scope = school.Node.Scope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();

        (await PlanOfAsync(null)).ShouldHaveSingleItem().ShouldBe("SEARCH o USING INDEX IX_Orders_QueuedAt_Number (QueuedAt>?)");
        (await PlanOfAsync(open.School.Id)).ShouldHaveSingleItem().ShouldStartWith("SEARCH o USING INDEX IX_Orders_SchoolId_QueuedAt_Number (SchoolId=?");

        async Task<IReadOnlyList<string>> PlanOfAsync(SchoolId? of)
        {
            (await sender.Send(new ListReviewQueueQuery(null, 20, of), Ct)).Value.Items.ShouldHaveSingleItem();
            return await QueryPlan.OfAsync(school.Node, school.Node.Log.Lines.Last(line => line.Contains("ORDER BY \"o\".\"QueuedAt\"", StringComparison.Ordinal)));
        }
    }

    private static async Task<OpenCampaign> AddSchoolAsync(Node node, int number)
    {
        var school = Campus.School(node.Now, $"2{number:0000}");
        var campaign = Campus.Campaign(school, node.Now, $"ab{number:00}");
        await node.SaveAsync(school, campaign);
        return new OpenCampaign(node, school, campaign);
    }

    private static async Task<Order> WaitingAsync(OpenCampaign open, Action<Order>? then = null, string phone = Campus.Phone)
    {
        open.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var account = Campus.Account(open.Node.Hasher, open.Node.Now);
        account.SetPhone(phone, open.Node.Hasher.Hash(PersonalValue.Phone, phone));
        var enrolment = Campus.Enrolment(open.Campaign, account, Campus.Student(open.Node.Hasher), open.Node.Now);
        var submission = Campus.Submission(enrolment, open.Node.Now);
        var order = Campus.Order(open.Campaign, enrolment, submission, account, open.Node.Now);
        Campus.Pay(order, open.Node.Now);
        then?.Invoke(order);
        await open.Node.SaveAsync(account, enrolment, submission, order);
        return order;
    }

    private static Guid Other(int number) => new($"0197a000-0000-7000-8000-00000000{number + 256:x4}");

    private static void Claim(Order order, Guid by, DateTimeOffset now) =>
        order.Claim(new Actor(ActorKind.Reviewer, by), null, Lease, now).Succeeded.ShouldBeTrue();

    private static void Refer(Order order, Guid by, DateTimeOffset now)
    {
        Claim(order, by, now);
        order.Approve(order.CurrentSubmissionId, new Actor(ActorKind.Reviewer, by), now, asksSecondOpinion: true).Succeeded.ShouldBeTrue();
    }

    private static void Contradict(Order order, Guid first, Guid second, DateTimeOffset now)
    {
        Refer(order, first, now);
        Claim(order, second, now);
        order.Reject(order.CurrentSubmissionId, ["BLUR"], null, new Actor(ActorKind.Reviewer, second), now).Succeeded.ShouldBeTrue();
    }

    private static async Task<int> CommandsAsync(Node node, Func<Task> act)
    {
        var before = node.Log.CountOf(RelationalEventId.CommandExecuted.Name!);
        await act();
        return node.Log.CountOf(RelationalEventId.CommandExecuted.Name!) - before;
    }

    private static async Task<Result<OrderReceipt>> NextAsync(Node node, Guid? reviewer = null, bool senior = false)
    {
        await using var scope = node.Scope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ClaimNextOrderProcess(reviewer ?? Me, senior), Ct);
    }

    private static Task<Installation> OpenAsync() => Installation.OpenAsync(settings => settings.More = services =>
    {
        services.AddApplication();
        services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Debug));
        services.AddSingleton<IStaffDirectory, ReviewersWithAPhone>();
    });

    private sealed class ReviewersWithAPhone(IPersonalDataHasher hasher) : IStaffDirectory
    {
        public Task<StaffMember?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<StaffMember?>(
            new(id, "reviewer", [ActorKind.Reviewer], hasher.Hash(PersonalValue.Phone, OwnPhone)));

        public Task<Result<StaffMember>> SignInAsync(string userName, string password, string? secondFactor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Result> CheckPasswordAsync(Guid id, string password, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<IntegratorClient>> AuthenticateClientAsync(
            string clientId, string clientSecret, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
