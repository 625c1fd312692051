using System.Text.Json.Nodes;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class NotificationTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_is_notified_with_the_same_facts_as_the_query()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(request);

        var told = (await weChat.NextNotificationAsync()).Result.Value.Charge!;
        told.Fact.ShouldNotBeNull();
        told.ShouldBe((await weChat.Gateway.QueryAsync("main", request.OutTradeNo, Token)).Value);
        (await StateOfAsync(request)).ShouldBe("delivered");
    }

    [Theory]
    [InlineData("notify-wrong-signature")]
    [InlineData("notify-body-altered")]
    [InlineData("notify-signtest")]
    [InlineData("notify-undecodable-signature")]
    [InlineData("notify-unknown-serial")]
    [InlineData("notify-stale")]
    [InlineData("notify-future")]
    [InlineData("notify-wrong-aad")]
    [InlineData("notify-truncated-ciphertext")]
    [InlineData("notify-huge-body")]
    [InlineData("notify-undecodable-signtest")]
    [InlineData("notify-wrong-apiv3-key")]
    public async Task A_notification_that_does_not_hold_is_refused_and_its_genuine_repeat_is_taken(string fault)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        (await weChat.NextNotificationAsync()).Result.Error.ShouldBe(PaymentErrors.NotificationRejected);
        (await weChat.NextNotificationAsync()).Result.Value.Charge!.OutTradeNo.ShouldBe(request.OutTradeNo);
    }

    [Fact]
    public async Task A_notification_of_another_merchant_is_refused_each_time()
    {
        // Its repeats never end, so they must not reach the other tests' listener.
        await using var alone = new WeChatFixture();
        await alone.InitializeAsync();
        var request = WeChatFixture.Charge(alone.NewNumber());
        await alone.StandIn.FaultAsync("notify-wrong-merchant", Token, outTradeNo: request.OutTradeNo);
        await alone.PayAsync(request);

        for (var attempt = 0; attempt < 3; attempt++)
            (await alone.NextNotificationAsync()).Result.Error.ShouldBe(PaymentErrors.NotificationRejected);
    }

    [Fact]
    public async Task While_keys_are_changed_notifications_signed_by_either_are_taken()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-second-key", Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        var received = await weChat.NextNotificationAsync();
        received.Raw.Serial!.ShouldNotStartWith("PUB_KEY_ID_");
        received.Result.Value.Charge!.State.ShouldBe(ChargeState.Paid);
    }

    [Fact]
    public async Task While_the_APIv3_key_is_changed_either_key_opens_a_notification()
    {
        await weChat.PayAsync(WeChatFixture.Charge(weChat.NewNumber()));
        var received = await weChat.NextNotificationAsync();
        var changing = (await weChat.BuildAsync(change: settings =>
        {
            settings["WeChat:Merchants:main:ApiV3Keys:1"] = settings["WeChat:Merchants:main:ApiV3Keys:0"];
            settings["WeChat:Merchants:main:ApiV3Keys:0"] = FixedVectors.ApiV3Key;
        })).GetRequiredService<IPaymentGateway>();
        var changed = (await weChat.BuildAsync(change: settings =>
            settings["WeChat:Merchants:main:ApiV3Keys:0"] = FixedVectors.ApiV3Key)).GetRequiredService<IPaymentGateway>();

        (await changing.ReadNotificationAsync(received.Raw, Token)).Value.ShouldBe(received.Result.Value);
        (await changed.ReadNotificationAsync(received.Raw, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);
    }

    [Fact]
    public async Task A_wrong_amount_or_payer_is_passed_on_for_the_order_to_judge()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-wrong-amount", Token, outTradeNo: request.OutTradeNo);
        await weChat.StandIn.FaultAsync("notify-wrong-payer", Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        var fact = (await weChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        fact.AmountFen.ShouldBe(2501);
        fact.PayerOpenId.ShouldNotBe(request.PayerOpenId);
    }

    [Fact]
    public async Task A_genuine_notification_of_another_kind_is_told_apart()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-unknown-event", Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        (await weChat.NextNotificationAsync()).Result.Error.ShouldBe(PaymentErrors.NotAPayment);
    }

    [Fact]
    public async Task A_notification_with_fields_that_are_new_is_read()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-extra-fields", Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        (await weChat.NextNotificationAsync()).Result.Value.Charge!.State.ShouldBe(ChargeState.Paid);
    }

    [Theory]
    [InlineData("notify-not-paid", ChargeState.NotPaid)]
    [InlineData("notify-unknown-state", ChargeState.Other)]
    public async Task A_state_that_is_no_payment_brings_no_payment(string fault, ChargeState state)
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        (await weChat.NextNotificationAsync()).Result.Value.Charge.ShouldBe(new Charge(request.OutTradeNo, state, null));
    }

    [Fact]
    public async Task A_notification_can_come_before_the_answer_to_prepay_and_twice()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-before-prepay-answer", Token, outTradeNo: request.OutTradeNo);
        await weChat.StandIn.FaultAsync("notify-duplicate", Token, outTradeNo: request.OutTradeNo);

        (await weChat.Gateway.PrepayAsync(request, Token)).Succeeded.ShouldBeTrue();
        var first = await weChat.NextNotificationAsync();
        (await weChat.NextNotificationAsync()).Result.ShouldBe(first.Result);
    }

    [Fact]
    public async Task A_lost_notification_is_never_sent_but_the_query_tells_the_payment()
    {
        var request = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.StandIn.FaultAsync("notify-lost", Token, outTradeNo: request.OutTradeNo);
        await weChat.PayAsync(request);

        (await StateOfAsync(request)).ShouldBe("lost");
        (await weChat.Gateway.QueryAsync("main", request.OutTradeNo, Token)).Value.State.ShouldBe(ChargeState.Paid);
    }

    [Fact]
    public async Task A_captured_notification_sent_again_reads_the_same_and_not_after_five_minutes()
    {
        await weChat.PayAsync(WeChatFixture.Charge(weChat.NewNumber()));
        var first = await weChat.NextNotificationAsync();
        await weChat.StandIn.PostAsync("/sim/notifications/replay", new { }, Token);
        var replayed = await weChat.NextNotificationAsync();
        replayed.Raw.Signature.ShouldBe(first.Raw.Signature);
        replayed.Result.ShouldBe(first.Result);

        (await ReadAtAsync(first.Raw, 300)).ShouldBeNull();
        (await ReadAtAsync(first.Raw, -300)).ShouldBeNull();
        (await ReadAtAsync(first.Raw, 301)).ShouldBe(PaymentErrors.NotificationRejected);
        (await ReadAtAsync(first.Raw, -301)).ShouldBe(PaymentErrors.NotificationRejected);
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_is_found()
    {
        await weChat.PayAsync(WeChatFixture.Charge(weChat.NewNumber()));
        var genuine = (await weChat.NextNotificationAsync()).Raw;

        for (var at = 0; at < genuine.Body.Length; at++)
        {
            var body = genuine.Body.ToArray();
            body[at] ^= 1;
            await RefusedAsync(genuine with { Body = body });
        }

        await RefusedAsync(genuine with { Nonce = Flip(genuine.Nonce!) });
        await RefusedAsync(genuine with { Serial = Flip(genuine.Serial!) });
        await RefusedAsync(genuine with { Signature = Flip(genuine.Signature!) });
        await RefusedAsync(genuine with { Timestamp = $"{long.Parse(genuine.Timestamp!, null) + 1}" });

        static string Flip(string text) => (text[0] == 'A' ? 'B' : 'A') + text[1..];
    }

    [Fact]
    public async Task A_notification_that_lacks_a_part_or_has_a_strange_one_is_refused()
    {
        await weChat.PayAsync(WeChatFixture.Charge(weChat.NewNumber()));
        var genuine = (await weChat.NextNotificationAsync()).Raw;

        await RefusedAsync(genuine with { Timestamp = null });
        await RefusedAsync(genuine with { Nonce = "" });
        await RefusedAsync(genuine with { Signature = null });
        await RefusedAsync(genuine with { Serial = null });
        await RefusedAsync(genuine with { Timestamp = "now" });
        await RefusedAsync(genuine with { Timestamp = "99999999999999999999" });
        await RefusedAsync(genuine with { Signature = "WECHATPAY/SIGNTEST/" + genuine.Signature });
        await RefusedAsync(genuine with { Signature = "abc" });
        await RefusedAsync(genuine with { Body = ReadOnlyMemory<byte>.Empty });
        await RefusedAsync(genuine with { Body = new byte[(64 * 1024) + 1] });
        await RefusedAsync(genuine with { Account = "second" });
        await RefusedAsync(genuine with { Account = "other" });
    }

    [Fact]
    public async Task A_line_feed_cannot_move_a_part_of_the_body_into_the_nonce()
    {
        var (gateway, raw) = await FixedNotificationAsync();
        var text = FixedVectors.NotificationBody;
        (await gateway.ReadNotificationAsync(raw, Token)).Value.Charge!.OutTradeNo.ShouldBe(FixedVectors.OutTradeNo);

        var moved = raw with { Nonce = $"{raw.Nonce}\n{text}", Body = ReadOnlyMemory<byte>.Empty };
        (await gateway.ReadNotificationAsync(moved, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);
    }

    [Fact]
    public async Task A_notification_made_by_other_software_is_read()
    {
        var (gateway, raw) = await FixedNotificationAsync();

        (await gateway.ReadNotificationAsync(raw, Token)).Value.Charge.ShouldBe(new Charge(
            FixedVectors.OutTradeNo,
            ChargeState.Paid,
            new PaymentFact(
                FixedVectors.OutTradeNo, "4200000001202605010000000001", FixedVectors.AppId, FixedVectors.MerchantId,
                "oTestPayer0000000000000000001", 2500, "CNY", new DateTimeOffset(2026, 5, 1, 8, 0, 5, TimeSpan.FromHours(8)))));
    }

    private async Task<(IPaymentGateway Gateway, RawNotification Raw)> FixedNotificationAsync()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(long.Parse(FixedVectors.NotificationTimestamp, null)));
        var gateway = (await weChat.BuildAsync(clock, settings =>
        {
            settings["WeChat:AppId"] = FixedVectors.AppId;
            settings["WeChat:Merchants:main:MerchantId"] = FixedVectors.MerchantId;
            settings["WeChat:Merchants:main:ApiV3Keys:0"] = FixedVectors.ApiV3Key;
            settings[$"WeChat:Merchants:main:PlatformKeys:{FixedVectors.PlatformSerial}:PublicKeyPem"] = FixedVectors.PlatformPublicKey;
        })).GetRequiredService<IPaymentGateway>();
        return (gateway, new RawNotification(
            "main",
            System.Text.Encoding.UTF8.GetBytes(FixedVectors.NotificationBody),
            FixedVectors.NotificationTimestamp,
            FixedVectors.NotificationNonce,
            FixedVectors.NotificationSignature,
            FixedVectors.PlatformSerial));
    }

    private async Task<Domain.Common.Error?> ReadAtAsync(RawNotification raw, int seconds)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(long.Parse(raw.Timestamp!, null) + seconds));
        return (await (await weChat.BuildAsync(clock)).GetRequiredService<IPaymentGateway>().ReadNotificationAsync(raw, Token)).Error;
    }

    private async Task RefusedAsync(RawNotification raw) =>
        (await weChat.Gateway.ReadNotificationAsync(raw, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);

    private async Task<string> StateOfAsync(PrepayRequest request)
    {
        // The stand-in notes the delivery a moment after our endpoint has answered.
        for (var tries = 0; tries < 1000; tries++)
        {
            JsonObject notification = (await weChat.StandIn.ListAsync("notifications", Token))
                .Single(n => (string)n["outTradeNo"]! == request.OutTradeNo);
            if ((string)notification["state"]! != "pending") return (string)notification["state"]!;
        }

        return "pending";
    }
}
