using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Submissions;

/// <summary>Why a photo that failed the first check should be looked at by a person all the same.</summary>
public enum AppealGround
{
    /// <summary>Illness or injury, such as a bandage or an eye that does not open.</summary>
    Medical,

    /// <summary>Religious dress.</summary>
    Religious,

    /// <summary>The check is wrong.</summary>
    CheckWrong,
}

/// <summary>申诉: a student's appeal against the first check of one photo; a reviewer then decides.</summary>
public sealed class Appeal
{
    private Appeal() => (Reason, Photo) = ("", null!);

    internal Appeal(SubmissionId submission, AppealGround ground, string reason, StoredPhoto photo, DateTimeOffset now) =>
        (SubmissionId, Ground, Reason, Photo, AppealedAt) = (submission, ground, reason, photo, now);

    /// <summary>Least length of a reason: a word or two that a reviewer can weigh.</summary>
    public const int MinReasonLength = 4;

    /// <summary>Greatest length of a reason.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>What is wrong with a reason, or null.</summary>
    public static Error? ReasonRefusal(string reason) =>
        reason.Trim().Length is < MinReasonLength or > MaxReasonLength ? SubmissionErrors.AppealReason : null;

    /// <summary>The photo that failed.</summary>
    public SubmissionId SubmissionId { get; private set; }

    /// <summary>On what ground.</summary>
    public AppealGround Ground { get; private set; }

    /// <summary>The student's own words.</summary>
    public string Reason { get; private set; }

    /// <summary>The photo that is delivered if the reviewer approves: cut and scaled as far as the upload has room.</summary>
    public StoredPhoto Photo { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset AppealedAt { get; private set; }

    internal void Erase() => (Reason, Photo) = ("", StoredPhoto.Erased);
}
