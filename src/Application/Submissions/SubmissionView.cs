using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Application.Submissions;

/// <summary>提交的照片 with its first check.</summary>
/// <param name="Id">Identity.</param>
/// <param name="EnrolmentId">The enrolment it was made for.</param>
/// <param name="Verdict">Pass (初审合格) or Fail.</param>
/// <param name="VerdictText">初审合格 or what to do.</param>
/// <param name="SubmittedAt">When it was uploaded.</param>
/// <param name="Sha256">SHA-256 of the upload.</param>
/// <param name="PhotoUrl">Short-lived link to the delivered photo, or to the upload when it failed.</param>
/// <param name="Report">初审报告.</param>
/// <param name="MayAppeal">Whether the appeal call may help: it failed and no appeal was made yet; the campaign decides.</param>
/// <param name="Appeal">申诉, if one was made: the photo may then be ordered, and a reviewer decides.</param>
/// <param name="Operations">What was done to the pixels on the way to the delivered photo; nothing else was.</param>
/// <param name="ErasedAt">When its photos were erased at the end of their time of keeping, or null; then there is no link and no item.</param>
public sealed record SubmissionView(
    Guid Id,
    Guid EnrolmentId,
    CheckVerdict Verdict,
    ShownText VerdictText,
    DateTimeOffset SubmittedAt,
    string Sha256,
    PhotoLink? PhotoUrl,
    CheckReportView Report,
    bool MayAppeal,
    AppealView? Appeal,
    IReadOnlyList<PixelOperation> Operations,
    DateTimeOffset? ErasedAt)
{
    private static readonly LocalizedText PassedText = new("初审合格", "Passed the first check");
    private static readonly LocalizedText FailedText =
        new("初审不合格，请按报告提示调整后重新上传", "Did not pass; change what the report says and upload again");

    internal static SubmissionView Of(Submission submission, IPhotoLinks links) => new(
        submission.Id.Value,
        submission.EnrolmentId.Value,
        submission.Passed ? CheckVerdict.Pass : CheckVerdict.Fail,
        new ShownText(submission.Passed ? PassedText : FailedText),
        submission.SubmittedAt,
        submission.Original.Sha256,
        submission.ErasedAt is null ? links.Create(submission.Delivered ?? submission.Original) : null,
        CheckReportView.Of(submission.Report),
        submission.ErasedAt is null && !submission.MayBeOrdered,
        AppealView.Of(submission.Appeal),
        submission.Operations,
        submission.ErasedAt);
}

/// <summary>初审报告.</summary>
/// <param name="SpecificationId">The specification that was applied.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="Items">One item per requirement.</param>
public sealed record CheckReportView(string SpecificationId, int SpecificationVersion, IReadOnlyList<CheckItem> Items)
{
    internal static CheckReportView Of(CheckReport report) =>
        new(report.SpecificationId, report.SpecificationVersion, report.Items);
}

/// <summary>申诉.</summary>
/// <param name="Ground">On what ground.</param>
/// <param name="GroundText">The ground, in words.</param>
/// <param name="Reason">The student's own words.</param>
/// <param name="AppealedAt">When.</param>
public sealed record AppealView(AppealGround Ground, ShownText GroundText, string Reason, DateTimeOffset AppealedAt)
{
    internal static AppealView? Of(Appeal? appeal) =>
        appeal is null ? null : new AppealView(appeal.Ground, new ShownText(WordsOf(appeal.Ground)), appeal.Reason, appeal.AppealedAt);

    private static LocalizedText WordsOf(AppealGround ground) => ground switch
    {
        AppealGround.Medical => new("健康原因", "Medical"),
        AppealGround.Religious => new("宗教原因", "Religious"),
        _ => new("初审结果有误", "The check is wrong"),
    };
}
