using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

/// <summary>复审, and by what time an order is queued.</summary>
public sealed class OpinionTests
{
    private readonly AnOrder _made = At(OrderStatus.PendingReview);

    private Order Order => _made.Order;

    [Fact]
    public void An_approval_that_is_drawn_waits_for_another_reviewer()
    {
        Referred();

        (Order.Status, Order.ReviewStage, Order.IsHeld(Noon)).ShouldBe((OrderStatus.PendingReview, ReviewStage.Second, false));
        Order.Claim(Reviewer, ReviewerPhone, Lease, Noon).Error.ShouldBe(OrderErrors.OtherReviewerRequired);
        Order.Claim(OtherReviewer, null, Lease, Noon).ShouldBe(Result.Ok);
        Order.Approve(Order.CurrentSubmissionId, OtherReviewer, Noon, asksSecondOpinion: true).ShouldBe(Result.Ok);
        (Order.Status, Order.ReviewStage).ShouldBe((OrderStatus.PendingProduction, ReviewStage.First));
        Order.Reviews.Select(review => (review.Stage, review.OpinionOnly, review.Upheld))
            .ShouldBe([(ReviewStage.First, true, true), (ReviewStage.Second, false, null)]);
    }

    [Fact]
    public void Where_two_disagree_a_senior_reviewer_decides_who_is_neither_of_them()
    {
        Contradicted();

        Order.ReviewStage.ShouldBe(ReviewStage.Senior);
        Order.Claim(SeniorReviewer with { Kind = ActorKind.Reviewer }, null, Lease, Noon).Error.ShouldBe(OrderErrors.SeniorReviewerRequired);
        Order.Claim(OtherReviewer, null, Lease, Noon, senior: true).Error.ShouldBe(OrderErrors.OtherReviewerRequired);
    }

    [Fact]
    public void What_only_one_opinion_rejected_was_not_rejected()
    {
        Contradicted();
        Order.Rejections.ShouldBe(0);

        Actor senior = SeniorReviewer with { Kind = ActorKind.Reviewer };
        Order.Claim(senior, null, Lease, Noon, senior: true).ShouldBe(Result.Ok);
        Order.Approve(Order.CurrentSubmissionId, senior, Noon.AddSeconds(30)).ShouldBe(Result.Ok);

        Order.Status.ShouldBe(OrderStatus.PendingProduction);
        Order.Reviews.Select(review => review.Upheld).ShouldBe([true, false, null]);
        Order.Reviews[^1].Took.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_senior_reviewer_who_rejects_rejects_it_for_the_student()
    {
        Contradicted();
        Actor senior = SeniorReviewer with { Kind = ActorKind.Reviewer };
        Order.Claim(senior, null, Lease, Noon, senior: true).ShouldBe(Result.Ok);
        Order.Reject(Order.CurrentSubmissionId, ["GLARE"], null, senior, Noon).ShouldBe(Result.Ok);

        (Order.Status, Order.Rejections).ShouldBe((OrderStatus.Rejected, 1));
        Order.Reviews.Select(review => review.Upheld).ShouldBe([false, true, null]);
    }

    [Fact]
    public void A_photo_that_was_withdrawn_begins_with_a_first_opinion_again()
    {
        Referred();
        Order.Withdraw(Student, Noon).ShouldBe(Result.Ok);
        _made.Resubmitted();
        Order.Claim(Reviewer, ReviewerPhone, Lease, Noon).ShouldBe(Result.Ok);
    }

    [Fact]
    public void A_reopened_order_that_another_rejects_tells_that_the_approval_was_wrong()
    {
        _made.Claimed().Approved();
        Order.Reopen("复核", SeniorReviewer, Noon).ShouldBe(Result.Ok);
        _made.Claimed(OtherReviewer);
        Order.Reject(Order.CurrentSubmissionId, ["BLUR"], null, OtherReviewer, Noon).ShouldBe(Result.Ok);
        Order.Reviews[0].Upheld.ShouldBe(false);
    }

    [Fact]
    public void Another_photo_that_comes_late_is_queued_as_if_it_had_come_a_day_before_its_deadline()
    {
        AnOrder made = At(OrderStatus.Rejected);
        DateTimeOffset due = made.Order.ResubmissionDueAt!.Value, late = due.AddHours(-1);
        made.Order.ReplaceSubmission(made.Photo(), Student, late).ShouldBe(Result.Ok);
        made.Order.QueuedAt.ShouldBe(due.AddDays(-1));
    }

    [Fact]
    public void Another_photo_in_good_time_is_queued_when_it_comes()
    {
        AnOrder made = At(OrderStatus.Rejected);
        DateTimeOffset early = made.Order.ResubmissionDueAt!.Value.AddDays(-1).AddMinutes(-1);
        made.Order.ReplaceSubmission(made.Photo(), Student, early).ShouldBe(Result.Ok);
        made.Order.QueuedAt.ShouldBe(early);
    }

    private void Referred()
    {
        _made.Claimed();
        Order.Approve(Order.CurrentSubmissionId, Reviewer, Noon, asksSecondOpinion: true).ShouldBe(Result.Ok);
    }

    private void Contradicted()
    {
        Referred();
        Order.Claim(OtherReviewer, null, Lease, Noon).ShouldBe(Result.Ok);
        Order.Reject(Order.CurrentSubmissionId, ["BLUR"], null, OtherReviewer, Noon).ShouldBe(Result.Ok);
    }
}
