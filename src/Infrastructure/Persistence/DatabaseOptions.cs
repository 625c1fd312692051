using System.ComponentModel.DataAnnotations;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Which engine holds the data.</summary>
internal enum DatabaseEngine
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server 2019 or later.</summary>
    SqlServer,

    /// <summary>PostgreSQL 15 or later.</summary>
    PostgreSql,
}

/// <summary>Where the data lies, section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Where SQLite's file lies unless told.</summary>
    public const string EmbeddedFile = "Data Source=data/campusphoto.db";

    /// <summary>The engine.</summary>
    [EnumDataType(typeof(DatabaseEngine))]
    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>How to reach it. A relative SQLite file lies under the content root.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long a statement of SQLite waits for another writer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long migrations may take, the wait for another node's included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "06:00:00")]
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
