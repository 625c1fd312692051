using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace CampusPhoto.Tests.Shared;

/// <summary>
/// The WeChat stand-in as a process of its own, on a free loopback port. It stops when this process closes its
/// standard input or dies.
/// </summary>
public sealed class StandInProcess : IAsyncDisposable
{
    private readonly Process _process = new();

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Talks to its control endpoints.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>How to start it; the rest of the command line follows.</summary>
    public static ProcessStartInfo Command(params IEnumerable<string> arguments) => DotNet("CampusPhoto.WeChatStandIn.dll", arguments);

    /// <summary>How to start a program that lies beside the tests.</summary>
    public static ProcessStartInfo DotNet(string assembly, params IEnumerable<string> arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return new ProcessStartInfo(
            File.Exists(dotnet) ? dotnet : "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="arguments">Further options, such as <c>--StandIn:KeyFile=…</c>.</param>
    public async ValueTask StartAsync(params string[] arguments)
    {
        _process.StartInfo = Command(
            ["--urls", "http://127.0.0.1:0", "--environment", "Development", "--stop-with-stdin", .. arguments]);
        _process.Start();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        const string Listening = "LISTENING ";
        if (line?.StartsWith(Listening, StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"The WeChat stand-in did not start: {line}");
        Address = new Uri(line[Listening.Length..]);
        Http.BaseAddress = Address;
    }

    /// <summary>The API's configuration (section WeChat) for this stand-in, flat.</summary>
    /// <param name="notifyBaseUrl">Where the API listens.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Dictionary<string, string?>> ConfigurationAsync(string notifyBaseUrl, CancellationToken cancellationToken)
    {
        var address = $"/sim/bootstrap?notifyBaseUrl={Uri.EscapeDataString(notifyBaseUrl)}";
        await using var json = await Http.GetStreamAsync(address, cancellationToken);
        return new ConfigurationBuilder().AddJsonStream(json).Build()
            .AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>What <c>wx.login</c> would give.</summary>
    public async Task<(string Code, string OpenId)> LoginCodeAsync(CancellationToken cancellationToken, string? openId = null)
    {
        var answer = await PostAsync("/sim/login-codes", new { openId }, cancellationToken);
        return ((string)answer!["code"]!, (string)answer["openId"]!);
    }

    /// <summary>What the button “get phone number” would give.</summary>
    public async Task<string> PhoneCodeAsync(string openId, string phone, CancellationToken cancellationToken) =>
        (string)(await PostAsync("/sim/phone-codes", new { openId, phone }, cancellationToken))!["code"]!;

    /// <summary>What <c>wx.requestPayment</c> does with these parameters on this person's phone.</summary>
    /// <param name="parameters">timeStamp, nonceStr, package, signType, paySign as the API gave them.</param>
    /// <param name="openId">Whose phone it is.</param>
    /// <param name="outcome">success, cancel or fail.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Whether WeChat accepted the parameters, and its errMsg.</returns>
    public async Task<(bool Accepted, string ErrMsg)> PayAsync(
        JsonObject parameters, string openId, string outcome, CancellationToken cancellationToken)
    {
        var request = parameters.DeepClone().AsObject();
        request["openId"] = openId;
        request["outcome"] = outcome;
        using var answer = await Http.PostAsJsonAsync("/sim/pay", request, cancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return (answer.StatusCode == HttpStatusCode.OK, (string)body!["errMsg"]!);
    }

    /// <summary>Lets something go wrong the next times, for all charges or for one.</summary>
    public Task FaultAsync(string name, CancellationToken cancellationToken, int count = 1, string? outTradeNo = null) =>
        PostAsync("/sim/faults", new { name, count, outTradeNo }, cancellationToken);

    /// <summary>Puts forward the time by which codes, tokens and charges expire.</summary>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken) =>
        PostAsync("/sim/time/advance", new { seconds = by.TotalSeconds }, cancellationToken);

    /// <summary>A list of the stand-in: journal, charges or notifications.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string name, CancellationToken cancellationToken) =>
        (await Http.GetFromJsonAsync<List<JsonObject>>($"/sim/{name}", cancellationToken))!;

    /// <summary>Posts to a control endpoint.</summary>
    public async Task<JsonObject?> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.StatusCode == HttpStatusCode.NoContent
            ? null
            : await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
    }

    /// <summary>Kills it, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
