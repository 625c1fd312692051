using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>连通性自检 and the clocks.</summary>
public sealed class ConnectivityTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_tries_signatures_encryption_clock_and_the_notification_which_may_reach_another_node()
    {
        await using var school = await Installation.OpenAsync();
        IConnectivityTest one = Of(weChat.AddNode(school)), other = Of(weChat.AddNode(school));

        var report = (await one.RunAsync("main", Token)).Value;
        (report.Answered, report.Decrypted, report.Fault, report.NotifiedAt).ShouldBe((true, true, null, null));
        report.ClockSkewSeconds!.Value.ShouldBeInRange(-5, 5);
        report.AnsweredWith!.ShouldStartWith("PUB_KEY_ID_");
        var echo = (await weChat.NextNotificationAsync()).Result.Value.Echo.ShouldNotBeNull();
        await other.RecordEchoAsync("second", echo, Token);
        (await one.FindAsync("main", report.Test, Token)).Value.NotifiedAt.ShouldBeNull();
        await other.RecordEchoAsync("main", echo, Token);
        (await one.FindAsync("main", report.Test, Token)).Value.NotifiedAt.ShouldNotBeNull();
        (await other.FindAsync("second", report.Test, Token)).Error.ShouldBe(PaymentErrors.Unknown);
        (await one.RunAsync("other", Token)).Error.ShouldBe(PaymentErrors.Unknown);
    }

    [Theory]
    [InlineData("echo-500", 3)]
    [InlineData("unsigned-response", 1)]
    [InlineData("echo-malformed", 1)]
    public async Task A_test_that_fails_says_why(string fault, int count)
    {
        await weChat.StandIn.FaultAsync(fault, Token, count);

        var report = (await Of(weChat.Node).RunAsync("second", Token)).Value;
        (report.Answered, report.Decrypted).ShouldBe((false, false));
        report.Fault.ShouldNotBeNullOrEmpty();
        if (fault != "echo-500") (await weChat.NextNotificationAsync()).Result.Value.Echo.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_private_key_is_found()
    {
        var node = await weChat.BuildAsync(change: settings => settings["WeChat:Merchants:main:PrivateKeyPem"] = FixedVectors.MerchantPrivateKey);
        (await Of(node).RunAsync("main", Token)).Value.Fault.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_clock_that_differs_is_told_once_and_by_readiness_until_it_agrees()
    {
        var node = await weChat.BuildAsync();
        var health = node.GetRequiredService<HealthCheckService>();
        var before = Told();
        await weChat.StandIn.FaultAsync("clock-ahead", Token, count: 2);
        await AskAsync();
        await AskAsync();

        var check = (await health.CheckHealthAsync(one => one.Name == "wechat-clock", Token)).Entries["wechat-clock"];
        check.Status.ShouldBe(HealthStatus.Degraded);
        check.Description!.ShouldContain("ahead of ours");
        Told().ShouldBe(before + 1);
        await AskAsync();
        (await health.CheckHealthAsync(one => one.Name == "wechat-clock", Token)).Status.ShouldBe(HealthStatus.Healthy);

        int Told() => weChat.Log.Warnings.Count(line => line.Contains("Check NTP", StringComparison.Ordinal));

        async Task AskAsync() => await node.GetRequiredService<IPaymentGateway>().QueryAsync("main", weChat.NewNumber(), Token);
    }

    [Fact]
    public async Task A_clock_that_is_ten_minutes_wrong_is_seen_although_WeChat_refuses_every_call()
    {
        var node = await weChat.BuildAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(10)));

        (await node.GetRequiredService<IPaymentGateway>().QueryAsync("main", weChat.NewNumber(), Token)).Succeeded.ShouldBeFalse();
        node.GetRequiredService<ClockWatch>().Skew!.Value.TotalSeconds.ShouldBeInRange(-660, -540);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_replaced_by_the_other_one()
    {
        var node = await weChat.BuildAsync(change: settings =>
        {
            settings["WeChat:PayBackupBaseUrl"] = settings["WeChat:PayBaseUrl"];
            settings["WeChat:PayBaseUrl"] = "http://127.0.0.1:1";
        });

        (await node.GetRequiredService<IPaymentGateway>().QueryAsync("main", weChat.NewNumber(), Token)).Value.State.ShouldBe(ChargeState.Unknown);
    }

    private static IConnectivityTest Of(IServiceProvider node) => node.GetRequiredService<IConnectivityTest>();
}
