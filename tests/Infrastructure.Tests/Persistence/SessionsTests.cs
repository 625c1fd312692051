using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class SessionsTests
{
    private static readonly Guid Student = new("0197a000-0000-7000-8000-00000000000a");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_renewal_gives_the_next_generation_of_the_same_student_s_session()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Staff, null, Ct);

        var second = (await sessions.RenewAsync(opened.Session, 1, Ct)).Value;
        var third = (await sessions.RenewAsync(opened.Session, second.Generation, Ct)).Value;

        opened.Generation.ShouldBe(1);
        third.ShouldBe(new SessionTicket(opened.Session, Student, SessionKind.Staff, 3));
        (await sessions.IsOpenAsync(opened.Session, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_before_ends_the_session_for_thief_and_owner()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);
        var other = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);
        var stolen = (await sessions.RenewAsync(opened.Session, 1, Ct)).Value;

        (await sessions.RenewAsync(opened.Session, 1, Ct)).Error!.Code.ShouldBe("auth.session_ended");

        (await sessions.IsOpenAsync(opened.Session, Ct)).ShouldBeFalse();
        (await sessions.RenewAsync(opened.Session, stolen.Generation, Ct)).Error!.Code.ShouldBe("auth.session_ended");
        (await sessions.IsOpenAsync(other.Session, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_generation_that_was_never_given_ends_nothing()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);

        (await sessions.RenewAsync(opened.Session, 2, Ct)).Error!.Code.ShouldBe("auth.session_ended");
        (await sessions.RenewAsync(Guid.NewGuid(), 1, Ct)).Error!.Code.ShouldBe("auth.session_ended");

        (await sessions.RenewAsync(opened.Session, 1, Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_32_renewals_at_once_with_one_token_only_one_succeeds_and_the_session_ends()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Task.Run(() => sessions.RenewAsync(opened.Session, 1, Ct), Ct)));

        answers.Count(answer => answer.Succeeded).ShouldBe(1);
        (await sessions.IsOpenAsync(opened.Session, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_was_ended_can_neither_be_renewed_nor_used_and_ending_it_again_is_no_error()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);

        await sessions.EndAsync(opened.Session, Ct);
        await sessions.EndAsync(opened.Session, Ct);

        (await sessions.IsOpenAsync(opened.Session, Ct)).ShouldBeFalse();
        (await sessions.RenewAsync(opened.Session, 1, Ct)).Error!.Code.ShouldBe("auth.session_ended");
    }

    [Fact]
    public async Task A_session_ends_thirty_days_after_the_sign_in_however_often_it_was_renewed()
    {
        await using var school = await Installation.OpenAsync();
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);
        school.Node.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        (await sessions.RenewAsync(opened.Session, 1, Ct)).Succeeded.ShouldBeTrue();

        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));

        (await sessions.IsOpenAsync(opened.Session, Ct)).ShouldBeFalse();
        (await sessions.RenewAsync(opened.Session, 2, Ct)).Error!.Code.ShouldBe("auth.session_ended");
    }
}
