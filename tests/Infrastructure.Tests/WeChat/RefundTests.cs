using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class RefundTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refund_is_taken_and_told_of_once_the_payer_has_the_money()
    {
        var (charge, request) = await PaidAsync(fen: 1000);

        var taken = (await weChat.Gateway.RefundAsync(request, Token)).Value;
        taken.Outcome.ShouldBe(RefundOutcome.Processing);
        var told = (await NextRefundAsync()).ShouldNotBeNull();
        told.ShouldBe(new RefundFact(
            request.OutRefundNo, taken.RefundId, charge.OutTradeNo, request.TransactionId,
            weChat.Gateway.FindAccount("main")!.MerchantId, 1000, 2500, RefundOutcome.Succeeded, told.RefundedAt));
        told.RefundedAt.ShouldNotBeNull();
        (await weChat.Gateway.QueryRefundAsync("main", request.OutRefundNo, Token)).Value.ShouldBe(told);
        (await weChat.Gateway.QueryAsync("main", charge.OutTradeNo, Token)).Value.State.ShouldBe(ChargeState.Refunded);
    }

    [Fact]
    public async Task Asking_twice_with_the_same_number_gives_the_money_back_once()
    {
        var (_, request) = await PaidAsync();

        var first = (await weChat.Gateway.RefundAsync(request, Token)).Value;
        (await weChat.Gateway.RefundAsync(request, Token)).Value.RefundId.ShouldBe(first.RefundId);
        var refused = (await weChat.Gateway.RefundAsync(request with { AmountFen = 1 }, Token)).Error!;
        (refused.Code, refused.Facts["reason"]).ShouldBe((PaymentErrors.RefundRefused.Code, "INVALIDREQUEST"));
        (await RefundsOfAsync(request)).ShouldBe(1);
        await NextRefundAsync();
    }

    [Theory]
    [InlineData("refund-500")]
    [InlineData("refund-429")]
    [InlineData("refund-reset-before-commit")]
    [InlineData("refund-reset-after-commit")]
    [InlineData("refund-timeout-after-commit")]
    public async Task A_refund_whose_answer_is_lost_is_repeated_and_made_once(string fault)
    {
        var (_, request) = await PaidAsync();
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutRefundNo);

        (await weChat.Gateway.RefundAsync(request, Token)).Succeeded.ShouldBeTrue();
        (await RefundsOfAsync(request)).ShouldBe(1);
        await NextRefundAsync();
    }

    [Fact]
    public async Task Refunds_never_exceed_the_payment()
    {
        var (_, request) = await PaidAsync(fen: 1500);
        (await weChat.Gateway.RefundAsync(request, Token)).Succeeded.ShouldBeTrue();
        await NextRefundAsync();

        var more = request with { OutRefundNo = request.OutRefundNo[..^1] + "2", AmountFen = 1001 };
        (await weChat.Gateway.RefundAsync(more with { AmountFen = 1000 }, Token)).Error
            .ShouldBe(LoginErrors.WeChatUnavailable, "the next refund of a charge may be asked for a minute later, with the same number");
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromSeconds(61), Token);
        (await weChat.Gateway.RefundAsync(more, Token)).Error!.Code.ShouldBe(PaymentErrors.RefundRefused.Code);
        (await weChat.Gateway.RefundAsync(more with { AmountFen = 1000 }, Token)).Succeeded.ShouldBeTrue();
        await NextRefundAsync();
    }

    [Fact]
    public async Task A_refund_of_another_total_or_of_nothing_paid_is_refused()
    {
        var (_, request) = await PaidAsync(fen: 100);
        (await weChat.Gateway.RefundAsync(request with { TotalFen = 2600 }, Token)).Error!.Code.ShouldBe(PaymentErrors.RefundRefused.Code);
        (await weChat.Gateway.RefundAsync(request with { TransactionId = "4200000000" }, Token)).Error.ShouldBe(PaymentErrors.RefundUnknown);
        (await weChat.Gateway.RefundAsync(request with { Account = "other" }, Token)).Error.ShouldBe(PaymentErrors.Unknown);
        (await weChat.Gateway.RefundAsync(request with { Account = "second" }, Token)).Error.ShouldBe(PaymentErrors.RefundUnknown);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => weChat.Gateway.RefundAsync(request with { AmountFen = 0 }, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => weChat.Gateway.RefundAsync(request with { AmountFen = 2501 }, Token));
    }

    [Fact]
    public async Task A_refund_that_WeChat_never_heard_of_is_unknown() =>
        (await weChat.Gateway.QueryRefundAsync("main", "R-never-asked-for", Token)).Error.ShouldBe(PaymentErrors.RefundUnknown);

    [Fact]
    public async Task A_merchant_without_money_may_refund_later_with_the_same_number()
    {
        var (_, request) = await PaidAsync();
        await weChat.StandIn.FaultAsync("refund-not-enough", Token, outTradeNo: request.OutRefundNo);

        (await weChat.Gateway.RefundAsync(request, Token)).Error.ShouldBe(PaymentErrors.RefundNotFunded);
        (await weChat.Gateway.RefundAsync(request, Token)).Succeeded.ShouldBeTrue();
        await NextRefundAsync();
    }

    [Fact]
    public async Task A_lasting_fault_is_told_as_unavailable_and_a_slow_answer_is_not_waited_for()
    {
        var (_, request) = await PaidAsync();
        await weChat.StandIn.FaultAsync("refund-500", Token, count: 3, outTradeNo: request.OutRefundNo);
        (await weChat.Gateway.RefundAsync(request, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);

        foreach (var fault in new[] { "unsigned-response", "wrong-response-signature", "stale-response", "refund-malformed" })
        {
            await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutRefundNo);
            (await weChat.Gateway.RefundAsync(request, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable, fault);
        }

        (await weChat.Gateway.RefundAsync(request, Token)).Succeeded.ShouldBeTrue();
        await NextRefundAsync();
    }

    [Theory]
    [InlineData("refund-closed", RefundOutcome.Closed)]
    [InlineData("refund-abnormal", RefundOutcome.Abnormal)]
    public async Task A_refund_that_does_not_reach_the_payer_is_told_as_such(string fault, RefundOutcome outcome)
    {
        var (_, request) = await PaidAsync();
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutRefundNo);
        await weChat.Gateway.RefundAsync(request, Token);

        var told = (await NextRefundAsync()).ShouldNotBeNull();
        (told.Outcome, told.RefundedAt).ShouldBe((outcome, null));
        (await weChat.Gateway.QueryRefundAsync("main", request.OutRefundNo, Token)).Value.ShouldBe(told);
    }

    [Theory]
    [InlineData(true, "ICBC_DEBIT0123")]
    [InlineData(false, "商户结算银行账户")]
    public async Task An_abnormal_refund_is_sent_to_a_card_or_to_the_merchant(bool toCard, string receivedBy)
    {
        var (_, request) = await PaidAsync();
        await weChat.StandIn.FaultAsync("refund-abnormal", Token, outTradeNo: request.OutRefundNo);
        var taken = (await weChat.Gateway.RefundAsync(request, Token)).Value;
        (await NextRefundAsync())!.Outcome.ShouldBe(RefundOutcome.Abnormal);

        var card = toCard ? new BankCard("ICBC_DEBIT", "6222020200000000123", "张晓明") : null;
        var redirected = await weChat.Gateway.RedirectRefundAsync(new RefundRedirection("main", taken.RefundId, request.OutRefundNo, card), Token);
        redirected.Value.Outcome.ShouldBe(RefundOutcome.Processing);
        (await NextRefundAsync())!.Outcome.ShouldBe(RefundOutcome.Succeeded);
        var refund = (await weChat.StandIn.ListAsync("refunds", Token)).Single(one => (string)one["outRefundNo"]! == request.OutRefundNo);
        ((string)refund["receivedBy"]!).ShouldBe(receivedBy);
    }

    [Fact]
    public async Task A_refund_that_went_well_cannot_be_sent_elsewhere()
    {
        var (_, request) = await PaidAsync();
        var taken = (await weChat.Gateway.RefundAsync(request, Token)).Value;
        await NextRefundAsync();

        (await weChat.Gateway.RedirectRefundAsync(new RefundRedirection("main", taken.RefundId, request.OutRefundNo, null), Token))
            .Error!.Code.ShouldBe(PaymentErrors.RefundRefused.Code);
    }

    [Fact]
    public async Task A_reason_longer_than_WeChat_takes_is_cut_between_characters()
    {
        var (_, request) = await PaidAsync();

        (await weChat.Gateway.RefundAsync(request with { Reason = new string('退', 27) + "𠮷款" }, Token)).Succeeded.ShouldBeTrue();
        await NextRefundAsync();
    }

    [Fact]
    public async Task A_notification_of_another_merchant_s_refund_is_refused_each_time()
    {
        // Its repeats never end, so they must not reach the other tests' listener.
        await using var alone = new WeChatFixture();
        await alone.InitializeAsync();
        var charge = WeChatFixture.Charge(alone.NewNumber());
        await alone.PayAsync(charge);
        var fact = (await alone.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        var request = new RefundRequest("main", fact.TransactionId, $"R{charge.OutTradeNo}-01", 2500, 2500, "审核未通过");
        await alone.StandIn.FaultAsync("notify-wrong-merchant", Token, outTradeNo: request.OutRefundNo);

        (await alone.Gateway.RefundAsync(request, Token)).Succeeded.ShouldBeTrue();
        for (var attempt = 0; attempt < 3; attempt++)
            (await alone.NextNotificationAsync()).Result.Error.ShouldBe(PaymentErrors.NotificationRejected);
    }

    [Fact]
    public async Task A_charge_is_asked_for_by_WeChats_number_too()
    {
        var (charge, request) = await PaidAsync();

        (await weChat.Gateway.QueryByTransactionAsync("main", request.TransactionId, Token)).Value
            .ShouldBe((await weChat.Gateway.QueryAsync("main", charge.OutTradeNo, Token)).Value);
        (await weChat.Gateway.QueryByTransactionAsync("second", request.TransactionId, Token)).Error.ShouldBe(PaymentErrors.Unknown);
    }

    private async Task<(PrepayRequest Charge, RefundRequest Refund)> PaidAsync(long fen = 2500)
    {
        var charge = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(charge);
        var fact = (await weChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        return (charge, new RefundRequest("main", fact.TransactionId, $"R{charge.OutTradeNo}-01", fen, 2500, "审核未通过"));
    }

    private async Task<RefundFact?> NextRefundAsync() => (await weChat.NextNotificationAsync()).Result.Value.Refund;

    private async Task<int> RefundsOfAsync(RefundRequest request) =>
        (await weChat.StandIn.ListAsync("refunds", Token)).Count(one => (string)one["transactionId"]! == request.TransactionId);
}
