using System.Data.Common;
using CampusPhoto.Infrastructure.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>A SQLite database as a file that nobody writes to.</summary>
internal static class SqliteFile
{
    /// <summary>
    /// Copies a database that is in use. The copy is what was committed when the call began; writers go on meanwhile. It
    /// has no trace of deleted rows and needs no second file beside it.
    /// </summary>
    public static async Task CopyAsync(AppDbContext db, string path, CancellationToken cancellationToken)
    {
        // An empty file of ours takes the copy, since SQLite would let everybody read one that it makes.
        await PrivateFiles.Create(path).DisposeAsync();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using DbCommand copy = db.Database.GetDbConnection().CreateCommand();
        copy.CommandText = "VACUUM INTO @path";
        copy.Parameters.Add(new SqliteParameter("@path", path));
        await copy.ExecuteNonQueryAsync(cancellationToken);

        // SQLite does not wait for the disk here.
        await using var written = new FileStream(path, FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(written.SafeFileHandle);
    }

    /// <summary>Opens a file for reading only, without leaving anything beside it.</summary>
    public static async Task<DbConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>What SQLite finds wrong with it: damaged pages, indexes that miss rows, rows that point nowhere.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        List<string> found = [];
        await using DbCommand check = connection.CreateCommand();
        check.CommandText =
            "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' "
            + "UNION ALL SELECT \"table\" || ' refers to missing rows of ' || parent FROM pragma_foreign_key_check";
        await using DbDataReader rows = await check.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) found.Add(rows.GetString(0));
        return found;
    }
}
