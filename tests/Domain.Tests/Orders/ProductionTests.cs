using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class ProductionTests
{
    [Fact]
    public void A_draft_takes_approved_orders_of_its_campaign_with_their_current_photo()
    {
        var made = At(OrderStatus.PendingProduction);
        var batch = ABatch(made);
        var line = batch.Take(made.Order, made.Submission, Operator, Noon).Value;
        (line.BatchId, line.OrderId, line.OrderNumber, line.Photo, line.State).ShouldBe(
            (batch.Id, made.Order.Id, made.Order.Number, made.Submission.Standardised, BatchLineState.Included));
        (made.Order.Status, made.Order.BatchId).ShouldBe((OrderStatus.InProduction, batch.Id));
    }

    [Fact]
    public void A_batch_refuses_another_campaigns_order_another_photo_and_what_is_not_approved()
    {
        var made = At(OrderStatus.PendingProduction);
        new ProductionBatch(Batch, new CampaignId(Person(99)), Operator.Id, Noon).Take(made.Order, made.Submission, Operator, Noon)
            .Error!.Is(OrderErrors.NotFound).ShouldBeTrue();
        ABatch(made).Take(made.Order, made.Photo(), Operator, Noon).Error!.Is(OrderErrors.NotTheCurrentSubmission).ShouldBeTrue();
        ABatch(made).Take(made.Order, made.Submission, Reviewer, Noon).Error!.Is(OrderErrors.ActorNotAllowed).ShouldBeTrue();
        var waiting = At(OrderStatus.PendingReview);
        ABatch(waiting).Take(waiting.Order, waiting.Submission, Operator, Noon).Error!.Is(OrderErrors.TransitionNotAllowed).ShouldBeTrue();
        made.Order.Status.ShouldBe(OrderStatus.PendingProduction);
    }

    [Fact]
    public void A_refund_request_keeps_an_order_out_of_production()
    {
        var made = At(OrderStatus.PendingProduction).RefundRequested();
        ABatch(made).Take(made.Order, made.Submission, Operator, Noon).Error!.Is(OrderErrors.RefundRequested).ShouldBeTrue();
    }

    [Fact]
    public void A_batch_goes_from_draft_to_locked_to_delivered_and_only_a_draft_is_cancelled()
    {
        var made = At(OrderStatus.PendingProduction);
        var batch = ABatch(made);
        batch.Deliver("SF1", Noon).Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
        batch.Lock(Noon).ShouldBe(Result.Ok);
        batch.Lock(Noon).Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
        batch.Cancel().Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
        batch.Take(made.Order, made.Submission, Operator, Noon).Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
        batch.Deliver("SF1", Noon.AddDays(1)).ShouldBe(Result.Ok);
        batch.Deliver("SF1", Noon).Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
        (batch.Status, batch.LockedAt, batch.DeliveredAt, batch.Receipt).ShouldBe((BatchStatus.Delivered, Noon, Noon.AddDays(1), "SF1"));

        var dropped = ABatch(made);
        dropped.Cancel().ShouldBe(Result.Ok);
        dropped.Lock(Noon).Error!.Is(BatchErrors.NotAllowed).ShouldBeTrue();
    }

    [Fact]
    public void An_order_returned_from_its_batch_waits_again_and_belongs_to_none()
    {
        var order = At(OrderStatus.InProduction).Order;
        order.ReturnFromBatch("学校要求重拍", Operator, Noon).ShouldBe(Result.Ok);
        (order.Status, order.BatchId, order.History[^1].Reason).ShouldBe((OrderStatus.PendingProduction, null, "学校要求重拍"));
    }

    [Fact]
    public void A_correction_opens_a_new_round_with_attempts_anew_and_free_of_charge()
    {
        var made = At(OrderStatus.Completed);
        made.Order.OpenCorrection("背景", Noon, Operator, Noon).Error!.Is(OrderErrors.DeadlineNotLater).ShouldBeTrue();
        made.Correcting();
        (made.Order.Status, made.Order.Round, made.Order.Rejections, made.Order.BatchId).ShouldBe((OrderStatus.Rejected, 2, 0, null));
        made.Order.ReplaceSubmission(made.Submission, Student, Noon).Error.ShouldNotBeNull("the photo that is corrected does not come back");
        made.Resubmitted().Order.Status.ShouldBe(OrderStatus.PendingReview);
        made.Order.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public void A_correction_without_another_photo_ends_with_the_delivered_one_and_no_money_back()
    {
        var made = At(OrderStatus.Completed).Correcting();
        var delivered = made.Submission.Id;
        made.Order.Close(Noon.AddDays(40)).ShouldBe(Result.Ok);
        (made.Order.Status, made.Order.CurrentSubmissionId, made.Order.Refunds.Count).ShouldBe((OrderStatus.Completed, delivered, 0));
    }

    [Fact]
    public void What_is_made_again_keeps_its_photo_result_and_proof_and_is_neither_reviewed_again_nor_paid_back()
    {
        var order = At(OrderStatus.Completed).Order;
        order.RecordResult(true, "", Noon.AddDays(7), Operator, Noon).Value.ShouldBeTrue();
        order.ConfirmProof(Student, Noon).ShouldBe(Result.Ok);
        var photo = order.CurrentSubmissionId;
        order.ReturnForRemake("寄送途中损坏", Operator, Noon).ShouldBe(Result.Ok);
        (order.Status, order.BatchId, order.IsRemake, order.Round).ShouldBe((OrderStatus.PendingProduction, null, true, 1));
        order.Can(OrderAction.RequestRefund, ActorKind.Student, Noon).ShouldBeFalse();
        order.Reopen("复核", SeniorReviewer, Noon).Error!.Is(OrderErrors.TransitionNotAllowed).ShouldBeTrue();

        order.StartProduction(Batch, Operator, Noon).ShouldBe(Result.Ok);
        order.Complete("R-2", Operator, Noon).ShouldBe(Result.Ok);
        (order.CurrentSubmissionId, order.ChsiResult, order.ProofConfirmedAt, order.IsRemake).ShouldBe((photo, ChsiResult.Accepted, Noon, false));
    }

    [Fact]
    public void A_refusal_is_known_until_another_photo_was_produced_and_the_same_word_again_changes_nothing()
    {
        var made = At(OrderStatus.Completed);
        var order = made.Order;
        order.RecordResult(false, "人像比对不通过", Noon, Operator, Noon).Error!.Is(OrderErrors.DeadlineNotLater).ShouldBeTrue();
        order.RecordResult(false, "人像比对不通过", Noon.AddDays(7), Operator, Noon).Value.ShouldBeTrue();
        (order.Status, order.Round, order.ChsiResult, order.CorrectionReason).ShouldBe((OrderStatus.Rejected, 2, ChsiResult.Refused, "人像比对不通过"));
        var before = made.Fingerprint();
        order.RecordResult(false, "人像比对不通过", Noon.AddDays(9), Operator, Noon.AddDays(1)).Value.ShouldBeFalse();
        made.Fingerprint().ShouldBe(before);

        made.Resubmitted().Claimed().Approved().InProduction();
        (order.ChsiResult, order.ChsiResultAt).ShouldBe((ChsiResult.Awaited, null));
        order.RecordResult(true, "", Noon, Operator, Noon).Value.ShouldBeTrue();
    }

    [Fact]
    public void Who_confirmed_the_proof_asks_support_and_staff_may_still_open_a_correction()
    {
        var order = At(OrderStatus.Completed).Order;
        order.ConfirmProof(Student, Noon).ShouldBe(Result.Ok);
        order.ConfirmProof(Student, Noon).Error!.Is(OrderErrors.ProofConfirmed).ShouldBeTrue();
        order.OpenCorrection("背景", Noon.AddDays(7), Student, Noon).Error!.Is(OrderErrors.ProofConfirmed).ShouldBeTrue();
        order.OpenCorrection("背景", Noon.AddDays(7), Operator, Noon).ShouldBe(Result.Ok);
    }

    private static ProductionBatch ABatch(AnOrder made) => new(Batch, made.Campaign.Id, Operator.Id, Noon);
}
