using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Staff;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class ReviewTests
{
    private readonly AnOrder _made = At(OrderStatus.PendingReview);

    private Order Order => _made.Order;

    [Fact]
    public void A_claimed_order_is_held_until_its_lease_ends()
    {
        _made.Claimed();

        (Order.LeaseHolder, Order.LeaseExpiresAt).ShouldBe((new StaffId(Reviewer.Id), Noon + Lease));
        Order.IsHeld((Noon + Lease).AddTicks(-1)).ShouldBeTrue();
        Order.IsHeld(Noon + Lease).ShouldBeFalse();
    }

    [Fact]
    public void Claiming_again_extends_the_lease()
    {
        _made.Claimed();

        Order.Claim(Reviewer, ReviewerPhone, Lease, Noon.AddMinutes(5)).ShouldBe(Result.Ok);
        Order.LeaseExpiresAt.ShouldBe(Noon.AddMinutes(5) + Lease);
    }

    [Fact]
    public void What_a_reviewer_holds_another_cannot_claim_until_the_lease_ends()
    {
        _made.Claimed();
        Refused(order => order.Claim(OtherReviewer, ReviewerPhone, Lease, Noon), OrderErrors.ClaimedByAnother);

        Order.Claim(OtherReviewer, ReviewerPhone, Lease, Noon + Lease).ShouldBe(Result.Ok);
        Order.LeaseHolder.ShouldBe(new StaffId(OtherReviewer.Id));
    }

    [Fact]
    public void Nobody_reviews_an_order_of_their_own() =>
        Refused(order => order.Claim(Reviewer, StudentPhone, Lease, Noon), OrderErrors.OwnOrder);

    [Fact]
    public void A_reviewer_without_a_phone_may_claim() =>
        Order.Claim(Reviewer, null, Lease, Noon).ShouldBe(Result.Ok);

    [Fact]
    public void Only_who_holds_the_order_gives_it_back()
    {
        _made.Claimed();
        Refused(order => order.Release(OtherReviewer, Noon), OrderErrors.NotClaimed);
        Refused(order => order.Release(Reviewer, Noon + Lease), OrderErrors.NotClaimed);

        Order.Release(Reviewer, Noon).ShouldBe(Result.Ok);
        (Order.LeaseHolder, Order.LeaseExpiresAt).ShouldBe((null, null));
    }

    [Fact]
    public void A_photo_under_review_cannot_be_withdrawn()
    {
        _made.Claimed();
        Refused(order => order.Withdraw(Student, Noon), OrderErrors.UnderReview);

        Order.Withdraw(Student, Noon + Lease).ShouldBe(Result.Ok);
        Order.Status.ShouldBe(OrderStatus.Withdrawn);
        Order.ResubmissionDeadline.ShouldBe(Noon + Lease + Terms.ResubmissionWindow);
        Order.LeaseHolder.ShouldBeNull();
    }

    [Fact]
    public void Only_who_holds_the_order_decides()
    {
        Refused(order => order.Approve(order.CurrentSubmissionId, Reviewer, Noon), OrderErrors.NotClaimed);
        _made.Claimed();
        Refused(order => order.Approve(order.CurrentSubmissionId, OtherReviewer, Noon), OrderErrors.NotClaimed);
        Refused(order => order.Approve(order.CurrentSubmissionId, Reviewer, Noon + Lease), OrderErrors.NotClaimed);
        Refused(order => order.Reject(order.CurrentSubmissionId, ["BLUR"], null, OtherReviewer, Noon), OrderErrors.NotClaimed);
    }

    [Fact]
    public void A_decision_counts_for_the_current_photo_only()
    {
        AnOrder made = At(OrderStatus.Rejected);
        var old = made.Submission.Id;
        made.Resubmitted().Claimed();

        made.Order.Approve(old, Reviewer, Noon).Error.ShouldBe(OrderErrors.NotTheCurrentSubmission);
        made.Order.Reject(old, ["BLUR"], null, Reviewer, Noon).Error.ShouldBe(OrderErrors.NotTheCurrentSubmission);
        made.Order.Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public void An_approval_is_kept_with_the_photo_it_was_given_for()
    {
        _made.Claimed().Approved();

        Order.Status.ShouldBe(OrderStatus.PendingProduction);
        Order.LeaseHolder.ShouldBeNull();
        Review review = Order.Reviews.ShouldHaveSingleItem();
        (review.Sequence, review.Round, review.SubmissionId, review.PhotoSha256, review.ReviewerId, review.Approved, review.At)
            .ShouldBe((1, 1, _made.Submission.Id, _made.Submission.Original.Sha256, new StaffId(Reviewer.Id), true, Noon));
        review.ReasonList.ShouldBeEmpty();
    }

    [Fact]
    public void A_rejection_tells_its_reasons_and_a_deadline()
    {
        _made.Claimed();

        Order.Reject(_made.Submission.Id, ["BLUR", "RED_EYE", "BLUR"], "再近一点", Reviewer, Noon).ShouldBe(Result.Ok);

        (Order.Status, Order.Rejections, Order.ResubmissionDeadline)
            .ShouldBe((OrderStatus.Rejected, 1, Noon + Terms.ResubmissionWindow));
        Review review = Order.Reviews.ShouldHaveSingleItem();
        (review.Approved, review.Reasons, review.Note).ShouldBe((false, "BLUR,RED_EYE", "再近一点"));
        review.ReasonList.Select(reason => reason.Remedy.Zh).ShouldAllBe(remedy => remedy.Length > 0);
        review.ReasonList.Count().ShouldBe(2);
        Order.History[^1].Reason.ShouldBe("BLUR,RED_EYE");
    }

    [Theory]
    [InlineData("")]
    [InlineData("NO_SUCH_REASON")]
    [InlineData("BLUR,NO_SUCH_REASON")]
    [InlineData("BLUR,GLARE,RED_EYE,MAKEUP,TOO_OLD,RESHOT")]
    public void A_rejection_needs_one_to_five_reasons_of_the_catalogue(string reasons)
    {
        _made.Claimed();

        Refused(
            order => order.Reject(
                order.CurrentSubmissionId, reasons.Split(',', StringSplitOptions.RemoveEmptyEntries), null, Reviewer, Noon),
            OrderErrors.ReasonUnknown);
    }

    [Fact]
    public void Five_reasons_are_not_too_many()
    {
        _made.Claimed();

        Order.Reject(Order.CurrentSubmissionId, ["BLUR", "GLARE", "RED_EYE", "MAKEUP", "TOO_OLD"], null, Reviewer, Noon).ShouldBe(Result.Ok);
    }

    [Fact]
    public void The_last_attempts_rejection_closes_the_order_and_gives_the_money_back()
    {
        _made.Claimed().Rejected().Resubmitted().Claimed().Rejected().Resubmitted().Claimed().Rejected();

        (Order.Status, Order.Rejections).ShouldBe((OrderStatus.Cancelled, 3));
        (Order.Returned, Order.RefundStatus, Order.ResubmissionDeadline).ShouldBe((Terms.Price, RefundStatus.Pending, null));
        Order.Refunds.ShouldHaveSingleItem().Cause.ShouldBe(RefundCause.Closed);
        Order.History[^1].Action.ShouldBe(OrderAction.Reject);
    }

    [Fact]
    public void By_the_campaigns_policy_a_closed_order_keeps_the_money()
    {
        AnOrder made = At(
            OrderStatus.PendingReview, terms => terms with { AttemptsAllowed = 1, ClosingRefund = ClosingRefund.None });
        made.Claimed().Rejected();

        (made.Order.Status, made.Order.Returned).ShouldBe((OrderStatus.Cancelled, Money.Zero));
        made.Order.RefundStatus.ShouldBe(RefundStatus.None);
    }

    [Fact]
    public void A_reopened_order_waits_for_a_reviewer_again()
    {
        _made.Claimed().Approved();

        Order.Reopen("误判", SeniorReviewer, Noon).ShouldBe(Result.Ok);

        Order.Status.ShouldBe(OrderStatus.PendingReview);
        Order.LeaseHolder.ShouldBeNull();
        Order.History[^1].Reason.ShouldBe("误判");
    }

    [Fact]
    public void An_open_refund_request_holds_the_claim_and_the_approval_but_not_a_rejection()
    {
        _made.Claimed().RefundRequested();
        Refused(order => order.Claim(Reviewer, ReviewerPhone, Lease, Noon), OrderErrors.RefundRequested);
        Refused(order => order.Approve(order.CurrentSubmissionId, Reviewer, Noon), OrderErrors.RefundRequested);

        _made.Rejected();
        Order.Status.ShouldBe(OrderStatus.Rejected);
    }

    [Fact]
    public void An_open_refund_request_holds_the_rejection_that_would_close_the_order()
    {
        AnOrder made = At(OrderStatus.PendingReview, terms => terms with { AttemptsAllowed = 1 }).Claimed().RefundRequested();

        made.Order.Reject(made.Order.CurrentSubmissionId, ["BLUR"], null, Reviewer, Noon).Error.ShouldBe(OrderErrors.RefundRequested);
        made.Order.Status.ShouldBe(OrderStatus.PendingReview);
    }

    private void Refused(Func<Order, Result> act, Error because)
    {
        string before = _made.Fingerprint();
        act(Order).Error.ShouldBe(because);
        _made.Fingerprint().ShouldBe(before);
    }
}
