using System.Text.Json.Nodes;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>Keys change while the program runs.</summary>
public sealed class PlatformKeyTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private const string Certificates = "/v3/certificates";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchant_in_certificate_mode_starts_without_any_key()
    {
        var gateway = await InCertificateModeAsync();
        var before = await weChat.CallsAsync(Certificates);

        var charge = WeChatFixture.Charge(weChat.NewNumber());
        (await gateway.PrepayAsync(charge, Token)).Succeeded.ShouldBeTrue();
        (await gateway.QueryAsync("main", charge.OutTradeNo, Token)).Value.State.ShouldBe(ChargeState.NotPaid);
        (await weChat.CallsAsync(Certificates)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_serial_that_is_not_known_makes_new_certificates_be_fetched_once()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var gateway = await InCertificateModeAsync(clock);
        (await gateway.QueryAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(2));
        await AddKeyAsync(certificate: true);
        var before = await weChat.CallsAsync(Certificates);

        var raw = await SealedAsync();
        var read = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => gateway.ReadNotificationAsync(raw, Token), Token)));
        read.ShouldAllBe(result => result.Succeeded);
        (await weChat.CallsAsync(Certificates)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Serials_that_nobody_has_do_not_make_us_ask_without_end()
    {
        var gateway = await InCertificateModeAsync();
        (await gateway.QueryAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeTrue();
        var before = await weChat.CallsAsync(Certificates);

        var raw = await SealedAsync("notify-unknown-serial");
        for (var i = 0; i < 20; i++)
            (await gateway.ReadNotificationAsync(raw with { Serial = $"PUB_KEY_ID_{i}" }, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);
        (await weChat.CallsAsync(Certificates)).ShouldBe(before);
    }

    [Fact]
    public async Task A_key_put_into_the_folder_is_taken_up_without_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("campusphoto-keys-");
        try
        {
            var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
            var gateway = (await weChat.BuildAsync(clock, settings => settings["WeChat:Merchants:main:PlatformKeyFolder"] = folder.FullName))
                .GetRequiredService<IPaymentGateway>();
            var added = await AddKeyAsync(certificate: false);
            var raw = await SealedAsync();
            (await gateway.ReadNotificationAsync(raw, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{added["serial"]}.pem"), (string)added["publicKeyPem"]!, Token);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "PUB_KEY_ID_BROKEN.pem"), "no key", Token);
            clock.Advance(TimeSpan.FromMinutes(2));
            (await gateway.ReadNotificationAsync(raw, Token)).Value.Charge!.State.ShouldBe(ChargeState.Paid);
            weChat.Log.Warnings.ShouldContain(line => line.Contains("PUB_KEY_ID_BROKEN.pem", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_certificate_that_has_ended_signs_nothing_any_more()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var gateway = await InCertificateModeAsync(clock);
        (await gateway.QueryAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeTrue();
        var raw = await SealedAsync();
        (await gateway.ReadNotificationAsync(raw, Token)).Succeeded.ShouldBeTrue();

        clock.Advance(TimeSpan.FromDays(6 * 365));
        var before = Unknown();
        var late = raw with { Timestamp = $"{clock.GetUtcNow().ToUnixTimeSeconds()}" };
        (await gateway.ReadNotificationAsync(late, Token)).Error.ShouldBe(PaymentErrors.NotificationRejected);
        Unknown().ShouldBe(before + 1);

        int Unknown() => weChat.Log.Warnings.Count(line => line.Contains("refused: UnknownSerial", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("certificates-500", 3)]
    [InlineData("certificates-malformed", 1)]
    [InlineData("wrong-response-signature", 2)]
    [InlineData("unsigned-response", 2)]
    public async Task Certificates_that_are_not_genuine_are_not_taken(string fault, int count)
    {
        var gateway = await InCertificateModeAsync();
        await weChat.StandIn.FaultAsync(fault, Token, count);

        (await gateway.QueryAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeFalse();
        await weChat.StandIn.FaultAsync(fault, Token, count: 0);
    }

    [Fact]
    public async Task A_public_key_is_asked_for_before_a_certificate()
    {
        var number = weChat.NewNumber();
        await weChat.Gateway.QueryAsync("main", number, Token);

        var call = (await weChat.StandIn.ListAsync("journal", Token)).Last(one => (string?)one["outTradeNo"] == number);
        ((string)call["keySerial"]!).ShouldStartWith("PUB_KEY_ID_");
    }

    /// <summary>A client without keys, while WeChat signs by a certificate.</summary>
    private async Task<IPaymentGateway> InCertificateModeAsync(TimeProvider? clock = null)
    {
        await AddKeyAsync(certificate: true);
        return (await weChat.BuildAsync(clock, settings =>
        {
            foreach (var key in settings.Keys.Where(key => key.Contains(":PlatformKeys:", StringComparison.Ordinal)).ToList()) settings.Remove(key);
            settings["WeChat:Merchants:main:DownloadCertificates"] = "true";
            settings["WeChat:Merchants:second:DownloadCertificates"] = "true";
        })).GetRequiredService<IPaymentGateway>();
    }

    private async Task<JsonObject> AddKeyAsync(bool certificate) =>
        (await weChat.StandIn.PostAsync("/sim/platform-keys", new { certificate, use = true }, Token))!;

    /// <summary>A payment's notification as it would come now, which never came by itself.</summary>
    private async Task<RawNotification> SealedAsync(string? fault = null)
    {
        var charge = WeChatFixture.Charge(weChat.NewNumber());

        // The fixture's own client does not know keys that were added.
        await weChat.StandIn.FaultAsync("notify-lost", Token, outTradeNo: charge.OutTradeNo);
        await weChat.StandIn.FaultAsync("notify-before-prepay-answer", Token, outTradeNo: charge.OutTradeNo);
        await weChat.Gateway.PrepayAsync(charge, Token);
        return await weChat.SealedAsync(charge, fault);
    }
}
