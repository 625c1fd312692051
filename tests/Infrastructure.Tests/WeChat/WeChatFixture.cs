using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>The stand-in in its own process, the real client, and an endpoint that receives notifications over a socket.</summary>
public sealed class WeChatFixture : IAsyncLifetime
{
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly List<ServiceProvider> _providers = [];
    private readonly List<Installation> _installations = [];
    private WebApplication? _listener;
    private Dictionary<string, string?> _configuration = [];
    private int _numbers;

    public StandInProcess StandIn { get; } = new();

    internal IPaymentGateway Gateway { get; private set; } = null!;

    internal IWeChatLogin Login { get; private set; } = null!;

    /// <summary>A client of its own, as one node of an installation has it.</summary>
    internal ServiceProvider Node { get; private set; } = null!;

    public ValueTask InitializeAsync() => InitializeAsync([]);

    /// <summary>The same with options for the stand-in.</summary>
    internal async ValueTask InitializeAsync(string[] options)
    {
        await StandIn.StartAsync(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _listener = builder.Build();
        _listener.MapPost("/api/v1/payments/wechat/{account}/notifications", ReceiveAsync);
        await _listener.StartAsync();

        var address = _listener.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _configuration = await StandIn.ConfigurationAsync(address, CancellationToken.None);
        Node = await BuildAsync();
        Gateway = Node.GetRequiredService<IPaymentGateway>();
        Login = Node.GetRequiredService<IWeChatLogin>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
        if (_listener is not null) await _listener.DisposeAsync();
        await StandIn.DisposeAsync();
        foreach (var installation in _installations) await installation.DisposeAsync();
    }

    /// <summary>A client on a database of its own, with other settings or another clock.</summary>
    internal async Task<ServiceProvider> BuildAsync(TimeProvider? clock = null, Action<Dictionary<string, string?>>? change = null)
    {
        var installation = await Installation.OpenAsync();
        _installations.Add(installation);
        return AddNode(installation, clock, change);
    }

    /// <summary>A client on a database that another may share.</summary>
    internal ServiceProvider AddNode(
        Installation installation, TimeProvider? clock = null, Action<Dictionary<string, string?>>? change = null)
    {
        var settings = new Dictionary<string, string?>(_configuration);
        foreach (var (name, value) in installation.DatabaseSettings) settings[name] = value;
        settings["Storage:Path"] = installation.PhotoFolder;
        change?.Invoke(settings);
        var environment = new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = installation.Folder };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddAuthentication();
        services.AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), environment);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider;
    }

    /// <summary>What all clients have logged.</summary>
    internal CollectedLog Log { get; } = new();

    internal string NewNumber() => $"000015-20260501080000{Interlocked.Increment(ref _numbers):D3}-01";

    internal static PrepayRequest Charge(string number, string openId = "oPayer0000000000000000000001", long fen = 2500) =>
        new("main", number, "毕业生图像采集", fen, openId, TimeProvider.System.GetUtcNow().AddMinutes(30));

    /// <summary>Opens a charge and gives the parameters that the mini-program would be given.</summary>
    internal async Task<JsonObject> OpenAsync(PrepayRequest request)
    {
        var prepay = await Gateway.PrepayAsync(request, TestContext.Current.CancellationToken);
        return Parameters(Gateway.SignForClient(request.Account, prepay.Value));
    }

    internal static JsonObject Parameters(ClientPayment payment) => new()
    {
        ["timeStamp"] = payment.TimeStamp,
        ["nonceStr"] = payment.NonceStr,
        ["package"] = payment.Package,
        ["signType"] = payment.SignType,
        ["paySign"] = payment.PaySign,
    };

    /// <summary>Opens and pays a charge.</summary>
    internal async Task PayAsync(PrepayRequest request)
    {
        var (accepted, _) = await StandIn.PayAsync(
            await OpenAsync(request), request.PayerOpenId, "success", TestContext.Current.CancellationToken);
        accepted.ShouldBeTrue();
    }

    /// <summary>The next notification that came in.</summary>
    internal async Task<Received> NextNotificationAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>The notification of a paid charge as WeChat would send it now, spoiled by a fault if one is named.</summary>
    internal async Task<RawNotification> SealedAsync(PrepayRequest charge, string? fault = null)
    {
        var told = (await StandIn.ListAsync($"notifications?outTradeNo={charge.OutTradeNo}", TestContext.Current.CancellationToken)).Single();
        var message = (await StandIn.Http.GetFromJsonAsync<JsonObject>(
            $"/sim/notifications/{told["id"]}/message?fault={fault}", TestContext.Current.CancellationToken))!;
        return new RawNotification(
            charge.Account, Convert.FromBase64String((string)message["body"]!), (string)message["timestamp"]!, (string)message["nonce"]!,
            (string)message["signature"]!, (string)message["serial"]!);
    }

    internal async Task<int> CallsAsync(string path) =>
        (await StandIn.ListAsync("journal", TestContext.Current.CancellationToken)).Count(call => (string)call["path"]! == path);

    private async Task ReceiveAsync(HttpContext http, string account)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var raw = new RawNotification(
            account,
            body.ToArray(),
            http.Request.Headers["Wechatpay-Timestamp"],
            http.Request.Headers["Wechatpay-Nonce"],
            http.Request.Headers["Wechatpay-Signature"],
            http.Request.Headers["Wechatpay-Serial"]);
        var result = await Gateway.ReadNotificationAsync(raw, http.RequestAborted);
        http.Response.StatusCode = (int)(result.Error?.Code == "notification.rejected" ? HttpStatusCode.Unauthorized : HttpStatusCode.NoContent);
        await _received.Writer.WriteAsync(new Received(raw, result));
    }

    internal sealed record Received(RawNotification Raw, Result<Notification> Result);
}
