using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Domain.Submissions;

/// <summary>A photo in the photo store.</summary>
/// <param name="Key">Random name in the store.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Size.</param>
/// <param name="ContentType">Media type by content.</param>
public sealed record StoredPhoto(string Key, string Sha256, long Bytes, string ContentType)
{
    /// <summary>What stands where a photo was that has been erased.</summary>
    public static readonly StoredPhoto Erased = new("", "", 0, "");

    /// <summary>Whether the photo has been erased.</summary>
    public bool IsErased => Key.Length == 0;
}

/// <summary>提交的照片: one uploaded photo with its check report, neither of which ever changes; an appeal may be added.</summary>
public sealed class Submission
{
    // Measured on 51 people photographed twice in one sitting, with and without a smile (docs/photo-specifications.md):
    // what copies of one photo differ by at most, and different photos by at least.
    private const int SameHead = 32, SameMouth = 7, SameColour = 6;
    private const int SamePerson = 40;

    private Submission() => (Original, PhotoSha256, Report) = (null!, "", null!);

    /// <summary>A checked photo.</summary>
    public Submission(
        SubmissionId id,
        EnrolmentId enrolment,
        AccountId account,
        StoredPhoto original,
        StoredPhoto? standardised,
        CheckReport report,
        DateTimeOffset now,
        PhotoFingerprint? fingerprint = null,
        IReadOnlyList<PixelOperation>? operations = null)
    {
        Fingerprint = fingerprint;
        Operations = operations ?? [];
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

    /// <summary>What it looks like, keyed so that it says nothing of the face by itself; null without a face.</summary>
    public PhotoFingerprint? Fingerprint { get; private set; }

    /// <summary>What was done to the pixels on the way to the delivered photo.</summary>
    public IReadOnlyList<PixelOperation> Operations { get; private set; } = [];

    /// <summary>申诉, if the student appealed against the first check.</summary>
    public Appeal? Appeal { get; private set; }

    /// <summary>Whether it may be ordered: it passed, or a reviewer is asked to look at it all the same.</summary>
    public bool MayBeOrdered => ErasedAt is null && (Passed || Appeal is not null);

    /// <summary>The photo that is delivered; for an appealed one, if the reviewer approves.</summary>
    public StoredPhoto? Delivered => ErasedAt is null ? Standardised ?? Appeal?.Photo : null;

    /// <summary>When its photos were erased, with all that the check had measured on them.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Erases the photos and what says how the face looks; that there was a photo, and when, stays.</summary>
    /// <returns>Names in the photo store of what is to be deleted there.</returns>
    public IReadOnlyList<string> Erase(DateTimeOffset now)
    {
        if (ErasedAt is not null) return [];
        string[] keys = [.. new[] { Original.Key, Standardised?.Key, Appeal?.Photo.Key }.OfType<string>()];
        (Original, Standardised, Fingerprint) = (StoredPhoto.Erased, null, null);
        (PhotoSha256, Report, ErasedAt) = ($"erased-{Id.Value:N}", Report with { Items = [] }, now);
        Appeal?.Erase();
        return keys;
    }

    /// <summary>Whether it is the same picture, also re-encoded, resized or cut anew, and not merely the same person.</summary>
    public bool IsSamePhoto(Submission other) =>
        other.PhotoSha256 == PhotoSha256
        || (Fingerprint is { } mine && other.Fingerprint is { } theirs
            && mine.HeadDistance(theirs) <= SameHead && mine.MouthDistance(theirs) <= SameMouth
            && mine.ColourDistance(theirs) <= SameColour);

    /// <summary>Whether another student's photo is this one: two people's photos are never so much alike.</summary>
    public bool IsPhotoOf(PhotoFingerprint other) =>
        Fingerprint is { } mine && mine.HeadDistance(other) <= SamePerson && mine.ColourDistance(other) <= SameColour;

    /// <summary>Whether the campaign and the report leave room for an appeal.</summary>
    public Error? AppealRefusal(Campaign campaign) =>
        !campaign.Terms.AppealsAllowed ? SubmissionErrors.AppealsNotAllowed
        : Passed ? SubmissionErrors.AppealNotNeeded
        : null;

    /// <summary>申诉: asks for a person's look. A second appeal changes nothing.</summary>
    /// <param name="campaign">The campaign, which allows appeals or not.</param>
    /// <param name="ground">On what ground.</param>
    /// <param name="reason">The student's own words.</param>
    /// <param name="photo">The photo that is delivered if the reviewer approves.</param>
    /// <param name="now">The time.</param>
    public Result AppealTo(Campaign campaign, AppealGround ground, string reason, StoredPhoto photo, DateTimeOffset now)
    {
        if (AppealRefusal(campaign) is { } refusal) return refusal;
        if (Submissions.Appeal.ReasonRefusal(reason) is { } unclear) return unclear;
        Appeal ??= new Appeal(Id, ground, reason.Trim(), photo, now);
        return Result.Ok;
    }
}
