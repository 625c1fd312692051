using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
    public async Task An_ended_session_is_known_at_once_on_its_node_and_within_a_second_on_another()
    {
        await using var school = await Installation.OpenAsync();
        var (here, there) = (school.Node.Get<ISessions>(), school.AddNode().Get<ISessions>());
        var (ended, open) = (await here.OpenAsync(Student, SessionKind.Student, null, Ct), await here.OpenAsync(Guid.NewGuid(), SessionKind.Student, null, Ct));
        (await here.HasEndedAsync(ended.Session, Ct)).ShouldBeFalse();
        (await there.HasEndedAsync(ended.Session, Ct)).ShouldBeFalse();

        await here.EndAsync(ended.Session, Ct);
        (await here.HasEndedAsync(ended.Session, Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await there.HasEndedAsync(ended.Session, Ct)).ShouldBeTrue();

        await there.EndAllAsync(Student, Ct);
        foreach (var sessions in (ISessions[])[here, there])
        {
            school.Node.Clock.Advance(TimeSpan.FromMinutes(9));
            (await sessions.HasEndedAsync(ended.Session, Ct)).ShouldBe(sessions == here, "its access token has run out eleven minutes after the end");
            (await sessions.HasEndedAsync(open.Session, Ct)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task However_many_ask_for_ended_sessions_one_reads_them_each_second()
    {
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
            services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Debug)));
        var sessions = school.Node.Get<ISessions>();
        var opened = await sessions.OpenAsync(Student, SessionKind.Student, null, Ct);
        for (var second = 1; second <= 3; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => sessions.HasEndedAsync(opened.Session, Ct)));
            Readings().ShouldBe(second);
            school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        int Readings() => school.Node.Log.Lines.Count(line => line.Contains("SELECT", StringComparison.Ordinal) && line.Contains("\"EndedAt\" >=", StringComparison.Ordinal));
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
