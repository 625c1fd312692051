using System.Net;
using System.Net.Sockets;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Infrastructure.Integrations;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Tests.Integrations;

/// <summary>Where events may be sent, by the address that is connected to.</summary>
public sealed class WebhookAddressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fd12::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Private_and_special_addresses_are_closed(string address, bool open) =>
        Addresses().IsOpen(IPAddress.Parse(address)).ShouldBe(open);

    [Fact]
    public void A_network_that_an_operator_opened_is_open()
    {
        Addresses("10.20.0.0/16").IsOpen(IPAddress.Parse("10.20.3.4")).ShouldBeTrue();
        Addresses("10.20.0.0/16").IsOpen(IPAddress.Parse("10.21.3.4")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_connected_to()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var url = $"http://localhost:{((IPEndPoint)inside.LocalEndpoint).Port}/";
        await using var school = await Installation.OpenAsync(settings =>
        {
            settings.Values["Webhooks:AllowHttp"] = "true";
            settings.Values["Webhooks:AllowedNetworks:0"] = "10.20.0.0/16";
        });
        var answer = await school.Node.Get<IWebhookSender>().SendAsync(
            new ClaimedDelivery(Id.New<WebhookDeliveryId>(school.Node.Now), 1, url, [WebhookSignature.NewSecret()], "msg_1", "{}"), Ct);
        (answer.Status, answer.Fault).ShouldBe((null, "address_not_allowed"));
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_listening_is_told_apart()
    {
        var port = CampusPhoto.Tests.Shared.Loopback.FreePort();
        await using var school = await Installation.OpenAsync();
        var answer = await school.Node.Get<IWebhookSender>().SendAsync(
            new ClaimedDelivery(
                Id.New<WebhookDeliveryId>(school.Node.Now), 1, $"http://127.0.0.1:{port}/", [WebhookSignature.NewSecret()], "msg_1", "{}"), Ct);
        (answer.Status, answer.Fault).ShouldBe((null, "connection_failed"));
    }

    [Fact]
    public void The_signature_is_that_of_the_specification_s_example()
    {
        // https://github.com/standard-webhooks/standard-webhooks, the libraries' common test vector.
        WebhookSignature.Of(
                ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek",
                DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private static WebhookAddresses Addresses(params string[] networks)
    {
        var options = new WebhookOptions { AllowHttp = true };
        foreach (var network in networks) options.AllowedNetworks.Add(network);
        return new WebhookAddresses(Options.Create(options));
    }
}
