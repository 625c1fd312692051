using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Domain.Submissions;

/// <summary>A photo in the photo store.</summary>
/// <param name="Key">Random name in the store.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Size.</param>
/// <param name="ContentType">Media type by content.</param>
public sealed record StoredPhoto(string Key, string Sha256, long Bytes, string ContentType);

/// <summary>提交的照片: one uploaded photo with its check report; never changed.</summary>
public sealed class Submission
{
    private Submission() => (Original, PhotoSha256, Report) = (null!, "", null!);

    /// <summary>A checked photo.</summary>
    public Submission(
        SubmissionId id,
        EnrolmentId enrolment,
        AccountId account,
        StoredPhoto original,
        StoredPhoto? standardised,
        CheckReport report,
        DateTimeOffset now)
    {
        (Id, EnrolmentId, AccountId) = (id, enrolment, account);
        (Original, PhotoSha256, Standardised, Report) = (original, original.Sha256, standardised, report);
        (Passed, SubmittedAt) = (report.Passed && standardised is not null, now);
    }

    /// <summary>Identity.</summary>
    public SubmissionId Id { get; private set; }

    /// <summary>The enrolment it was made for.</summary>
    public EnrolmentId EnrolmentId { get; private set; }

    /// <summary>The account that uploaded it.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The file as uploaded.</summary>
    public StoredPhoto Original { get; private set; }

    /// <summary>SHA-256 of the file as uploaded; an enrolment has one submission of a file.</summary>
    public string PhotoSha256 { get; private set; }

    /// <summary>The photo that is delivered; only for a photo that passed.</summary>
    public StoredPhoto? Standardised { get; private set; }

    /// <summary>The first check.</summary>
    public CheckReport Report { get; private set; }

    /// <summary>初审合格: it passed the first check.</summary>
    public bool Passed { get; private set; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset SubmittedAt { get; private set; }
}
