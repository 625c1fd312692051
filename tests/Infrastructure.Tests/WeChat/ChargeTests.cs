using System.Net;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class ChargeTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private const string PrepayPath = "/v3/pay/transactions/jsapi";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_charge_is_opened_paid_and_told_with_all_its_facts()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        (await QueryAsync(request.OutTradeNo)).State.ShouldBe(ChargeState.Unknown);

        var parameters = await weChat.OpenAsync(request);
        (await QueryAsync(request.OutTradeNo)).ShouldBe(new Charge(request.OutTradeNo, ChargeState.NotPaid, null));

        (await weChat.StandIn.PayAsync(parameters, request.PayerOpenId, "success", Token)).ErrMsg.ShouldBe("requestPayment:ok");
        var charge = await QueryAsync(request.OutTradeNo);
        charge.State.ShouldBe(ChargeState.Paid);
        var account = weChat.Gateway.FindAccount("main")!;
        var ledger = (await weChat.StandIn.ListAsync("charges", Token)).Single(c => (string)c["outTradeNo"]! == request.OutTradeNo);
        charge.Fact.ShouldNotBeNull();
        charge.Fact.ShouldBe(new PaymentFact(
            request.OutTradeNo, (string)ledger["transactionId"]!, account.AppId, account.MerchantId, request.PayerOpenId, 2500, "CNY", charge.Fact.PaidAt));
        charge.Fact.PaidAt.ShouldBeInRange(TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Repeating_a_charge_with_equal_facts_gives_a_fresh_prepay_id_and_one_charge()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());

        var first = (await weChat.Gateway.PrepayAsync(request, Token)).Value;
        var second = (await weChat.Gateway.PrepayAsync(request, Token)).Value;
        second.ShouldNotBe(first);
        (await weChat.StandIn.ListAsync("charges", Token)).Count(c => (string)c["outTradeNo"]! == request.OutTradeNo).ShouldBe(1);
    }

    [Fact]
    public async Task Repeating_a_charge_for_another_amount_is_refused()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.OpenAsync(request);

        var error = (await weChat.Gateway.PrepayAsync(request with { AmountFen = 2600 }, Token)).Error;
        error!.Code.ShouldBe(PaymentErrors.Refused.Code);
        error.Facts["reason"].ShouldBe("INVALIDREQUEST");
    }

    [Fact]
    public async Task A_paid_or_closed_number_cannot_be_opened_again()
    {
        var paid = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(paid);
        (await weChat.Gateway.PrepayAsync(paid, Token)).Error.ShouldBe(PaymentErrors.AlreadyPaid);

        var closed = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.OpenAsync(closed);
        (await weChat.Gateway.CloseAsync("main", closed.OutTradeNo, Token)).Succeeded.ShouldBeTrue();
        (await weChat.Gateway.PrepayAsync(closed, Token)).Error.ShouldBe(PaymentErrors.AttemptClosed);
    }

    [Theory]
    [InlineData("timeStamp", "1777593600")]
    [InlineData("nonceStr", "another")]
    [InlineData("paySign", "bm90IGEgc2lnbmF0dXJl")]
    public async Task Tampered_payment_parameters_are_refused_by_the_payers_phone(string name, string value)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        var parameters = await weChat.OpenAsync(request);
        parameters[name] = value;

        (await weChat.StandIn.PayAsync(parameters, request.PayerOpenId, "success", Token)).Accepted.ShouldBeFalse();
        (await QueryAsync(request.OutTradeNo)).State.ShouldBe(ChargeState.NotPaid);
    }

    [Fact]
    public async Task Parameters_signed_for_one_charge_do_not_pay_another()
    {
        var cheap = WeChatFixture.Charge(weChat.NewNumber(), fen: 1);
        var dear = WeChatFixture.Charge(weChat.NewNumber());
        var parameters = await weChat.OpenAsync(cheap);
        parameters["package"] = (string)(await weChat.OpenAsync(dear))["package"]!;

        (await weChat.StandIn.PayAsync(parameters, dear.PayerOpenId, "success", Token)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_student_who_ordered_can_pay()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());

        (await weChat.StandIn.PayAsync(await weChat.OpenAsync(request), "oSomebodyElse", "success", Token)).Accepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("fail")]
    public async Task A_cancelled_or_failed_payment_leaves_the_charge_open_for_another_try(string outcome)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.PayAsync(await weChat.OpenAsync(request), request.PayerOpenId, outcome, Token);

        (await QueryAsync(request.OutTradeNo)).State.ShouldBe(ChargeState.NotPaid);
        await weChat.PayAsync(request);
    }

    [Fact]
    public async Task A_charge_is_closed_twice_with_the_same_effect_and_can_no_longer_be_paid()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        var parameters = await weChat.OpenAsync(request);

        (await weChat.Gateway.CloseAsync("main", request.OutTradeNo, Token)).Succeeded.ShouldBeTrue();
        (await weChat.Gateway.CloseAsync("main", request.OutTradeNo, Token)).Succeeded.ShouldBeTrue();
        (await QueryAsync(request.OutTradeNo)).State.ShouldBe(ChargeState.Closed);
        (await weChat.StandIn.PayAsync(parameters, request.PayerOpenId, "success", Token)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Closing_after_the_money_came_says_that_it_is_paid()
    {
        var paid = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(paid);
        (await weChat.Gateway.CloseAsync("main", paid.OutTradeNo, Token)).Error.ShouldBe(PaymentErrors.AlreadyPaid);

        var racing = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.OpenAsync(racing);
        await weChat.StandIn.FaultAsync("close-order-paid", Token, outTradeNo: racing.OutTradeNo);
        (await weChat.Gateway.CloseAsync("main", racing.OutTradeNo, Token)).Error.ShouldBe(PaymentErrors.AlreadyPaid);
        (await QueryAsync(racing.OutTradeNo)).State.ShouldBe(ChargeState.Paid);
    }

    [Fact]
    public async Task Closing_what_WeChat_never_heard_of_needs_nothing_more() =>
        (await weChat.Gateway.CloseAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("prepay-500")]
    [InlineData("prepay-reset-after-commit")]
    public async Task A_passing_fault_is_repeated_and_each_repeat_is_signed_anew(string fault)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutTradeNo);

        (await weChat.Gateway.PrepayAsync(request, Token)).Succeeded.ShouldBeTrue();
        var calls = (await weChat.StandIn.ListAsync("journal", Token))
            .Where(call => (string?)call["outTradeNo"] == request.OutTradeNo && (string)call["path"]! == PrepayPath).ToList();
        calls.Count.ShouldBe(2);
        calls.ShouldAllBe(call => !(bool)call["nonceReused"]!);
    }

    [Fact]
    public async Task A_prepay_whose_answer_never_comes_is_repeated_and_opens_one_charge()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("prepay-timeout-after-commit", Token, outTradeNo: request.OutTradeNo);

        (await weChat.Gateway.PrepayAsync(request, Token)).Succeeded.ShouldBeTrue();
        (await weChat.StandIn.ListAsync("charges", Token)).Count(c => (string)c["outTradeNo"]! == request.OutTradeNo).ShouldBe(1);
    }

    [Fact]
    public async Task A_lasting_fault_is_told_as_unavailable_after_two_repeats()
    {
        var number = weChat.NewNumber();
        await weChat.StandIn.FaultAsync("query-500", Token, count: 3, outTradeNo: number);

        (await weChat.Gateway.QueryAsync("main", number, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await QueryAsync(number)).State.ShouldBe(ChargeState.Unknown);
    }

    [Theory]
    [InlineData("unsigned-response")]
    [InlineData("wrong-response-signature")]
    public async Task An_answer_that_WeChat_did_not_sign_is_not_believed(string fault)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(request);
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutTradeNo);
        (await weChat.Gateway.QueryAsync("main", request.OutTradeNo, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);

        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutTradeNo);
        (await weChat.Gateway.CloseAsync("main", request.OutTradeNo, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);

        var open = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.OpenAsync(open);
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: open.OutTradeNo);
        (await weChat.Gateway.CloseAsync("main", open.OutTradeNo, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
    }

    [Fact]
    public async Task An_answer_signed_by_a_key_that_is_not_ours_is_not_believed()
    {
        var stranger = (await weChat.BuildAsync(change: settings =>
        {
            foreach (var key in settings.Keys.Where(k => k.EndsWith(":PublicKeyPem", StringComparison.Ordinal)).ToList())
                settings[key] = FixedVectors.PlatformPublicKey;
        })).GetRequiredService<IPaymentGateway>();

        (await stranger.PrepayAsync(WeChatFixture.Charge(weChat.NewNumber()), Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
    }

    [Fact]
    public async Task A_merchants_wrong_private_key_is_refused_by_WeChat()
    {
        var impostor = (await weChat.BuildAsync(change: settings =>
            settings["WeChat:Merchants:main:PrivateKeyPem"] = FixedVectors.MerchantPrivateKey)).GetRequiredService<IPaymentGateway>();

        (await impostor.PrepayAsync(WeChatFixture.Charge(weChat.NewNumber()), Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await weChat.StandIn.ListAsync("journal", Token))[^1]["code"]!.ToString().ShouldBe("SIGN_ERROR");
    }

    [Fact]
    public async Task A_number_belongs_to_its_merchant()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(request);

        (await weChat.Gateway.QueryAsync("second", request.OutTradeNo, Token)).Value.State.ShouldBe(ChargeState.Unknown);
    }

    [Fact]
    public async Task An_account_that_is_not_configured_is_unknown()
    {
        weChat.Gateway.FindAccount("other").ShouldBeNull();
        (await weChat.Gateway.QueryAsync("other", "000015-1", Token)).Error.ShouldBe(PaymentErrors.Unknown);
        (await weChat.Gateway.CloseAsync("other", "000015-1", Token)).Error.ShouldBe(PaymentErrors.Unknown);
        (await weChat.Gateway.PrepayAsync(WeChatFixture.Charge("000015-1") with { Account = "other" }, Token)).Error.ShouldBe(PaymentErrors.Unknown);
    }

    [Fact]
    public async Task Nothing_is_never_charged() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => weChat.Gateway.PrepayAsync(WeChatFixture.Charge(weChat.NewNumber(), fen: 0), Token));

    [Fact]
    public async Task A_prepay_id_pays_for_two_hours_and_a_charge_until_its_end()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        var parameters = await weChat.OpenAsync(request);
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromMinutes(31), Token);

        (await weChat.StandIn.PayAsync(parameters, request.PayerOpenId, "success", Token)).ErrMsg.ShouldContain("过期");
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromMinutes(-31), Token);
        (await weChat.StandIn.PayAsync(parameters, request.PayerOpenId, "success", Token)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_cashier_shows_what_is_paid()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber()) with { Description = "采集 <费用>" };
        var package = (string)(await weChat.OpenAsync(request))["package"]!;

        var page = await weChat.StandIn.Http.GetStringAsync($"/sim/pay/{package["prepay_id=".Length..]}", Token);
        page.ShouldContain("¥25.00");
        page.ShouldContain(request.OutTradeNo);
        WebUtility.HtmlDecode(page).ShouldContain("采集 <费用>");
        page.ShouldNotContain("<费用>");
    }

    [Fact]
    public async Task Thirty_two_students_pay_at_once_and_each_is_charged_once()
    {
        var charges = Enumerable.Range(0, 32).Select(i => WeChatFixture.Charge(weChat.NewNumber(), $"oStudent{i:D20}")).ToList();

        await Task.WhenAll(charges.Select(weChat.PayAsync));
        var states = await Task.WhenAll(charges.Select(charge => QueryAsync(charge.OutTradeNo)));
        states.Select(state => state.Fact!.PayerOpenId).ShouldBe(charges.Select(charge => charge.PayerOpenId));
        states.Select(state => state.Fact!.TransactionId).ShouldBeUnique();
    }

    private async Task<Charge> QueryAsync(string number) => (await weChat.Gateway.QueryAsync("main", number, Token)).Value;
}
