using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Application.Tests.Submissions;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_photo_is_checked_only_after_both_consents()
    {
        await using var school = await School.OpenAsync();
        var login = await school.SendAsync(new LogInProcess("openid-new", "13800138000", Agreements.UserAgreement.Version));
        var student = new AccountId(login.Value.Ticket.Subject);
        var enrolment = await school.EnrolAsync(student);
        (await school.SubmitAsync(student, enrolment)).Error!.Code.ShouldBe(AccountErrors.ConsentRequired.Code);
        await school.SendAsync(new GiveConsentCommand(student, ConsentPurpose.PhotoGuide, Agreements.PhotoGuide.Version));
        (await school.SubmitAsync(student, enrolment)).Error!.Facts["missing"].ShouldBe(new[] { "FaceData" });
        school.Checker.Checks.ShouldBe(0);
        school.StoredFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_has_thirty_checks_and_those_that_judged_nothing_do_not_count()
    {
        await using var school = await School.OpenAsync();
        var student = await school.StudentAsync();
        var enrolment = await school.EnrolAsync(student);
        school.Checker.Refusal = PhotoErrors.CheckerBusy;
        for (var count = 0; count < 40; count++) (await school.SubmitAsync(student, enrolment, $"busy {count}")).Error!.Code.ShouldBe(PhotoErrors.CheckerBusy.Code);
        school.Checker.Refusal = null;
        for (var count = 0; count < 30; count++) (await school.SubmitAsync(student, enrolment, $"photo {count}")).Error.ShouldBeNull();

        var refused = (await school.SubmitAsync(student, enrolment, "one more")).Error!;
        (refused.Code, refused.RetryAfter!.Value > TimeSpan.FromHours(23)).ShouldBe((SubmissionErrors.DailyLimit.Code, true));
        school.Clock.Advance(TimeSpan.FromHours(24));
        (await school.SubmitAsync(student, enrolment, "one more")).Error.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_file_again_is_the_same_submission_and_is_not_checked_again()
    {
        await using var school = await School.OpenAsync();
        var student = await school.StudentAsync();
        var enrolment = await school.EnrolAsync(student);
        var first = (await school.SubmitAsync(student, enrolment)).Value;
        var files = school.StoredFiles().Length;
        (await school.SubmitAsync(student, enrolment)).Value.Id.ShouldBe(first.Id);
        (school.Checker.Checks, school.StoredFiles().Length).ShouldBe((1, files));
    }

    [Fact]
    public async Task Doubled_uploads_at_once_leave_one_submission_and_its_two_files()
    {
        await using var school = await School.OpenAsync();
        var student = await school.StudentAsync();
        var enrolment = await school.EnrolAsync(student);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => school.SubmitAsync(student, enrolment)));
        answers.Select(answer => answer.Value.Id).Distinct().Count().ShouldBe(1);
        school.StoredFiles().Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_photo_that_failed_is_kept_with_its_report_but_nothing_is_delivered_of_it()
    {
        await using var school = await School.OpenAsync();
        school.Checker.Passes = false;
        var student = await school.StudentAsync();
        var submitted = (await school.SubmitAsync(student, await school.EnrolAsync(student))).Value;
        (submitted.Verdict, submitted.VerdictText.Text.Zh).ShouldBe((CheckVerdict.Fail, "初审不合格，请按报告提示调整后重新上传"));
        school.StoredFiles().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_foreign_or_missing_enrolment_and_submission_are_not_found()
    {
        await using var school = await School.OpenAsync();
        var owner = await school.StudentAsync();
        var stranger = await school.StudentAsync();
        var enrolment = await school.EnrolAsync(owner);
        var submission = new SubmissionId((await school.SubmitAsync(owner, enrolment)).Value.Id);
        (await school.SubmitAsync(stranger, enrolment)).Error!.Code.ShouldBe(EnrolmentErrors.NotFound.Code);
        (await school.SubmitAsync(stranger, new EnrolmentId(Guid.CreateVersion7()))).Error!.Code.ShouldBe(EnrolmentErrors.NotFound.Code);
        (await school.SendAsync(new GetSubmissionQuery(stranger, submission))).Error!.Code.ShouldBe(SubmissionErrors.NotFound.Code);
        (await school.SendAsync(new GetSubmissionQuery(owner, submission))).Error.ShouldBeNull();
    }
}
