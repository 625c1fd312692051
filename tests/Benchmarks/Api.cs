using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary>The API as a process of its own on a database file that lasts over its starts, and a student who uses it.</summary>
internal sealed class Api : IAsyncDisposable
{
    private readonly StandInProcess _wechat = new();
    private readonly TimeSpan _flush;
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private Api(TestDatabase? database, TimeSpan flush)
    {
        _flush = flush;
        _settings = new Dictionary<string, string>(database?.Settings ?? new Dictionary<string, string>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(Folder, "bench.db")}",
        })
        {
            ["Storage:Path"] = Path.Combine(Folder, "photos"),
        };
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("campusphoto-bench-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}");

    public HttpClient Http { get; }

    /// <summary>Its WeChat.</summary>
    public StandInProcess WeChat => _wechat;

    /// <summary>The token of a reviewer, where one signed in.</summary>
    public AuthenticationHeaderValue? Reviewer { get; set; }

    public int ProcessId => _process!.Id;

    /// <summary>Where its data lies.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <param name="database">Its database; a SQLite file unless given.</param>
    /// <param name="flush">How much longer than by itself the disk takes for a flush.</param>
    /// <param name="timers">How often its timers look for work; as usual unless given.</param>
    public static async Task<Api> CreateAsync(TestDatabase? database = null, TimeSpan flush = default, TimeSpan? timers = null)
    {
        var api = new Api(database, flush);
        if (timers is { } interval) api._settings["Timers:Interval"] = interval.ToString();
        await api._wechat.StartAsync();
        return api;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var notify = Address.GetLeftPart(UriPartial.Authority);
        var command = StandInProcess.DotNet(
            "CampusPhoto.WebApi.dll",
            [
            "--environment", "Development", "--urls", Address.ToString(), "--contentRoot", AppContext.BaseDirectory,
            "--WeChat:BootstrapUrl", new Uri(_wechat.Address, $"/sim/bootstrap?notifyBaseUrl={notify}").ToString(),
            "--Seed:SecretsFile", Path.Combine(Folder, "staff.json"),
            "--Serilog:MinimumLevel:Default", "Warning",
            "--RateLimits:PerAddressPerMinute", "100000000",
            "--RateLimits:PerAccountPerMinute", "100000000",
            "--RateLimits:PerClientPerMinute", "100000000",
            "--SamePhotos:LookAlikes", "false",
            .. _settings.SelectMany(setting => new[] { $"--{setting.Key}", setting.Value }),
            ]);
        _process = new Process { StartInfo = SlowDisk.Run(command, _flush) };
        _process.OutputDataReceived += (_, _) => { };
        _process.Start();
        _process.BeginOutputReadLine();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException("The API did not start.");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async Task StopAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Logs a student in who has a phone and gave both consents; the client sends the token from then on.</summary>
    public async Task LogInAsync()
    {
        var (loginCode, openId) = await _wechat.LoginCodeAsync(CancellationToken.None);
        var phoneCode = await _wechat.PhoneCodeAsync(openId, "13800138000", CancellationToken.None);
        var version = (await GetAsync("/agreements/current")).GetProperty("version").GetString();
        var login = await PostAsync("/auth/wechat-login", new { loginCode, phoneCode, agreementVersion = version });
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.GetProperty("accessToken").GetString());
        foreach (var purpose in new[] { "PhotoGuide", "FaceData" }) await PostAsync("/consents", new { purpose, version });
    }

    public async Task<Guid> EnrolAsync(string codeText)
    {
        var recognition = await PostAsync("/collection-codes/recognitions", new { text = codeText });
        var enrolment = await PostAsync(
            "/enrolments", new { recognitionId = recognition.GetProperty("recognitionId").GetString(), featureCode = "m9ng02" });
        return enrolment.GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> GetAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1{path}", UriKind.Relative));

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri($"/api/v1{path}", UriKind.Relative), body);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> UploadAsync(Guid enrolment, byte[] photo)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(photo);
        using var field = new StringContent(enrolment.ToString());
        form.Add(field, "enrolmentId");
        form.Add(file, "photo", "photo.jpg");
        using var answer = await Http.PostAsync(new Uri("/api/v1/submissions", UriKind.Relative), form);
        return await ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        await _wechat.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{answer.StatusCode}: {body}");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
