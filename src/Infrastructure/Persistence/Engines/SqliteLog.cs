using Microsoft.Data.Sqlite;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>The write-ahead log of a SQLite file.</summary>
internal static class SqliteLog
{
    /// <summary>Brings everything that was written to it to the disk.</summary>
    public static void Flush(string connectionString)
    {
        // Opened anew each time: a checkpoint at the last connection's end deletes the file, and the next makes another.
        string path = $"{new SqliteConnectionStringBuilder(connectionString).DataSource}-wal";
        using var log = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(log);
    }
}
