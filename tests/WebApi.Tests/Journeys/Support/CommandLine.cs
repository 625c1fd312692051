using System.Collections.Concurrent;
using System.Diagnostics;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// A command of the program as an operator gives it: a process of its own, in Production and without any key.
/// </summary>
internal sealed class CommandLine : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private CommandLine(Process process) => _process = process;

    public string Output => string.Join('\n', _lines);

    public static CommandLine Start(IEnumerable<KeyValuePair<string, string>> settings, params IEnumerable<string> command)
    {
        var started = new CommandLine(new Process
        {
            StartInfo = StandInProcess.DotNet(
                "CampusPhoto.WebApi.dll",
                [
                .. command, "--environment", "Production", "--contentRoot", AppContext.BaseDirectory,
                .. settings.SelectMany(setting => new[] { $"--{setting.Key}", setting.Value }),
                ]),
        });
        started._process.StartInfo.RedirectStandardError = true;
        started._process.OutputDataReceived += (_, line) => started.Add(line.Data);
        started._process.ErrorDataReceived += (_, line) => started.Add(line.Data);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(int expectedExit, IEnumerable<KeyValuePair<string, string>> settings, params string[] command)
    {
        await using var started = Start(settings, command);
        return await started.EndedAsync(expectedExit);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> EndedAsync(int expectedExit)
    {
        (await EndedAsync()).ShouldBe(expectedExit, Output);
        return Output.TrimEnd();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    // Null tells that a stream has ended, which one may before the other's first line has come.
    private void Add(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
