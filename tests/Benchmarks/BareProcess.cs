using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary><see cref="BareApi"/> as a process of its own.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BareProcess(Process process, HttpClient http) => (_process, Http) = (process, http);

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    /// <param name="engine">The engine.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="flush">How much longer than by itself the disk takes for a flush.</param>
    /// <param name="bootstrap">Where the stand-in tells its keys, when it shall take notifications too.</param>
    public static async Task<BareProcess> StartAsync(
        string engine, string connectionString, TimeSpan flush = default, Uri? bootstrap = null)
    {
        var url = $"http://127.0.0.1:{Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}";
        string[] keys = bootstrap is null ? [] : [bootstrap.ToString()];
        var command = StandInProcess.DotNet("CampusPhoto.Benchmarks.dll", ["bare-api", url, engine, connectionString, .. keys]);
        var process = new Process { StartInfo = SlowDisk.Run(command, flush) };
        process.Start();
        var bare = new BareProcess(process, new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(url) });
        await Rates.UntilItAnswersAsync(bare.Http);
        return bare;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
