using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

public sealed class PlacingTests
{
    private readonly AnOrder _made = At(OrderStatus.PendingPayment);

    [Fact]
    public void A_placed_order_waits_for_its_payment_and_says_who_placed_it()
    {
        Order order = _made.Order;

        order.Status.ShouldBe(OrderStatus.PendingPayment);
        order.PaymentDueAt.ShouldBe(Noon + Terms.PaymentWindow);
        order.Identity.ShouldBe(Identity);
        order.ContactPhone.ShouldBe("13800138000");
        order.CurrentSubmissionId.ShouldBe(_made.Submission.Id);
        order.CurrentPhotoSha256.ShouldBe(_made.Submission.Original.Sha256);
        OrderTransition line = order.History.ShouldHaveSingleItem();
        (line.Action, line.To, line.ActorKind, line.ActorId, line.At)
            .ShouldBe((OrderAction.Place, OrderStatus.PendingPayment, ActorKind.Student, Student.Id, Noon));
        order.Events.ShouldHaveSingleItem().ShouldBeOfType<OrderTransitioned>().Action.ShouldBe(OrderAction.Place);
    }

    [Fact]
    public void The_campaigns_terms_are_frozen_into_the_order()
    {
        Order order = _made.Order;

        (order.Price, order.AttemptsAllowed, order.ResubmissionWindow, order.ClosingRefund, order.MerchantAccount)
            .ShouldBe((Terms.Price, Terms.AttemptsAllowed, Terms.ResubmissionWindow, Terms.ClosingRefund, Terms.MerchantAccount));
        order.ResubmissionEndsAt.ShouldBe(_made.Campaign.ResubmissionEndsAt);
        (order.Kind, order.Mode).ShouldBe((Terms.Kind, Terms.Mode));
    }

    [Theory]
    [InlineData(Payer.School)]
    [InlineData(Payer.Free)]
    public void Where_the_student_owes_nothing_the_order_goes_to_review_at_once(Payer payer)
    {
        Order order = At(OrderStatus.PendingPayment, terms => terms with { Payer = payer }).Order;

        order.Price.ShouldBe(Money.Zero);
        order.Status.ShouldBe(OrderStatus.PendingReview);
    }

    [Fact]
    public void A_reprint_needs_no_review_once_nothing_is_due() =>
        At(OrderStatus.PendingPayment, terms => terms with { Kind = OrderKind.Reprint, Payer = Payer.Free })
            .Order.Status.ShouldBe(OrderStatus.PendingProduction);

    [Fact]
    public void Nobody_orders_before_the_campaign_opens_or_once_it_closes()
    {
        Place(now: _made.Campaign.OpensAt.AddTicks(-1)).Error.ShouldBe(CampaignErrors.NotOpen);
        Place(now: _made.Campaign.ClosesAt).Error.ShouldBe(CampaignErrors.NotOpen);
        Place(now: _made.Campaign.OpensAt).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_orders_for_another_students_enrolment()
    {
        var stranger = new Account(new AccountId(Person(9)), "openid-of-wang", "2026-01", Noon);
        stranger.SetPhone("13900139000", ReviewerPhone);

        Place(account: stranger).Error.ShouldBe(EnrolmentErrors.NotFound);
    }

    [Fact]
    public void A_released_enrolment_takes_no_order()
    {
        _made.Enrolment.Release(Noon).ShouldBe(Result.Ok);

        Place().Error.ShouldBe(EnrolmentErrors.NotFound);
    }

    [Fact]
    public void An_enrolment_of_another_campaign_takes_no_order()
    {
        Campaign other = new(
            new CampaignId(Person(29)), _made.Campaign.SchoolId, "补采", new FeatureCode("C3D4"), Terms, "chsi-graduation-2017", 1,
            Noon.AddDays(-1), Noon.AddDays(1), Noon.AddDays(1));
        other.Open();

        Place(campaign: other).Error.ShouldBe(EnrolmentErrors.NotFound);
    }

    [Fact]
    public void A_photo_of_another_enrolment_is_not_ordered() =>
        Place(_made.Photo(of: new EnrolmentId(Person(39)))).Error.ShouldBe(SubmissionErrors.NotFound);

    [Fact]
    public void A_photo_that_failed_the_first_check_is_not_ordered()
    {
        Place(_made.Photo(Report(CheckVerdict.Fail))).Error.ShouldBe(SubmissionErrors.NotPassed);
        Place(_made.Photo(standardised: false)).Error.ShouldBe(SubmissionErrors.NotPassed);
    }

    [Fact]
    public void Without_a_verified_phone_nothing_is_ordered() =>
        Place(account: new Account(_made.Account.Id, "openid-of-zhang", "2026-01", Noon)).Error.ShouldBe(AccountErrors.PhoneRequired);

    private Result<Order> Place(
        Submission? submission = null, Account? account = null, Campaign? campaign = null, DateTimeOffset? now = null) =>
        Order.Place(
            new OrderId(Person(33)), OrderNumber.At("000015", Noon), campaign ?? _made.Campaign, _made.Enrolment,
            submission ?? _made.Submission, account ?? _made.Account, now ?? Noon);
}
