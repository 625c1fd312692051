using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;

namespace CampusPhoto.Tests.Shared;

/// <summary>
/// A PostgreSQL server of its own, in a temporary folder on a free loopback port, run by an unprivileged user. It stops
/// when this process closes its standard input or dies.
/// </summary>
/// <param name="durable">Whether commits survive a crash, as in production; without it tests run faster.</param>
public sealed class PostgreSqlCluster(bool durable) : IAsyncDisposable
{
    private const string Superuser = "campusphoto";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-pg-").FullName;
    private readonly int _port = Loopback.FreePort();
    private Process? _server;
    private bool _paused;

    /// <summary>The folder of the newest server's programs, or null where there is none.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderBy(folder => folder, StringComparer.Ordinal).LastOrDefault()
        : null;

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>How to reach a database of it.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = Superuser,
        Database = database,
        MaxPoolSize = 50,
    }.ToString();

    /// <summary>Makes the data folder and starts the server.</summary>
    public async Task StartAsync()
    {
        if (IsRoot) await RunAsync("chown", "postgres", _folder);
        await ShellAsync(
            $"{Programs}/initdb -D {Data} -U {Superuser} -A trust -E UTF8 --locale=C.UTF-8 --no-sync >{_folder}/initdb.log");
        await StartServerAsync();
    }

    /// <summary>Starts the server again after <see cref="CrashAsync"/>; it recovers by itself.</summary>
    public async Task StartServerAsync()
    {
        string[] safety = durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        string options = string.Join(' ', ((string[])
        [
            "listen_addresses=127.0.0.1", $"port={_port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories=''",
            "max_connections=400", .. safety,
        ]).Select(option => $"-c {option}"));

        // The shell ends the server when our end of its input is closed, however this process ends.
        _server = Spawn($"cd {_folder}; {Programs}/postgres -D {Data} {options} >>{_folder}/server.log 2>&1 & server=$!; read -r _; kill -QUIT $server; wait $server");
        long since = Stopwatch.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (!await AnswersAsync())
        {
            await looks.WaitForNextTickAsync();
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "server.log"))}");
        }
    }

    /// <summary>Ends the server at once, without a checkpoint and without a word to its clients.</summary>
    public async Task CrashAsync()
    {
        if (_server is null) return;
        if (_paused) await ResumeAsync();
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Stops its clock and its work: connections stay, and nothing is answered.</summary>
    public async Task PauseAsync()
    {
        await SignalAsync("STOP");
        _paused = true;
    }

    /// <summary>Lets it go on.</summary>
    public async Task ResumeAsync()
    {
        await SignalAsync("CONT");
        _paused = false;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        string server = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await RunAsync("sh", "-c", $"kill -{signal} {server} $(pgrep -P {server})");
    }

    private static Process Spawn(string script)
    {
        ProcessStartInfo start = IsRoot
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", script])
            : new ProcessStartInfo("sh", ["-c", script]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = Path.GetTempPath();
        return Process.Start(start)!;
    }

    private static async Task ShellAsync(string script)
    {
        using Process process = Spawn(script);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"Failed: {script}");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed.");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
