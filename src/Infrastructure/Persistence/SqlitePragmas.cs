using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Sets SQLite up on opening: a file made in another way is neither in WAL mode nor safe against a power cut, and the
/// rest holds for one connection only.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Durable = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Durable;
        return command;
    }
}
