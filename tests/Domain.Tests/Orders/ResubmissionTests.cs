using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class ResubmissionTests
{
    [Fact]
    public void Before_paying_another_photo_takes_the_place_and_the_order_still_waits_for_its_payment()
    {
        AnOrder made = At(OrderStatus.PendingPayment).Resubmitted();

        made.Order.Status.ShouldBe(OrderStatus.PendingPayment);
        made.Order.CurrentSubmissionId.ShouldBe(made.Submission.Id);
        made.Order.CurrentPhotoSha256.ShouldBe(made.Submission.Original.Sha256);
    }

    [Theory]
    [InlineData(OrderStatus.Rejected)]
    [InlineData(OrderStatus.Withdrawn)]
    public void Another_photo_goes_to_review_without_a_second_payment(OrderStatus from)
    {
        AnOrder made = At(from).Resubmitted();

        made.Order.Status.ShouldBe(OrderStatus.PendingReview);
        made.Order.ResubmissionDeadline.ShouldBeNull();
        made.Order.Charges.ShouldHaveSingleItem();
        made.Order.CurrentSubmissionId.ShouldBe(made.Submission.Id);
    }

    [Fact]
    public void A_photo_that_failed_the_first_check_takes_no_place()
    {
        AnOrder made = At(OrderStatus.Rejected);

        Refused(made, made.Photo(Report(CheckVerdict.Fail)), SubmissionErrors.NotPassed);
    }

    [Fact]
    public void A_photo_of_another_enrolment_takes_no_place()
    {
        AnOrder made = At(OrderStatus.Rejected);

        Refused(made, made.Photo(of: new EnrolmentId(Person(39))), SubmissionErrors.NotFound);
    }

    [Fact]
    public void The_very_photo_that_was_rejected_is_not_taken_again()
    {
        AnOrder made = At(OrderStatus.Rejected);
        Submission first = made.Submission;
        Refused(made, first, SubmissionErrors.RejectedBefore);

        made.Resubmitted().Withdrawn();
        Refused(made, first, SubmissionErrors.RejectedBefore);
    }

    [Fact]
    public void A_withdrawn_photo_may_be_sent_again()
    {
        AnOrder made = At(OrderStatus.Withdrawn);

        made.Order.ReplaceSubmission(made.Submission, Student, Noon).ShouldBe(Result.Ok);
        made.Order.Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public void Another_photo_is_taken_until_the_order_is_due_and_no_longer()
    {
        AnOrder made = At(OrderStatus.Rejected);
        DateTimeOffset due = made.Order.ResubmissionDueAt!.Value;
        due.ShouldBe(Noon + Terms.ResubmissionWindow);

        Refused(made, made.Photo(), OrderErrors.ResubmissionOverdue, due);
        made.Order.ReplaceSubmission(made.Photo(), Student, due.AddTicks(-1)).ShouldBe(Result.Ok);
    }

    [Fact]
    public void The_campaigns_end_of_resubmission_counts_where_it_is_later_than_the_orders_own()
    {
        AnOrder made = At(OrderStatus.Rejected, terms => terms with { ResubmissionWindow = TimeSpan.FromHours(1) });

        made.Order.ResubmissionDueAt.ShouldBe(made.Campaign.ResubmissionEndsAt);
        made.Order.ReplaceSubmission(made.Photo(), Student, Noon.AddHours(2)).ShouldBe(Result.Ok);
    }

    [Fact]
    public void A_deadline_is_only_ever_moved_to_later()
    {
        AnOrder made = At(OrderStatus.Rejected);
        DateTimeOffset due = made.Order.ResubmissionDueAt!.Value;
        string before = made.Fingerprint();

        made.Order.ExtendDeadline(due, Operator, Noon).Error.ShouldBe(OrderErrors.DeadlineNotLater);
        made.Order.ExtendDeadline(due.AddDays(1), Operator, due.AddDays(2)).Error.ShouldBe(OrderErrors.DeadlineNotLater);
        made.Fingerprint().ShouldBe(before);

        made.Order.ExtendDeadline(due.AddTicks(1), Operator, Noon).ShouldBe(Result.Ok);
        made.Order.ResubmissionDueAt.ShouldBe(due.AddTicks(1));
        made.Order.Status.ShouldBe(OrderStatus.Rejected);
    }

    [Fact]
    public void An_open_refund_request_holds_the_next_photo()
    {
        AnOrder made = At(OrderStatus.Rejected).RefundRequested();

        Refused(made, made.Photo(), OrderErrors.RefundRequested);
    }

    private static void Refused(AnOrder made, Submission photo, Error because, DateTimeOffset? now = null)
    {
        string before = made.Fingerprint();
        made.Order.ReplaceSubmission(photo, Student, now ?? Noon).Error.ShouldBe(because);
        made.Fingerprint().ShouldBe(before);
    }
}
