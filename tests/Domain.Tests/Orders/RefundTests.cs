using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class RefundTests
{
    [Fact]
    public void A_request_is_made_once_by_student_or_operator_and_holds_the_order()
    {
        var order = At(OrderStatus.PendingReview).RefundRequested().Order;
        order.RequestRefund("再来", Student, Noon).Error!.Is(OrderErrors.RefundRequested).ShouldBeTrue();
        order.Claim(Reviewer, null, Lease, Noon).Error!.Is(OrderErrors.RefundRequested).ShouldBeTrue();
        order.Close(Noon.AddDays(99)).Error.ShouldNotBeNull();
        order.RefundStatus.ShouldBe(RefundStatus.Requested);
        At(OrderStatus.PendingReview).Order.RequestRefund("审核员", Reviewer, Noon).Error!.Is(OrderErrors.ActorNotAllowed).ShouldBeTrue();
    }

    [Fact]
    public void A_request_is_taken_back_by_who_made_it_and_declined_by_finance()
    {
        var order = At(OrderStatus.PendingReview).RefundRequested().Order;
        order.WithdrawRefundRequest(Operator, Noon).Error!.Is(OrderErrors.ActorNotAllowed).ShouldBeTrue();
        order.WithdrawRefundRequest(Student, Noon).ShouldBe(Result.Ok);
        (order.RefundStatus, order.RefundRequestedBy).ShouldBe((RefundStatus.None, null));
        order.WithdrawRefundRequest(Student, Noon).Error!.Is(OrderErrors.NoRefundRequest).ShouldBeTrue();

        order.RequestRefund("再想", Student, Noon).ShouldBe(Result.Ok);
        order.DeclineRefund("已审核", Finance, Noon).ShouldBe(Result.Ok);
        order.RefundStatus.ShouldBe(RefundStatus.Declined);
        order.DeclineRefund("再次", Finance, Noon).Error!.Is(OrderErrors.NoRefundRequest).ShouldBeTrue();
    }

    [Fact]
    public void An_approved_request_gives_the_whole_back_and_ends_the_order()
    {
        var order = At(OrderStatus.PendingProduction).RefundRequested().Order;
        order.ApproveRefund(Finance, null, Limit, Noon).ShouldBe(Result.Ok);
        (order.Status, order.RefundStatus, order.Refunds.Single().Amount, order.Refundable).ShouldBe(
            (OrderStatus.Cancelled, RefundStatus.Pending, order.Price, Money.Zero));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(1, "")]
    [InlineData(0, "of another charge")]
    public void What_the_provider_says_of_another_amount_or_charge_settles_no_refund(int moreFen, string chargeSuffix)
    {
        var order = At(OrderStatus.PendingProduction).RefundRequested().Order;
        order.ApproveRefund(Finance, null, Limit, Noon).ShouldBe(Result.Ok);
        var refund = order.Refunds.Single();
        var told = new RefundFact(
            refund.OutRefundNo, "5030000001", refund.OutTradeNo, refund.TransactionId + chargeSuffix, "1900000001",
            refund.Amount.Fen + moreFen, refund.Amount.Fen, RefundOutcome.Succeeded, Noon);
        order.ApplyRefund(told, Noon).Error!.Is(PaymentErrors.RefundDiffers).ShouldBeTrue();
        (refund.State, order.RefundStatus).ShouldBe((RefundState.Decided, RefundStatus.Pending));

        order.ApplyRefund(told with { AmountFen = refund.Amount.Fen, TransactionId = refund.TransactionId }, Noon).Value.ShouldBeTrue();
        (refund.State, order.RefundStatus).ShouldBe((RefundState.Succeeded, RefundStatus.Refunded));
    }

    [Fact]
    public void Who_asked_does_not_approve_and_above_the_limit_two_do()
    {
        var asked = At(OrderStatus.PendingReview).RefundRequested(Operator).Order;
        asked.ApproveRefund(new Actor(ActorKind.Finance, Operator.Id), null, Limit, Noon).Error!.Is(OrderErrors.SecondPersonRequired).ShouldBeTrue();

        var dear = At(OrderStatus.PendingReview, terms => terms with { Price = new Money(Limit.Fen + 1) }).RefundRequested().Order;
        dear.ApproveRefund(Finance, null, Limit, Noon).Error!.Is(OrderErrors.SecondPersonRequired).ShouldBeTrue();
        dear.ApproveRefund(Finance, Finance, Limit, Noon).Error!.Is(OrderErrors.SecondPersonRequired).ShouldBeTrue();
        dear.ApproveRefund(Finance, new Actor(ActorKind.Operator, SecondFinance.Id), Limit, Noon).Error!.Is(OrderErrors.SecondPersonRequired).ShouldBeTrue();
        dear.ApproveRefund(Finance, SecondFinance, Limit, Noon).ShouldBe(Result.Ok);
    }

    [Fact]
    public void Goodwill_takes_two_and_gives_no_more_than_is_left_and_only_a_part_before_production()
    {
        var order = At(OrderStatus.PendingReview).Order;
        order.RefundGoodwill(new Money(100), "歉意", Finance, null, Noon).Error!.Is(OrderErrors.SecondPersonRequired).ShouldBeTrue();
        order.RefundGoodwill(Money.Zero, "歉意", Finance, SecondFinance, Noon).Error!.Is(OrderErrors.RefundExceedsPaid).ShouldBeTrue();
        order.RefundGoodwill(order.Price, "歉意", Finance, SecondFinance, Noon).Error!.Is(OrderErrors.GoodwillOnlyPart).ShouldBeTrue();
        order.RefundGoodwill(new Money(order.Price.Fen + 1), "歉意", Finance, SecondFinance, Noon).Error!.Is(OrderErrors.RefundExceedsPaid).ShouldBeTrue();
        order.RefundGoodwill(new Money(500), "歉意", Finance, SecondFinance, Noon).ShouldBe(Result.Ok);
        (order.Status, order.Refundable, order.RefundStatus).ShouldBe((OrderStatus.PendingReview, new Money(2_000), RefundStatus.Pending));

        var made = At(OrderStatus.Completed).Order;
        made.RefundGoodwill(made.Price, "歉意", Finance, SecondFinance, Noon).ShouldBe(Result.Ok);
        made.RefundGoodwill(new Money(1), "歉意", Finance, SecondFinance, Noon).Error!.Is(OrderErrors.NothingPaid).ShouldBeTrue();
    }

    [Fact]
    public void Closing_gives_the_money_back_as_the_campaign_says()
    {
        Closed(ClosingRefund.Full).Refunds.Single().Amount.ShouldBe(new Money(2_500));
        Closed(ClosingRefund.None).Refunds.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_goes_back_for_an_order_that_nobody_paid()
    {
        var free = At(OrderStatus.PendingReview, terms => terms with { Payer = Payer.Free, Price = Money.Zero }).Order;
        free.RequestRefund("不再需要", Student, Noon).Error!.Is(OrderErrors.NothingPaid).ShouldBeTrue();
        free.RefundGoodwill(new Money(1), "歉意", Finance, SecondFinance, Noon).Error!.Is(OrderErrors.NothingPaid).ShouldBeTrue();
    }

    private static Order Closed(ClosingRefund policy)
    {
        var order = At(OrderStatus.Rejected, terms => terms with { ClosingRefund = policy }).Order;
        order.Close(Noon.AddDays(40)).ShouldBe(Result.Ok);
        return order;
    }
}
