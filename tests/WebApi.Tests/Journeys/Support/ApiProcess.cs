using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// The API as a process of its own, which can be killed and started again on the same data: its own database and folder,
/// or as a node of several on those that it is given.
/// </summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    // Whoever looks without a pause takes the processor away from what is looked for.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-api-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Uri _address = new($"http://127.0.0.1:{Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}");
    private readonly Uri _front;
    private readonly StandInProcess _wechat;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TestDatabase? _shared;
    private TestDatabase? _own;
    private Process? _process;

    /// <param name="wechat">Its WeChat.</param>
    /// <param name="database">The database of all nodes; its own unless given.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="front">Where WeChat reaches the nodes; unless given, each by itself.</param>
    public ApiProcess(
        StandInProcess wechat, TestDatabase? database = null, IReadOnlyDictionary<string, string>? settings = null, ApiProcess? front = null)
    {
        _front = front?.Address ?? _address;
        _wechat = wechat;
        _shared = database;
        _settings = settings ?? new Dictionary<string, string>();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _address };
    }

    public HttpClient Http { get; }

    public Uri Address => _address;

    public TestDatabase Database => _shared ?? _own!;

    public string PhotoFolder => Path.Combine(_folder, "photos");

    /// <summary>Everything that it has written so far, over all its lives.</summary>
    public string Log => string.Join('\n', _log);

    public string SecretsFile => Path.Combine(_folder, "staff.json");

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        if (_shared is null) _own ??= await TestDatabase.NewAsync(_folder);
        _process = new Process
        {
            StartInfo = StandInProcess.DotNet(
                "CampusPhoto.WebApi.dll",
                [
                "--environment", "Development", "--urls", _address.ToString(), "--contentRoot", AppContext.BaseDirectory,
                "--WeChat:BootstrapUrl", new Uri(_wechat.Address, $"/sim/bootstrap?notifyBaseUrl={_front.GetLeftPart(UriPartial.Authority)}").ToString(),
                "--Storage:Path", PhotoFolder,
                "--Seed:SecretsFile", SecretsFile,
                "--RateLimits:PerAddressPerMinute", "1000000", "--RateLimits:PerAccountPerMinute", "1000000",
                "--SamePhotos:LookAlikes", "false",
                "--PhotoCheck:Timeout", "00:02:00",
                .. Database.Settings.Concat(_settings).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value }),
                ]),
        };
        _process.StartInfo.RedirectStandardError = true;

        // A process that lives for seconds gains nothing from code that is compiled once more.
        _process.StartInfo.Environment["DOTNET_TieredPGO"] = "0";
        _process.StartInfo.Environment["DOTNET_TC_CallCounting"] = "0";
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReadyAsync();
    }

    /// <summary>Waits until it can do its work.</summary>
    public async Task UntilReadyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (!await IsReadyAsync())
        {
            if (_process!.HasExited || TimeProvider.System.GetElapsedTime(start) > AtMost)
                throw new InvalidOperationException($"The API is not ready: {Log}");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until it has written that.</summary>
    public async Task UntilLoggedAsync(string text)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetElapsedTime(start) > AtMost) throw new InvalidOperationException($"Not written: {text}");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGTERM, as an operator stops it.</summary>
    /// <returns>Its exit code, once it has ended.</returns>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("-TERM");
        await _process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>A reviewer of its fresh database, signed in.</summary>
    public async Task<Caller> ReviewerAsync()
    {
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(SecretsFile))!;
        var reviewer = new Caller(Http);
        reviewer.Token = (await reviewer.PostAsync("/staff/auth/login", new { userName = "reviewer", password = secrets["reviewer"] })).Ok()["accessToken"];
        return reviewer;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops its clock and its work without ending it, as a machine that sleeps does.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null) await KillAsync();
        if (_own is not null) await _own.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
