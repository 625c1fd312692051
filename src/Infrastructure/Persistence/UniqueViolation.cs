using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Tells, for every engine, whether a save failed because a unique value was taken.</summary>
internal static class UniqueViolation
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    public static bool Is(DbUpdateException exception) => exception.InnerException is SqliteException
    {
        SqliteExtendedErrorCode: SqliteConstraintPrimaryKey or SqliteConstraintUnique,
    };
}
