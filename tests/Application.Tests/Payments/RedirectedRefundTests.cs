using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>异常退款: the payer's account does not take the money, and finance sends it elsewhere.</summary>
public sealed class RedirectedRefundTests
{
    private static readonly BankCard Card = new("ICBC_DEBIT", "6222020200000000123", "张晓明");

    [Fact]
    public async Task To_a_card_it_goes_once_two_people_have_named_the_same_one()
    {
        await using var school = await School.OpenAsync();
        var (order, number) = await AbnormalAsync(school);
        var named = (await school.SendAsync(new RedirectRefundProcess(number, RefundDestination.PayerCard, Card, Books.Finance))).Value;
        (named.State, named.AwaitsSecondPerson, school.WeChatPay.Redirections.Count).ShouldBe((RefundState.Abnormal, true, 0));
        (await RedirectAsync(school, number, Card, Books.Finance)).AwaitsSecondPerson.ShouldBeTrue("nobody is their own second person");
        (await RedirectAsync(school, number, Card with { Number = "6222020200000009999" }, Books.SecondFinance)).AwaitsSecondPerson.ShouldBeTrue("another card begins anew");

        (await RedirectAsync(school, number, Card with { Number = "6222020200000009999" }, Books.Finance)).State.ShouldBe(RefundState.Processing);
        school.WeChatPay.Redirections.Single().Card!.Number.ShouldBe("6222020200000009999");
        (await school.SendAsync(new RedirectRefundProcess(number, RefundDestination.PayerCard, Card, Books.Finance))).Error!.Code.ShouldBe("refund.not_open");
        await school.NotifyAsync(school.WeChatPay.EndRefund(number, RefundOutcome.Succeeded));
        (await school.OrderAsync(order)).RefundStatus.ShouldBe(RefundStatus.Refunded);
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task What_went_to_the_merchant_is_given_back_only_when_people_have_paid_it_and_prove_it()
    {
        await using var school = await School.OpenAsync();
        var (order, number) = await AbnormalAsync(school);
        (await school.SendAsync(new RecordRefundByHandCommand(number, "工行回单 1"))).Error!.Code.ShouldBe("refund.not_open");
        (await school.SendAsync(new RedirectRefundProcess(number, RefundDestination.Merchant, null, Books.Finance))).Value.State.ShouldBe(RefundState.Processing);
        await school.NotifyAsync(school.WeChatPay.EndRefund(number, RefundOutcome.Succeeded));
        await school.QuietenAsync();
        var waiting = (await school.SendAsync(new ListRefundsQuery(RefundState.Abnormal, 10))).Value.Items.Single();
        (waiting.Fault, waiting.ByPeople, waiting.MayBeRedirected, waiting.RedirectedTo)
            .ShouldBe((Refund.WithMerchant, true, false, RefundDestination.Merchant));
        (await school.OrderAsync(order)).RefundStatus.ShouldBe(RefundStatus.Pending, "the payer has nothing yet");

        (await school.SendAsync(new RecordRefundByHandCommand(number, "工行回单 1"))).Value.RefundStatus.ShouldBe(RefundStatus.Refunded);
        var paid = (await school.OrderAsync(order)).Refunds.Single();
        (paid.State, paid.Evidence, paid.RefundId).ShouldBe((RefundState.Succeeded, "工行回单 1", $"5{number}"));
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task An_answer_that_is_lost_and_an_old_notification_do_no_harm()
    {
        await using var school = await School.OpenAsync();
        var (order, number) = await AbnormalAsync(school);
        var abnormal = school.WeChatPay.Refunds.Single();
        await RedirectAsync(school, number, Card, Books.Finance);
        school.WeChatPay.Faults = call => call == "redirect" ? Fault.LostAnswer : Fault.None;
        var second = new RedirectRefundProcess(number, RefundDestination.PayerCard, Card, Books.SecondFinance);
        (await school.SendAsync(second)).Error!.Code.ShouldBe(LoginErrors.WeChatUnavailable.Code);
        (await school.SendAsync(second)).Value.State.ShouldBe(RefundState.Processing, "it is asked for instead of sent twice");
        school.WeChatPay.Redirections.Count.ShouldBe(1);

        await school.NotifyAsync(abnormal);
        (await school.OrderAsync(order)).Refunds.Single().State.ShouldBe(RefundState.Abnormal);
        school.WeChatPay.EndRefund(number, RefundOutcome.Succeeded);
        await school.QuietenAsync();
        (await school.OrderAsync(order)).Refunds.Single().State.ShouldBe(RefundState.Succeeded, "the timers ask what holds");
        await school.BooksAgreeAsync();
    }

    [Fact]
    public async Task Only_what_WeChat_calls_abnormal_is_sent_elsewhere_and_a_card_is_needed_for_a_card()
    {
        await using var school = await School.OpenAsync();
        var (_, order) = await school.PayAsync();
        await RefundAsync(school, order);
        var number = (await school.OrderAsync(order)).Refunds.Single().OutRefundNo;
        (await school.SendAsync(new RedirectRefundProcess(number, RefundDestination.Merchant, null, Books.Finance))).Error!.Code.ShouldBe("refund.not_open");
        (await school.SendAsync(new RedirectRefundProcess("R-nobody-01", RefundDestination.Merchant, null, Books.Finance))).Error!.Code.ShouldBe("payment.unknown");
        foreach (var (to, card) in new (RefundDestination, BankCard?)[]
        {
            (RefundDestination.PayerCard, null), (RefundDestination.Merchant, Card), (RefundDestination.PayerCard, Card with { Number = "12" }),
            (RefundDestination.PayerCard, Card with { Bank = "工行" }), (RefundDestination.PayerCard, Card with { Holder = "" }),
        })
        {
            (await school.SendAsync(new RedirectRefundProcess(number, to, card, Books.Finance))).Error!.Code.ShouldBe("request.invalid");
        }
    }

    private static async Task<StaffRefundView> RedirectAsync(School school, string number, BankCard card, Guid by) =>
        (await school.SendAsync(new RedirectRefundProcess(number, RefundDestination.PayerCard, card, by))).Value;

    private static async Task<(OrderId Order, string OutRefundNo)> AbnormalAsync(School school)
    {
        var (_, order) = await school.PayAsync();
        await RefundAsync(school, order);
        await school.RunTimersAsync();
        var number = (await school.OrderAsync(order)).Refunds.Single().OutRefundNo;
        await school.NotifyAsync(school.WeChatPay.EndRefund(number, RefundOutcome.Abnormal));
        return (order, number);
    }

    private static async Task RefundAsync(School school, OrderId order)
    {
        (await school.SendAsync(new RequestRefundCommand(order, "不再需要", Books.Operator, await school.VersionAsync(order)))).Error.ShouldBeNull();
        (await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)))).Error.ShouldBeNull();
    }
}
