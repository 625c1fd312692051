using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class IdempotencyStoreTests
{
    private const string Answer = """{"orderNumber":"000015-1"}""";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly IdempotencyKey Key = new("student-1", "POST /orders", "key-1", new string('a', 64));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_key_is_unknown() => await WithAsync(async (store, _) =>
        (await store.FindAsync(Key, Ct)).ShouldBeNull());

    [Fact]
    public async Task A_key_in_progress_is_told_as_such_and_cannot_be_begun_again() => await WithAsync(async (store, school) =>
    {
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeTrue();
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeFalse();

        (await store.FindAsync(Key, Ct)).ShouldBe(new IdempotencyEntry(Key.Fingerprint, null, school.Node.Now + Lease));
    });

    [Fact]
    public async Task Of_32_requests_at_once_with_one_key_only_one_begins() => await WithAsync(async (_, school) =>
    {
        bool[] begun = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            async () =>
            {
                await using var scope = school.Node.Scope();
                return await scope.ServiceProvider.GetRequiredService<IIdempotencyStore>().TryBeginAsync(Key, Lease, Ct);
            },
            Ct)));

        begun.Count(won => won).ShouldBe(1);
    });

    [Fact]
    public async Task A_finished_answer_is_replayed_and_the_key_is_not_begun_again() => await WithAsync(async (store, school) =>
    {
        await store.TryBeginAsync(Key, Lease, Ct);
        await store.FinishAsync(Key, Answer, Ct);

        (await store.FindAsync(Key, Ct)).ShouldBe(new IdempotencyEntry(Key.Fingerprint, Answer, null));
        school.Node.Clock.Advance(Lease * 2);
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeFalse();
    });

    [Fact]
    public async Task A_node_that_sleeps_through_its_lease_cannot_answer_for_the_request_after_it() => await WithAsync(async (sleeper, school) =>
    {
        (await sleeper.TryBeginAsync(Key, Lease, Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(Lease);
        await using var scope = school.AddNode().Scope();
        var next = scope.ServiceProvider.GetRequiredService<IIdempotencyStore>();
        (await next.TryBeginAsync(Key, Lease, Ct)).ShouldBeTrue();

        await sleeper.FinishAsync(Key, "late", Ct);
        (await next.FindAsync(Key, Ct)).ShouldNotBeNull().Answer.ShouldBeNull();
        await sleeper.AbandonAsync(Key, Ct);
        (await next.FindAsync(Key, Ct)).ShouldNotBeNull();
        await next.FinishAsync(Key, Answer, Ct);
        (await next.FindAsync(Key, Ct)).ShouldNotBeNull().Answer.ShouldBe(Answer);
    });

    [Fact]
    public async Task An_answer_of_one_transaction_is_there_when_that_was_saved_and_not_before() => await WithAsync(async (_, school) =>
    {
        await using var scope = school.Node.Scope();
        var store = scope.ServiceProvider.GetRequiredService<IIdempotencyStore>();
        store.AddFinished(Key, Answer);
        (await store.FindAsync(Key, Ct)).ShouldBeNull();
        (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();

        (await store.FindAsync(Key, Ct))!.Answer.ShouldBe(Answer);

        await using var late = school.Node.Scope();
        late.ServiceProvider.GetRequiredService<IIdempotencyStore>().AddFinished(Key, "{}");
        (await late.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeFalse();
    });

    [Fact]
    public async Task Another_body_under_the_same_key_sees_the_first_one_s_fingerprint_and_cannot_take_the_key_over() => await WithAsync(async (store, school) =>
    {
        var other = Key with { Fingerprint = new string('b', 64) };
        await store.TryBeginAsync(Key, Lease, Ct);
        school.Node.Clock.Advance(Lease * 2);

        (await store.FindAsync(other, Ct))!.Fingerprint.ShouldBe(Key.Fingerprint);
        (await store.TryBeginAsync(other, Lease, Ct)).ShouldBeFalse();
    });

    [Fact]
    public async Task The_same_request_takes_over_from_one_that_crashed_once_its_lease_has_run_out() => await WithAsync(async (store, school) =>
    {
        await store.TryBeginAsync(Key, Lease, Ct);
        school.Node.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeFalse();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));

        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeTrue();
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeFalse();
    });

    [Fact]
    public async Task A_key_whose_request_failed_is_free_again_but_a_finished_one_is_not() => await WithAsync(async (store, _) =>
    {
        await store.TryBeginAsync(Key, Lease, Ct);
        await store.AbandonAsync(Key, Ct);
        (await store.TryBeginAsync(Key, Lease, Ct)).ShouldBeTrue();

        await store.FinishAsync(Key, Answer, Ct);
        await store.AbandonAsync(Key, Ct);
        (await store.FindAsync(Key, Ct))!.Answer.ShouldBe(Answer);
    });

    [Fact]
    public async Task Callers_routes_and_keys_do_not_meet() => await WithAsync(async (store, _) =>
    {
        (await store.TryBeginAsync(new("a", "b", "c", Key.Fingerprint), Lease, Ct)).ShouldBeTrue();
        (await store.TryBeginAsync(new("ab", "", "c", Key.Fingerprint), Lease, Ct)).ShouldBeTrue();
        (await store.TryBeginAsync(new("a", "bc", "", Key.Fingerprint), Lease, Ct)).ShouldBeTrue();
    });

    [Fact]
    public async Task After_24_hours_the_key_can_be_used_for_something_new() => await WithAsync(async (store, school) =>
    {
        await store.TryBeginAsync(Key, Lease, Ct);
        await store.FinishAsync(Key, Answer, Ct);
        school.Node.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await store.FindAsync(Key, Ct)).ShouldNotBeNull();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));

        (await store.FindAsync(Key, Ct)).ShouldBeNull();
        (await store.TryBeginAsync(Key with { Fingerprint = new string('b', 64) }, Lease, Ct)).ShouldBeTrue();
    });

    [Fact]
    public async Task Answers_lie_encrypted_in_the_file_whether_saved_at_once_or_with_their_effect() => await WithAsync(async (store, school) =>
    {
        await store.TryBeginAsync(Key, Lease, Ct);
        await store.FinishAsync(Key, Answer, Ct);

        await using var db = school.Node.Open();
        string stored = await db.Database.SqlQuery<string>($"""SELECT "Answer" AS "Value" FROM "IdempotencyKeys" """).SingleAsync(Ct);
        stored.ShouldStartWith("e1.");
        stored.ShouldNotContain("000015");
    });

    private static async Task WithAsync(Func<IIdempotencyStore, Installation, Task> test)
    {
        await using var school = await Installation.OpenAsync();
        await using var scope = school.Node.Scope();
        await test(scope.ServiceProvider.GetRequiredService<IIdempotencyStore>(), school);
    }
}
