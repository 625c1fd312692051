using CampusPhoto.Tests.Shared;
using Npgsql;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// Keeps the next run of the timers from ending: their last step reads the batches, which nobody else does in a student's
/// journey, and the table is locked. PostgreSQL only.
/// </summary>
internal sealed class HeldTimers(TestDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _connections = NpgsqlDataSource.Create(database.ConnectionString);
    private NpgsqlConnection? _lock;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Waits until a node stands in the middle of its run.</summary>
    /// <returns>The name of its connections.</returns>
    public async Task<string> HolderAsync()
    {
        _lock = await _connections.OpenConnectionAsync(Now);
        await using (var begin = new NpgsqlCommand("BEGIN; LOCK TABLE \"ProductionBatches\" IN ACCESS EXCLUSIVE MODE", _lock)) await begin.ExecuteNonQueryAsync(Now);
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (true)
        {
            await using var waiting = _connections.CreateCommand(
                "SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%\"ProductionBatches\"%' AND pid <> pg_backend_pid()");
            if (await waiting.ExecuteScalarAsync(Now) is string name) return name;
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(AtMost);
            await looks.WaitForNextTickAsync(Now);
        }
    }

    /// <summary>The row of the timers' lease.</summary>
    public async Task<(long Token, DateTimeOffset ExpiresAt)> LeaseAsync()
    {
        await using var read = _connections.CreateCommand("SELECT \"Token\", \"ExpiresAt\" FROM \"Leases\" WHERE \"Job\" = 'timers'");
        await using var row = await read.ExecuteReaderAsync(Now);
        (await row.ReadAsync(Now)).ShouldBeTrue();
        return (row.GetInt64(0), await row.GetFieldValueAsync<DateTimeOffset>(1, Now));
    }

    /// <summary>Lets the timers go on.</summary>
    public async Task LetGoAsync()
    {
        await using var end = new NpgsqlCommand("ROLLBACK", _lock);
        await end.ExecuteNonQueryAsync(Now);
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null) await _lock.DisposeAsync();
        await _connections.DisposeAsync();
    }
}
