using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class AttemptLimiterTests
{
    private const string Kind = "feature-code";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_64_guesses_at_once_on_two_nodes_exactly_ten_go_through()
    {
        await using var school = await Installation.OpenAsync();
        IAttemptLimiter[] limiters = [school.Node.Get<IAttemptLimiter>(), school.AddNode().Get<IAttemptLimiter>()];

        TimeSpan?[] answers = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(guess => Task.Run(() => limiters[guess % 2].TakeAsync(Kind, "guesser", 10, Hour, Ct), Ct)));

        answers.Count(wait => wait is null).ShouldBe(10);
        answers.ShouldAllBe(wait => wait == null || wait == Hour);
    }

    [Fact]
    public async Task When_the_window_has_ended_64_guesses_at_once_get_one_new_window_between_them()
    {
        await using var school = await Installation.OpenAsync();
        var limiter = school.Node.Get<IAttemptLimiter>();
        for (int used = 0; used < 3; used++) (await limiter.TakeAsync(Kind, "guesser", 3, Hour, Ct)).ShouldBeNull();
        (await limiter.TakeAsync(Kind, "guesser", 3, Hour, Ct)).ShouldBe(Hour);
        school.Node.Clock.Advance(Hour);

        TimeSpan?[] answers = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(_ => Task.Run(() => limiter.TakeAsync(Kind, "guesser", 3, Hour, Ct), Ct)));

        answers.Count(wait => wait is null).ShouldBe(3);
    }

    [Fact]
    public async Task The_wait_that_is_told_is_what_is_left_of_the_window()
    {
        await using var school = await Installation.OpenAsync();
        var limiter = school.Node.Get<IAttemptLimiter>();
        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldBeNull();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(20));

        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldBe(TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task Guessers_and_kinds_of_tries_do_not_use_up_each_other_s_tries()
    {
        await using var school = await Installation.OpenAsync();
        var limiter = school.Node.Get<IAttemptLimiter>();
        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldBeNull();

        (await limiter.TakeAsync(Kind, "other", 1, Hour, Ct)).ShouldBeNull();
        (await limiter.TakeAsync("photo-check", "guesser", 1, Hour, Ct)).ShouldBeNull();
        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_try_that_is_given_back_can_be_used_again_and_no_more_than_was_used_comes_back()
    {
        await using var school = await Installation.OpenAsync();
        var limiter = school.Node.Get<IAttemptLimiter>();
        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldBeNull();
        await limiter.GiveBackAsync(Kind, "guesser", Hour, Ct);
        await limiter.GiveBackAsync(Kind, "guesser", Hour, Ct);

        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldBeNull();
        (await limiter.TakeAsync(Kind, "guesser", 1, Hour, Ct)).ShouldNotBeNull();
    }
}
