using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>The reviewer who holds it, or held it last while the lease is not yet cleared.</summary>
    public StaffId? LeaseHolder { get; private set; }

    /// <summary>Until when the reviewer holds it.</summary>
    public DateTimeOffset? LeaseExpiresAt { get; private set; }

    /// <summary>Whether a reviewer holds it.</summary>
    public bool IsHeld(DateTimeOffset now) => LeaseHolder is not null && now < LeaseExpiresAt;

    /// <summary>Gives it to a reviewer for a while; claiming again extends the lease.</summary>
    /// <param name="by">The reviewer.</param>
    /// <param name="reviewerPhone">Keyed hash of the reviewer's verified phone; nobody reviews their own order.</param>
    /// <param name="lease">How long.</param>
    /// <param name="now">The time.</param>
    /// <param name="senior">Whether it is a senior reviewer, who alone decides where two reviewers disagree.</param>
    public Result Claim(Actor by, KeyedHash? reviewerPhone, TimeSpan lease, DateTimeOffset now, bool senior = false)
    {
        if (Refusal(OrderAction.Claim, by.Kind, now) is { } refusal) return refusal;
        if (reviewerPhone == ContactPhoneHash) return OrderErrors.OwnOrder;
        if (OpinionRefusal(new StaffId(by.Id), senior) is { } other) return other;
        if (IsHeld(now) && LeaseHolder != new StaffId(by.Id)) return OrderErrors.ClaimedByAnother;
        (LeaseHolder, LeaseExpiresAt) = (new StaffId(by.Id), now + lease);
        Move(OrderAction.Claim, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>Gives it back.</summary>
    public Result Release(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Release, by.Kind, now) is { } refusal) return refusal;
        if (!IsHeldBy(by, now)) return OrderErrors.NotClaimed;
        EndLease();
        Move(OrderAction.Release, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>Clears a lease that has run out.</summary>
    public Result ExpireLease(DateTimeOffset now)
    {
        if (Refusal(OrderAction.ExpireLease, ActorKind.System, now) is { } refusal) return refusal;
        EndLease();
        Move(OrderAction.ExpireLease, Status, Actor.System, "", now);
        return Result.Ok;
    }

    /// <summary>撤回: the student takes it out of review, while nobody holds it.</summary>
    public Result Withdraw(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Withdraw, by.Kind, now) is { } refusal) return refusal;
        ResubmissionDeadline = now + ResubmissionWindow;
        Move(OrderAction.Withdraw, OrderStatus.Withdrawn, by, "", now);
        return Result.Ok;
    }

    /// <summary>
    /// Approves the current photo; or, where a second opinion is asked for, keeps this first one and has the order wait
    /// for another reviewer.
    /// </summary>
    public Result Approve(SubmissionId submission, Actor by, DateTimeOffset now, bool asksSecondOpinion = false)
    {
        bool refers = asksSecondOpinion && ReviewStage == ReviewStage.First;
        if (DecisionRefusal(refers ? OrderAction.Refer : OrderAction.Approve, submission, by, now) is { } refusal) return refusal;
        Review review = Opine(by, approved: true, [], null, now, refers);
        if (refers)
        {
            Refer(ReviewStage.Second, by, now);
            return Result.Ok;
        }

        JudgeOthers(review);
        Move(OrderAction.Approve, OrderStatus.PendingProduction, by, "", now);
        return Result.Ok;
    }

    /// <summary>
    /// Rejects the current photo with one or more reasons. The last allowed rejection of a round ends the order: with
    /// a refund by the campaign's policy, or, in a correction, with the photo delivered before. As a second opinion it
    /// contradicts the first one, and a senior reviewer decides.
    /// </summary>
    public Result Reject(
        SubmissionId submission, IReadOnlyCollection<string> reasonCodes, string? note, Actor by, DateTimeOffset now)
    {
        bool refers = ReviewStage == ReviewStage.Second;
        if (DecisionRefusal(refers ? OrderAction.Refer : OrderAction.Reject, submission, by, now) is { } refusal) return refusal;
        RejectionReason?[] reasons = [.. reasonCodes.Distinct().Select(RejectionReason.Find)];
        if (reasons.Length is 0 or > Review.MaxReasons || reasons.Contains(null)) return OrderErrors.ReasonUnknown;

        Review review = Opine(by, approved: false, reasons.OfType<RejectionReason>(), note, now, refers);
        if (refers)
        {
            Refer(ReviewStage.Senior, by, now);
            return Result.Ok;
        }

        JudgeOthers(review);
        Rejections++;
        ResubmissionDeadline = now + ResubmissionWindow;
        string codes = string.Join(',', reasonCodes.Distinct());
        if (Rejections >= AttemptsAllowed) EndWithoutPhoto(OrderAction.Reject, by, codes, now);
        else Move(OrderAction.Reject, OrderStatus.Rejected, by, codes, now);
        return Result.Ok;
    }

    /// <summary>Gives the student more time for another photo.</summary>
    public Result ExtendDeadline(DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ExtendDeadline, by.Kind, now) is { } refusal) return refusal;
        if (deadline <= ResubmissionDueAt || deadline <= now) return OrderErrors.DeadlineNotLater;
        ResubmissionDeadline = deadline;
        Move(OrderAction.ExtendDeadline, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>Ends it when no other photo came in time.</summary>
    public Result Close(DateTimeOffset now)
    {
        if (Refusal(OrderAction.Close, ActorKind.System, now) is { } refusal) return refusal;
        EndWithoutPhoto(OrderAction.Close, Actor.System, "", now);
        return Result.Ok;
    }

    /// <summary>Sends an approved order back to review.</summary>
    public Result Reopen(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Reopen, by.Kind, now) is { } refusal) return refusal;
        Move(OrderAction.Reopen, OrderStatus.PendingReview, by, reason, now);
        return Result.Ok;
    }

    private Error? DecisionRefusal(OrderAction action, SubmissionId submission, Actor by, DateTimeOffset now)
    {
        if (Refusal(action, by.Kind, now) is { } refusal) return refusal;
        if (!IsHeldBy(by, now)) return OrderErrors.NotClaimed;
        return submission == CurrentSubmissionId ? null : OrderErrors.NotTheCurrentSubmission;
    }

    private void EndWithoutPhoto(OrderAction action, Actor by, string reason, DateTimeOffset now)
    {
        ResubmissionDeadline = null;
        if (!InCorrection && ClosingRefund == ClosingRefund.Full) RefundAll(RefundCause.Closed, now);
        if (InCorrection && ProducedBefore(int.MaxValue) is { } delivered)
            (CurrentSubmissionId, CurrentPhotoSha256) = (delivered.SubmissionId, delivered.PhotoSha256);
        Move(action, InCorrection ? OrderStatus.Completed : OrderStatus.Cancelled, by, reason, now);
    }

    /// <summary>Whether that reviewer holds it.</summary>
    public bool IsHeldBy(Actor by, DateTimeOffset now) => IsHeld(now) && LeaseHolder == new StaffId(by.Id);

    private void EndLease() => (LeaseHolder, LeaseExpiresAt) = (null, null);
}
