using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

/// <summary>One line of an order's history.</summary>
public sealed class OrderTransition
{
    private OrderTransition() => Reason = "";

    internal OrderTransition(
        int sequence, OrderAction action, OrderStatus from, OrderStatus to, Actor by, string reason, DateTimeOffset at)
    {
        (Sequence, Action, From, To) = (sequence, action, from, to);
        (ActorKind, ActorId, Reason, At) = (by.Kind, by.Id, reason, at);
    }

    /// <summary>Greatest length of a reason.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>Position in the history, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>What was done.</summary>
    public OrderAction Action { get; private set; }

    /// <summary>State before.</summary>
    public OrderStatus From { get; private set; }

    /// <summary>State after.</summary>
    public OrderStatus To { get; private set; }

    /// <summary>In what capacity it was done.</summary>
    public ActorKind ActorKind { get; private set; }

    /// <summary>Who did it; empty for the system.</summary>
    public Guid ActorId { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>审核: a person's decision on one submission.</summary>
public sealed class Review
{
    private Review() => (Reasons, PhotoSha256) = ("", "");

    internal Review(
        int sequence, int round, SubmissionId submission, string photoSha256, StaffId reviewer, bool approved,
        IEnumerable<RejectionReason> reasons, string? note, DateTimeOffset at, ReviewStage stage, TimeSpan? took, bool opinionOnly)
    {
        (Stage, Took, OpinionOnly) = (stage, took, opinionOnly);
        (Sequence, Round, SubmissionId, PhotoSha256, ReviewerId) = (sequence, round, submission, photoSha256, reviewer);
        (Approved, Reasons, Note, At) = (approved, string.Join(',', reasons.Select(reason => reason.Code)), note, at);
    }

    /// <summary>Greatest length of a note.</summary>
    public const int MaxNoteLength = 200;

    /// <summary>Greatest number of reasons.</summary>
    public const int MaxReasons = 5;

    /// <summary>Position among the order's reviews, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>The round: 1, and one more for each correction.</summary>
    public int Round { get; private set; }

    /// <summary>The photo that was decided on.</summary>
    public SubmissionId SubmissionId { get; private set; }

    /// <summary>SHA-256 of the uploaded file that was decided on.</summary>
    public string PhotoSha256 { get; private set; }

    /// <summary>Who decided.</summary>
    public StaffId ReviewerId { get; private set; }

    /// <summary>Approved, or rejected.</summary>
    public bool Approved { get; private set; }

    /// <summary>Codes of the reasons, separated by commas; empty when approved.</summary>
    public string Reasons { get; private set; }

    /// <summary>What the reviewer adds for the student.</summary>
    public string? Note { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Erases the reviewer's own words.</summary>
    internal void Forget() => Note = null;

    /// <summary>As which opinion it was given.</summary>
    public ReviewStage Stage { get; private set; }

    /// <summary>Whether it did not move the order, because another reviewer was asked as well.</summary>
    public bool OpinionOnly { get; private set; }

    /// <summary>How long the reviewer held the order before; null where it was decided at once, among others.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>Whether another person's decision on the same photo was the same; null where there was none.</summary>
    public bool? Upheld { get; private set; }

    internal void Judge(bool approved) => Upheld = Approved == approved;

    /// <summary>The reasons with their remedies.</summary>
    public IEnumerable<RejectionReason> ReasonList =>
        Reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(RejectionReason.Find).OfType<RejectionReason>();
}
