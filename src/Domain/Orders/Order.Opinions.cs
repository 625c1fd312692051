using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;

namespace CampusPhoto.Domain.Orders;

/// <summary>Whose opinion on the photo is asked for next.</summary>
public enum ReviewStage
{
    /// <summary>初审后的人工审核: any reviewer's.</summary>
    First,

    /// <summary>复审: another reviewer's, since the first approval was drawn for a second opinion.</summary>
    Second,

    /// <summary>A senior reviewer's, who decides because the two disagree.</summary>
    Senior,
}

public sealed partial class Order
{
    // What cannot wait is queued as if it had come so much earlier.
    private static readonly TimeSpan HeadStart = TimeSpan.FromDays(1);

    /// <summary>Whose opinion is asked for, while it waits for review.</summary>
    public ReviewStage ReviewStage { get; private set; }

    /// <summary>Who gave the first opinion, while a second one is asked for.</summary>
    public StaffId? FirstOpinionBy { get; private set; }

    /// <summary>Who gave the second opinion, while a senior reviewer is asked.</summary>
    public StaffId? SecondOpinionBy { get; private set; }

    /// <summary>Whether the photo that counts failed the first check and is appealed.</summary>
    public bool IsAppealed { get; private set; }

    /// <summary>
    /// By what time it is queued: when it began to wait for review; a day earlier for an appeal; and for another photo
    /// that came late, a day before it was due. Null while it does not wait for review.
    /// </summary>
    public DateTimeOffset? QueuedAt { get; private set; }

    private void Queue(DateTimeOffset? due, DateTimeOffset now)
    {
        if (Status != OrderStatus.PendingReview)
        {
            QueuedAt = null;
            return;
        }

        DateTimeOffset at = IsAppealed ? now - HeadStart : now;
        QueuedAt = due - HeadStart is { } urgent && urgent < at ? urgent : at;
    }

    private Error? OpinionRefusal(StaffId reviewer, bool senior) => ReviewStage switch
    {
        ReviewStage.First => null,
        _ when reviewer == FirstOpinionBy || reviewer == SecondOpinionBy => OrderErrors.OtherReviewerRequired,
        ReviewStage.Senior when !senior => OrderErrors.SeniorReviewerRequired,
        _ => null,
    };

    private void Refer(ReviewStage to, Actor by, DateTimeOffset now)
    {
        if (to == ReviewStage.Second) FirstOpinionBy = new StaffId(by.Id);
        else SecondOpinionBy = new StaffId(by.Id);
        ReviewStage = to;
        EndLease();
        Move(OrderAction.Refer, Status, by, "", now);
    }

    private Review Opine(Actor by, bool approved, IEnumerable<RejectionReason> reasons, string? note, DateTimeOffset now, bool only)
    {
        var review = new Review(
            _reviews.Count + 1, Round, CurrentSubmissionId, CurrentPhotoSha256, new StaffId(by.Id), approved, reasons, note, now,
            ReviewStage, HeldFor(by, now), only);
        _reviews.Add(review);
        return review;
    }

    // What others said of the same photo is now known to have been right or wrong.
    private void JudgeOthers(Review review)
    {
        foreach (Review other in _reviews.Where(other =>
            other.SubmissionId == review.SubmissionId && other.Upheld is null && other.ReviewerId != review.ReviewerId))
            other.Judge(review.Approved);
    }

    // Since the first of the claims that nothing else interrupted; a decision without a look took no time that counts.
    private TimeSpan? HeldFor(Actor by, DateTimeOffset now)
    {
        OrderTransition? claim = Enumerable.Reverse(_history)
            .TakeWhile(line => line.Action == OrderAction.Claim && line.ActorId == by.Id).LastOrDefault();
        return claim is not null && now > claim.At ? now - claim.At : null;
    }

    private void EndOpinions() => (ReviewStage, FirstOpinionBy, SecondOpinionBy) = (ReviewStage.First, null, null);
}
