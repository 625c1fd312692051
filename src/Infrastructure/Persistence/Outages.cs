using CampusPhoto.Application.Abstractions;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Knows each engine's failures that pass: the server is gone, starting, full, or chose this one to give way.</summary>
internal sealed class Outages : IOutages
{
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities
    private const byte SqlServerResources = 17;
    private const int SqlServerTimeout = -2;
    private const int SqlServerDeadlock = 1205;

    public bool IsOutage(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
            if (IsCause(cause)) return true;
        return false;
    }

    // https://www.sqlite.org/rescode.html: busy, locked, read-only, I/O error, full, cannot open.
    private static bool IsCause(Exception cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
        PostgresException postgreSql => postgreSql.IsTransient || postgreSql.SqlState == PostgresErrorCodes.InvalidCatalogName,
        NpgsqlException => true,
        SqlException sqlServer => sqlServer.Class >= SqlServerResources || sqlServer.Number is SqlServerTimeout or SqlServerDeadlock,
        TimeoutException => true,
        IOException => true,
        _ => false,
    };
}
