using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Tells, for every engine, whether a call failed only because others kept the database busy for too long.</summary>
public static class DatabaseBusy
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>Whether nothing was changed and the same call may be made again.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        DbUpdateException { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
