using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>What people do with money, and what students are told.</summary>
public sealed class PeopleTests
{
    private static readonly Guid Reviewer = new("0197a000-0000-7000-8000-000000000001");

    private static readonly (string, string?)[] Templates =
    [
        ("Messages:Templates:Paid:Id", "template-paid"), ("Messages:Templates:Paid:Page", "pages/order?id={order}"),
        ("Messages:Templates:Paid:Fields:character_string1", "number"), ("Messages:Templates:Paid:Fields:amount2", "price"),
        ("Messages:Templates:Paid:Fields:thing3", "text"),
        ("Messages:Templates:Reviewed:Id", "template-reviewed"), ("Messages:Templates:Reviewed:Fields:phrase1", "status"),
        ("Messages:Templates:Reminder:Id", "template-reminder"), ("Messages:Templates:Reminder:Fields:time1", "due"),
        ("Messages:Templates:PhotoChecked:Id", "template-checked"), ("Messages:Templates:PhotoChecked:Fields:thing1", "text"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Above_the_limit_two_members_of_finance_give_the_whole_back_and_neither_is_who_asked()
    {
        await using var school = await School.OpenAsync(("Payments:RefundLimitFen", "2999"));
        var (_, order) = await school.PayAsync();
        await AskAsync(school, order);
        (await ApproveAsync(school, order, Books.Operator)).Error!.Code.ShouldBe(OrderErrors.SecondPersonRequired.Code);
        (await ApproveAsync(school, order, Books.Finance)).Value.AwaitsSecondPerson.ShouldBeTrue();
        (await ApproveAsync(school, order, Books.Finance)).Error!.Code.ShouldBe(OrderErrors.SecondPersonRequired.Code);
        (await school.OrderAsync(order)).Refunds.ShouldBeEmpty();
        (await school.SendAsync(new ListRefundRequestsQuery())).Value.Items.Single().AwaitsSecondPerson.ShouldBeTrue();
        (await ApproveAsync(school, order, Books.SecondFinance)).Value.Status.ShouldBe(OrderStatus.Cancelled);
        await school.QuietenAsync();
        await school.MoneyHoldsAsync([order]);
    }

    [Fact]
    public async Task A_courtesy_is_proposed_by_one_and_given_by_another_with_the_same_amount()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        (await GoodwillAsync(school, order, 500, Books.Finance)).Value.AwaitsSecondPerson.ShouldBeTrue();
        (await GoodwillAsync(school, order, 600, Books.SecondFinance)).Value.Refundable.AmountFen.ShouldBe(3000, "another amount is another proposal");
        var given = (await GoodwillAsync(school, order, 600, Books.Finance)).Value;
        (given.Refundable.AmountFen, given.AwaitsSecondPerson, given.Status).ShouldBe((2400, false, OrderStatus.PendingReview));
        await school.QuietenAsync();
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task A_transfer_pays_once_a_second_person_agrees_and_goes_back_by_people_too()
    {
        await using var school = await School.OpenAsync();
        var (student, order, wechat) = await school.AboutToPayAsync();
        var transfer = (await school.SendAsync(new ConfirmTransferProcess(order, "回单 1", Books.Operator))).Value;
        school.WeChatPay.StateOf(wechat).ShouldBe(ChargeState.Closed, "the student's own attempt is closed first");
        (await school.SendAsync(new StartPaymentProcess(student, order))).Error!.Code.ShouldBe(OrderErrors.PaymentUnderExamination.Code);
        school.Clock.Advance(TimeSpan.FromHours(1));
        (await school.RunTimersAsync()).Expired.ShouldBe(0, "the order waits for the second person");
        (await school.SendAsync(new DecideTransferCommand(transfer.OutTradeNo, true, Books.Operator))).Error!.Code.ShouldBe(OrderErrors.SecondPersonRequired.Code);
        (await school.SendAsync(new DecideTransferCommand(transfer.OutTradeNo, true, Books.Finance))).Value.Status.ShouldBe(OrderStatus.PendingReview);

        await AskAsync(school, order);
        (await ApproveAsync(school, order, Books.Finance)).Error.ShouldBeNull();
        (await school.RunTimersAsync()).RefundsTried.ShouldBe(0, "there is nobody to send it to");
        var refund = (await school.SendAsync(new ListRefundsQuery(null, 10))).Value.Items.Single();
        refund.ByPeople.ShouldBeTrue();
        (await school.SendAsync(new RecordRefundByHandCommand(refund.OutRefundNo, "回单 2"))).Value.RefundStatus.ShouldBe(RefundStatus.Refunded);
        (await school.SendAsync(new RecordRefundByHandCommand(refund.OutRefundNo, "回单 2"))).Error!.Code.ShouldBe("refund.not_open");
    }

    [Fact]
    public async Task A_transfer_that_did_not_come_leaves_the_order_to_be_paid()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        var id = new OrderId(order.Id);
        var transfer = (await school.SendAsync(new ConfirmTransferProcess(id, "回单 1", Books.Operator))).Value;
        (await school.SendAsync(new DecideTransferCommand(transfer.OutTradeNo, false, Books.Finance))).Value.Status.ShouldBe(OrderStatus.PendingPayment);
        (await school.SendAsync(new DecideTransferCommand(transfer.OutTradeNo, true, Books.Finance))).Error!.Code.ShouldBe("payment.no_transfer");
        (await school.SendAsync(new StartPaymentProcess(student, id))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_allowed_a_message_gets_one_for_each_consent_and_the_inbox_tells_everybody()
    {
        await using var school = await School.OpenAsync(Templates);
        var (student, order, number) = await school.AboutToPayAsync();
        (await school.SendAsync(new Accounts.AllowMessagesCommand(student, ["template-paid"]))).Error.ShouldBeNull();
        await school.NotifyAsync(school.WeChatPay.Pay(number));
        await school.ApproveAsync(order, Reviewer);
        await school.DeliverAsync();
        await school.DeliverAsync();
        (await school.SendAsync(new SendMessagesProcess())).Value.ShouldBe(1);
        (await school.SendAsync(new SendMessagesProcess())).Value.ShouldBe(0);
        var sent = school.Messages.Sent.Single();
        (sent.TemplateId, sent.Page).ShouldBe(("template-paid", $"pages/order?id={order.Value}"));
        (sent.Values["amount2"], sent.Values["character_string1"]).ShouldBe(("30.00", number[..^3]));
        (await school.SendAsync(new ListMessagesQuery(student))).Value.Items.Count.ShouldBe(2, "payment and approval, consent or not");
        (await school.ReadAsync(db => db.Accounts.SingleAsync(one => one.Id == student, Ct))).MessageCredits.Single().Left.ShouldBe(0);
    }

    [Fact]
    public async Task What_WeChat_says_of_consents_counts_and_an_answer_that_is_lost_is_not_tried_for_ever()
    {
        await using var school = await School.OpenAsync(Templates);
        var (student, _, number) = await school.AboutToPayAsync();
        for (var times = 0; times < 3; times++) await school.SendAsync(new Accounts.AllowMessagesCommand(student, ["template-paid"]));
        await school.NotifyAsync(school.WeChatPay.Pay(number));
        await school.DeliverAsync();
        school.Messages.Refusal = LoginErrors.WeChatUnavailable;
        await school.SendAsync(new SendMessagesProcess());
        school.Clock.Advance(TimeSpan.FromMinutes(10));
        school.Messages.Refusal = MessageErrors.NotAllowed;
        (await school.SendAsync(new SendMessagesProcess())).Value.ShouldBe(1);
        (await school.ReadAsync(db => db.SubscribeDeliveries.SingleAsync(Ct))).State.ShouldBe(DeliveryState.NotAllowed);
        (await school.ReadAsync(db => db.Accounts.SingleAsync(one => one.Id == student, Ct))).MessageCredits.Single().Left.ShouldBe(0);
    }

    [Fact]
    public async Task A_deadline_that_is_near_is_recalled_once()
    {
        await using var school = await School.OpenAsync(Templates);
        var (student, _) = await school.PlaceAsync();
        (await school.SendAsync(new Accounts.AllowMessagesCommand(student, ["template-reminder"]))).Error.ShouldBeNull();
        (await school.SendAsync(new RemindStudentsProcess())).Value.ShouldBe(0);
        school.Clock.Advance(TimeSpan.FromMinutes(21));
        (await school.SendAsync(new RemindStudentsProcess())).Value.ShouldBe(1);
        (await school.SendAsync(new RemindStudentsProcess())).Value.ShouldBe(0);
        await school.DeliverAsync();
        (await school.SendAsync(new SendMessagesProcess())).Value.ShouldBe(1);
        school.Messages.Sent.Single().Values["time1"].ShouldBe("2026-11-24 10:30");
        (await school.SendAsync(new ListMessagesQuery(student))).Value.Items.Single().Text.Text.Zh.ShouldBe("订单即将超时，请尽快完成支付。");
    }

    [Fact]
    public async Task The_first_check_is_told_of_where_it_was_allowed()
    {
        await using var school = await School.OpenAsync(Templates);
        var student = await school.StudentAsync();
        (await school.SendAsync(new Accounts.AllowMessagesCommand(student, ["template-checked"]))).Error.ShouldBeNull();
        (await school.SubmitAsync(student, await school.EnrolAsync(student))).Error.ShouldBeNull();
        (await school.SendAsync(new SendMessagesProcess())).Value.ShouldBe(1);
        school.Messages.Sent.Single().Values["thing1"].ShouldBe("照片初审合格");
    }

    [Fact]
    public async Task Shipping_information_is_uploaded_once_the_photo_is_approved_and_tried_again_until_WeChat_knows_the_payment()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await school.ApproveAsync(order, Reviewer);
        await school.DeliverAsync();
        (await school.SendAsync(new UploadShippingProcess())).Value.ShouldBe(0, "not within thirty seconds of the payment");
        school.Clock.Advance(TimeSpan.FromSeconds(31));
        school.Shipping.Refusal = ShippingErrors.NotYet;
        (await school.SendAsync(new UploadShippingProcess())).Value.ShouldBe(1);
        school.Shipping.Refusal = null;
        school.Clock.Advance(TimeSpan.FromSeconds(30));
        (await school.SendAsync(new UploadShippingProcess())).Value.ShouldBe(1);
        school.Clock.Advance(TimeSpan.FromHours(1));
        (await school.SendAsync(new UploadShippingProcess())).Value.ShouldBe(0);
        var shipped = school.Shipping.Uploaded.Single();
        (shipped.Kind, shipped.PayerOpenId).ShouldBe((ShippingKind.Virtual, (await school.OrderAsync(order)).Attempts[0].PayerOpenId));
    }

    private static async Task AskAsync(School school, OrderId order) =>
        (await school.SendAsync(new RequestRefundCommand(order, "不再需要", Books.Operator, await school.VersionAsync(order)))).Error.ShouldBeNull();

    private static async Task<Domain.Common.Result<MoneyReceipt>> ApproveAsync(School school, OrderId order, Guid by) =>
        await school.SendAsync(new ApproveRefundCommand(order, by, await school.VersionAsync(order)));

    private static async Task<Domain.Common.Result<MoneyReceipt>> GoodwillAsync(School school, OrderId order, long fen, Guid by) =>
        await school.SendAsync(new GiveGoodwillCommand(order, fen, "等待过长", by, await school.VersionAsync(order)));
}
