using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>The API as a process of its own, which can be killed and started again on the same data.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-api-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Uri _address = new($"http://127.0.0.1:{JourneyHost.FreePort().ToString(CultureInfo.InvariantCulture)}");
    private readonly StandInProcess _wechat;
    private TestDatabase? _database;
    private Process? _process;

    public ApiProcess(StandInProcess wechat)
    {
        _wechat = wechat;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _address };
    }

    public HttpClient Http { get; }

    /// <summary>Everything that it has written so far, over all its lives.</summary>
    public string Log => string.Join('\n', _log);

    public string SecretsFile => Path.Combine(_folder, "staff.json");

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        _database ??= await TestDatabase.NewAsync(_folder);
        _process = new Process
        {
            StartInfo = StandInProcess.DotNet(
                "CampusPhoto.WebApi.dll",
                "--environment", "Development", "--urls", _address.ToString(), "--contentRoot", AppContext.BaseDirectory,
                "--WeChat:BootstrapUrl", new Uri(_wechat.Address, $"/sim/bootstrap?notifyBaseUrl={_address.GetLeftPart(UriPartial.Authority)}").ToString(),
                "--Database:Engine", TestDatabase.Engine, "--Database:ConnectionString", _database!.ConnectionString,
                "--Storage:Path", Path.Combine(_folder, "photos"),
                "--Seed:SecretsFile", SecretsFile,
                "--RateLimits:PerAddressPerMinute", "1000000", "--RateLimits:PerAccountPerMinute", "1000000"),
        };
        _process.StartInfo.RedirectStandardError = true;
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync())
        {
            _process.HasExited.ShouldBeFalse(Log);
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60), Log);
        }
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null) await KillAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
