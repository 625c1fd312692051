using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>去编辑, 修改照片: puts another photo in the place of the current one. Costs nothing more.</summary>
    /// <param name="submission">The other photo, which passed or is appealed.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">The time.</param>
    /// <param name="earlier">The order's earlier photos, so that a rejected one is known again when it was re-encoded.</param>
    public Result ReplaceSubmission(
        Submission submission, Actor by, DateTimeOffset now, IReadOnlyCollection<Submission>? earlier = null)
    {
        if (Refusal(OrderAction.ReplaceSubmission, by.Kind, now) is { } refusal) return refusal;
        if (submission.EnrolmentId != EnrolmentId) return SubmissionErrors.NotFound;
        if (!submission.MayBeOrdered) return SubmissionErrors.NotPassed;
        if (WasRejected(submission.PhotoSha256)
            || (earlier ?? []).Any(photo => WasRejected(photo.PhotoSha256) && photo.IsSamePhoto(submission)))
        {
            return SubmissionErrors.RejectedBefore;
        }

        DateTimeOffset? due = ResubmissionDueAt;
        (CurrentSubmissionId, CurrentPhotoSha256, IsAppealed) = (submission.Id, submission.Original.Sha256, !submission.Passed);
        ResubmissionDeadline = null;
        Move(
            OrderAction.ReplaceSubmission,
            Status == OrderStatus.PendingPayment ? Status : OrderStatus.PendingReview,
            by, "", now);
        Queue(due, now);
        return Result.Ok;
    }

    // A correction rejects the photo in production, which a review had approved; a reprint's may have had none.
    private bool WasRejected(string sha256) =>
        _reviews.Exists(review => review is { OpinionOnly: false, Approved: false } && review.PhotoSha256 == sha256)
        || _history.Exists(line =>
            line.Action == OrderAction.OpenCorrection && ProducedBefore(line.Sequence)?.PhotoSha256 == sha256)
        || (Status == OrderStatus.Rejected && CurrentPhotoSha256 == sha256);

    /// <summary>The review that approved the photo which was last in production before that line of the history.</summary>
    private Review? ProducedBefore(int sequence)
    {
        int started = _history.FindLast(line =>
            line.Action == OrderAction.StartProduction && line.Sequence < sequence)?.Sequence ?? 0;
        int approvals = _history.Count(line => line.Action == OrderAction.Approve && line.Sequence < started);
        return _reviews.Where(review => review is { OpinionOnly: false, Approved: true }).Take(approvals).LastOrDefault();
    }
}
