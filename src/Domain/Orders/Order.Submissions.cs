using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>去编辑, 修改照片: puts another photo in the place of the current one. Costs nothing more.</summary>
    public Result ReplaceSubmission(Submission submission, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ReplaceSubmission, by.Kind, now) is { } refusal) return refusal;
        if (submission.EnrolmentId != EnrolmentId) return SubmissionErrors.NotFound;
        if (!submission.Passed) return SubmissionErrors.NotPassed;
        if (WasRejected(submission.Original.Sha256)) return SubmissionErrors.RejectedBefore;

        (CurrentSubmissionId, CurrentPhotoSha256) = (submission.Id, submission.Original.Sha256);
        ResubmissionDeadline = null;
        Move(
            OrderAction.ReplaceSubmission,
            Status == OrderStatus.PendingPayment ? Status : OrderStatus.PendingReview,
            by, "", now);
        return Result.Ok;
    }

    // A correction rejects the delivered photo, which an earlier review had approved.
    private bool WasRejected(string sha256) =>
        _reviews.Exists(review => !review.Approved && review.PhotoSha256 == sha256)
        || (Status == OrderStatus.Rejected && CurrentPhotoSha256 == sha256);
}
