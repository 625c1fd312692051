using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>申请退款: a student asks, finance decides.</summary>
public sealed class StudentRefundTests
{
    [Fact]
    public async Task The_order_shows_the_request_and_what_finance_says_to_it()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PayAsync();
        (await SeenAsync(school, student, order)).AllowedActions.ShouldContain(OrderAction.RequestRefund);
        var asked = (await school.SendAsync(new AskForRefundCommand(student, order, "已在别处采集"))).Value;
        (asked.RefundStatus, asked.RefundRequest).ShouldBe((RefundStatus.Requested, new RefundWishView("已在别处采集", null)));
        asked.AllowedActions.ShouldContain(OrderAction.WithdrawRefundRequest);
        asked.AllowedActions.ShouldNotContain(OrderAction.RequestRefund);
        var waiting = (await school.SendAsync(new ListRefundRequestsQuery())).Value.Items.Single();
        (waiting.ByStudent, waiting.Reason).ShouldBe((true, "已在别处采集"));

        (await school.SendAsync(new DeclineRefundCommand(order, "照片已送制作", Books.Finance, await school.VersionAsync(order)))).Error.ShouldBeNull();
        (await SeenAsync(school, student, order)).RefundRequest.ShouldBe(new RefundWishView("已在别处采集", "照片已送制作"));
        (await school.SendAsync(new AskForRefundCommand(student, order, "再次申请"))).Value.RefundRequest.ShouldBe(new RefundWishView("再次申请", null));
        (await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)))).Value.Status.ShouldBe(OrderStatus.Cancelled);
        await school.QuietenAsync();
        (await SeenAsync(school, student, order)).RefundStatus.ShouldBe(RefundStatus.Refunded);
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task Above_the_limit_two_members_of_finance_decide_on_a_students_request_too()
    {
        await using var school = await School.OpenAsync(("Payments:RefundLimitFen", "2999"));
        var (student, order) = await school.PayAsync();
        (await school.SendAsync(new AskForRefundCommand(student, order, "不需要了"))).Error.ShouldBeNull();
        var first = await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)));
        (first.Value.Status, first.Value.AwaitsSecondPerson).ShouldBe((OrderStatus.PendingReview, true));
        (await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)))).Error!.Code.ShouldBe("order.second_person_required");
        (await school.SendAsync(new ApproveRefundCommand(order, Books.SecondFinance, await school.VersionAsync(order)))).Value.Status.ShouldBe(OrderStatus.Cancelled);
    }

    [Fact]
    public async Task A_request_is_taken_back_by_whoever_made_it_alone_and_the_order_goes_on()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PayAsync();
        (await school.SendAsync(new AskForRefundCommand(student, order, "不需要了"))).Error.ShouldBeNull();
        (await school.SendAsync(new WithdrawRefundRequestCommand(order, Books.Operator))).Error!.Code.ShouldBe("order.actor_not_allowed");
        var back = (await school.SendAsync(new TakeRefundRequestBackCommand(student, order))).Value;
        (back.RefundStatus, back.RefundRequest).ShouldBe((RefundStatus.None, null));

        (await school.SendAsync(new RequestRefundCommand(order, "学校代为申请", Books.Operator, await school.VersionAsync(order)))).Error.ShouldBeNull();
        var seen = await SeenAsync(school, student, order);
        seen.RefundRequest.ShouldBeNull("an operator's words are not the student's");
        seen.AllowedActions.ShouldNotContain(OrderAction.WithdrawRefundRequest);
        (await school.SendAsync(new TakeRefundRequestBackCommand(student, order))).Error!.Code.ShouldBe("order.actor_not_allowed");
        (await school.SendAsync(new AskForRefundCommand(student, order, "我也申请"))).Error!.Code.ShouldBe("order.refund_requested");
    }

    [Fact]
    public async Task Nothing_paid_is_nothing_to_ask_for_and_anothers_order_is_not_there()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        (await school.SendAsync(new AskForRefundCommand(student, new OrderId(order.Id), "不需要了"))).Error!.Code.ShouldBe("order.transition_not_allowed");
        (await school.SendAsync(new AskForRefundCommand(await school.StudentAsync(), new OrderId(order.Id), "不需要了"))).Error!.Code.ShouldBe("order.not_found");
        (await school.SendAsync(new AskForRefundCommand(student, new OrderId(order.Id), ""))).Error!.Code.ShouldBe("request.invalid");
    }

    [Fact]
    public async Task A_risky_text_is_refused_and_what_WeChat_cannot_judge_goes_on()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PayAsync();
        (await school.SendAsync(new AskForRefundCommand(student, order, "违规文字"))).Error.ShouldBe(MessageErrors.TextRisky);
        (await SeenAsync(school, student, order)).RefundStatus.ShouldBe(RefundStatus.None);
        school.Texts.Judged.Single().OpenId.ShouldBe("openid-1");

        foreach (Error? refusal in new[] { LoginErrors.WeChatUnavailable, MessageErrors.AuthorNotActive, null })
        {
            school.Texts.Refusal = refusal;
            (await school.SendAsync(new AskForRefundCommand(student, order, refusal is null ? "可疑文字" : "违规文字"))).Error.ShouldBeNull();
            (await school.SendAsync(new TakeRefundRequestBackCommand(student, order))).Error.ShouldBeNull();
        }

        school.Texts.Judged.Count.ShouldBe(4);
    }

    private static async Task<OrderView> SeenAsync(School school, AccountId student, OrderId order) =>
        (await school.SendAsync(new GetOrderQuery(student, order))).Value;
}
