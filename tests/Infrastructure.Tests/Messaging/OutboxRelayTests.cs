using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Messaging;

public sealed class OutboxRelayTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_reaches_each_handler_once_and_what_the_handler_adds_is_saved() => await WithAsync(async (school, handled) =>
    {
        var order = await PlaceAsync(school);
        await RunAsync(school.Node);
        await RunAsync(school.Node);

        handled.All.Count.ShouldBe(2);
        await using var db = school.Node.Open();
        var told = await db.InboxMessages.SingleAsync(Ct);
        (told.AccountId, told.OrderId, told.Action).ShouldBe((order.AccountId, order.Id, OrderAction.Place));
        var message = await db.OutboxMessages.SingleAsync(Ct);
        message.ProcessedAt.ShouldBe(school.Node.Now);
        message.Attempts.ShouldBe(1);
        (message.LeaseOwner, message.LeaseUntil, message.DeadAt).ShouldBe((null, null, null));
        (await db.HandledMarks.Select(mark => mark.Handler).ToListAsync(Ct)).ShouldBe([nameof(WritesMessage)]);
    });

    [Fact]
    public async Task An_event_that_tells_by_itself_that_there_is_nothing_to_do_is_delivered_without_its_handler() => await WithAsync(async (school, handled) =>
    {
        handled.Unconcerned = nameof(WritesMessage);
        await PlaceAsync(school);
        await RunAsync(school.Node);

        handled.All.Select(one => one.Handler).ShouldBe([nameof(MayFail)]);
        (await MessageAsync(school)).ProcessedAt.ShouldBe(school.Node.Now);
    });

    [Fact]
    public async Task Four_relays_at_once_deliver_forty_events_once_each() => await WithAsync(async (school, handled) =>
    {
        var open = await OpenCampaign.SaveAsync(school.Node);
        for (int order = 0; order < 40; order++) await open.OrderAsync();
        OutboxRelay[] relays = [.. Enumerable.Range(0, 4).Select(_ => school.AddNode(handled.Register).Get<OutboxRelay>())];

        await Task.WhenAll(relays.Select(relay => Task.Run(
            async () =>
            {
                while (await relay.RunOnceAsync(Ct) > 0 || await WaitingAsync(school.Node) > 0) await Task.Yield();
            },
            Ct)));

        handled.All.Count.ShouldBe(80);
        handled.All.Distinct().Count().ShouldBe(80);
        await using var db = school.Node.Open();
        (await db.InboxMessages.CountAsync(Ct)).ShouldBe(40);
        (await db.OutboxMessages.CountAsync(message => message.ProcessedAt != null, Ct)).ShouldBe(40);
    });

    [Fact]
    public async Task A_handler_that_failed_is_tried_again_after_growing_waits_and_the_others_are_not() => await WithAsync(async (school, handled) =>
    {
        handled.Failure = () => new InvalidOperationException("Phone 13912345678 is unreachable.");
        await PlaceAsync(school);

        foreach (double seconds in (double[])[2, 4, 8, 16])
        {
            await RunAsync(school.Node);
            var wait = (await MessageAsync(school)).NextAttemptAt - school.Node.Now;
            wait.ShouldBeInRange(TimeSpan.FromSeconds(seconds * 0.8), TimeSpan.FromSeconds(seconds * 1.2));
            school.Node.Clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            (await school.Node.Get<OutboxRelay>().RunOnceAsync(Ct)).ShouldBe(0);
            school.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        handled.Failure = () => null;
        await RunAsync(school.Node);

        handled.All.Count(one => one.Handler == nameof(WritesMessage)).ShouldBe(1);
        handled.All.Count(one => one.Handler == nameof(MayFail)).ShouldBe(5);
        var message = await MessageAsync(school);
        message.Attempts.ShouldBe(5);
        message.ProcessedAt.ShouldNotBeNull();
        school.Node.Log.Warnings.ShouldNotContain(line => line.Contains(Campus.Phone, StringComparison.Ordinal));
    });

    [Fact]
    public async Task A_message_that_failed_ten_times_is_given_up_and_says_by_what_but_nothing_personal() => await WithAsync(async (school, handled) =>
    {
        handled.Failure = () => new InvalidOperationException("Phone 13912345678 is unreachable.");
        await PlaceAsync(school);
        for (int attempt = 1; attempt <= 12; attempt++)
        {
            await RunAsync(school.Node);
            school.Node.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        handled.All.Count(one => one.Handler == nameof(MayFail)).ShouldBe(10);
        var message = await MessageAsync(school);
        (message.Attempts, message.LastError, message.ProcessedAt).ShouldBe((10, nameof(InvalidOperationException), null));
        message.DeadAt.ShouldBe(school.Node.Now - TimeSpan.FromMinutes(15 * 3));
        school.Node.Log.Warnings.Count(line => line.Contains("given up", StringComparison.Ordinal)).ShouldBe(1);
    });

    [Fact]
    public async Task A_failing_message_does_not_hold_up_the_next_one() => await WithAsync(async (school, handled) =>
    {
        int calls = 0;
        handled.Failure = () => calls++ == 0 ? new InvalidOperationException() : null;
        var open = await OpenCampaign.SaveAsync(school.Node);
        await open.OrderAsync();
        await open.OrderAsync();

        await RunAsync(school.Node);

        await using var db = school.Node.Open();
        (await db.OutboxMessages.CountAsync(message => message.ProcessedAt != null, Ct)).ShouldBe(1);
    });

    [Fact]
    public async Task Messages_that_a_crashed_relay_had_claimed_are_taken_over_when_its_lease_ends() => await WithAsync(async (school, handled) =>
    {
        using var crash = new CancellationTokenSource();
        handled.Meanwhile = async () =>
        {
            await crash.CancelAsync();
            crash.Token.ThrowIfCancellationRequested();
        };
        await PlaceAsync(school);
        await Should.ThrowAsync<OperationCanceledException>(() => school.Node.Get<OutboxRelay>().RunOnceAsync(crash.Token));
        handled.Meanwhile = () => Task.CompletedTask;
        var other = school.AddNode(handled.Register).Get<OutboxRelay>();

        (await other.RunOnceAsync(Ct)).ShouldBe(0);
        school.Node.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        (await other.RunOnceAsync(Ct)).ShouldBe(0);
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await other.RunOnceAsync(Ct)).ShouldBe(1);

        (await MessageAsync(school)).ProcessedAt.ShouldBe(school.Node.Now);
        handled.All.Count(one => one.Handler == nameof(WritesMessage)).ShouldBe(1);
    });

    [Fact]
    public async Task A_relay_that_slept_through_its_lease_neither_repeats_nor_undoes_what_another_has_done() => await WithAsync(async (school, handled) =>
    {
        var other = school.AddNode(handled.Register).Get<OutboxRelay>();
        int calls = 0;
        handled.Meanwhile = async () =>
        {
            if (calls++ > 0) return;
            school.Node.Clock.Advance(Lease);
            (await other.RunOnceAsync(Ct)).ShouldBe(1);
            throw new InvalidOperationException("It woke up too late.");
        };
        await PlaceAsync(school);

        await RunAsync(school.Node);

        var message = await MessageAsync(school);
        message.ProcessedAt.ShouldBe(school.Node.Now);
        message.LastError.ShouldBeNull();
        await using var db = school.Node.Open();
        (await db.InboxMessages.CountAsync(Ct)).ShouldBe(1);
    });

    [Fact]
    public async Task A_message_of_a_later_version_waits_and_is_given_up_at_last_rather_than_dropped() => await WithAsync(async (school, _) =>
    {
        await school.Node.SaveAsync(new OutboxMessage
        {
            Id = Guid.CreateVersion7(), Name = "order.transitioned.v99", Payload = "{}",
            OccurredAt = school.Node.Now, NextAttemptAt = school.Node.Now,
        });
        await RunAsync(school.Node);

        var message = await MessageAsync(school);
        (message.Attempts, message.ProcessedAt, message.LastError).ShouldBe((1, null, nameof(NotSupportedException)));
    });

    [Fact]
    public async Task Delivered_messages_and_their_marks_are_deleted_after_a_week_and_dead_ones_stay() => await WithAsync(async (school, handled) =>
    {
        await PlaceAsync(school);
        await RunAsync(school.Node);
        await school.Node.SaveAsync(new OutboxMessage
        {
            Id = Guid.CreateVersion7(), Name = "payment.suspected.v1", Payload = "{}",
            OccurredAt = school.Node.Now, NextAttemptAt = school.Node.Now, DeadAt = school.Node.Now,
        });
        school.Node.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await school.Node.Get<OutboxRelay>().CleanUpAsync(Ct);
        await using var db = school.Node.Open();
        (await db.OutboxMessages.CountAsync(Ct)).ShouldBe(2);

        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        await school.Node.Get<OutboxRelay>().CleanUpAsync(Ct);
        (await db.OutboxMessages.SingleAsync(Ct)).DeadAt.ShouldNotBeNull();
        (await db.HandledMarks.CountAsync(Ct)).ShouldBe(0);
        handled.All.Count.ShouldBe(2);
    });

    [Fact]
    public async Task The_running_relay_is_woken_by_a_save_of_its_own_node() => await WithAsync(async (school, handled) =>
    {
        var told = new TaskCompletionSource();
        handled.Meanwhile = () =>
        {
            told.TrySetResult();
            return Task.CompletedTask;
        };
        var relay = school.Node.Get<OutboxRelay>();
        await relay.StartAsync(Ct);

        await PlaceAsync(school);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await relay.StopAsync(Ct);
    });

    private static async Task WithAsync(Func<Installation, Handled, Task> test)
    {
        var handled = new Handled();
        await using var school = await Installation.OpenAsync(handled.Register);
        await test(school, handled);
    }

    private static async Task<Order> PlaceAsync(Installation school) => await (await OpenCampaign.SaveAsync(school.Node)).OrderAsync();

    private static Task RunAsync(Node node) => node.Get<OutboxRelay>().RunOnceAsync(Ct);

    private static async Task<OutboxMessage> MessageAsync(Installation school)
    {
        await using var db = school.Node.Open();
        return await db.OutboxMessages.SingleAsync(Ct);
    }

    private static async Task<int> WaitingAsync(Node node)
    {
        await using var db = node.Open();
        return await db.OutboxMessages.CountAsync(message => message.ProcessedAt == null, Ct);
    }
}
