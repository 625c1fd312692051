using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>
/// Sets SQLite up on opening: a file made in another way is neither in WAL mode nor safe against a power cut, and the
/// rest holds for one connection only. A pooled connection is set up once.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // SQLite itself looks again after 1, 2, 5, 10 ms and so on while another writes; the driver, which takes over
    // after that until Database:BusyTimeout, only after 150 ms each.
    private const string Durable =
        "PRAGMA busy_timeout=1000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    private readonly ConditionalWeakTable<sqlite3, SqlitePragmas> _setUp = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsSetUp(connection)) return;
        using DbCommand command = Command(connection);
        command.ExecuteNonQuery();
        MarkSetUp(connection);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsSetUp(connection)) return;
        await using DbCommand command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        MarkSetUp(connection);
    }

    private bool IsSetUp(DbConnection connection) => _setUp.TryGetValue(Handle(connection), out _);

    private void MarkSetUp(DbConnection connection) => _setUp.AddOrUpdate(Handle(connection), this);

    // The engine's own connection, which a pool hands to one SqliteConnection after another.
    private static sqlite3 Handle(DbConnection connection) => ((SqliteConnection)connection).Handle!;

    private static DbCommand Command(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Durable;
        return command;
    }
}
