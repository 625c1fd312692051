using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CampusPhoto.Tests.Shared;

/// <summary>
/// A database of its own on the engine that the tests run on: <c>CAMPUSPHOTO_TEST_ENGINE</c> is Sqlite (unless told),
/// PostgreSql (a server is started) or SqlServer (reached by <c>CAMPUSPHOTO_SQLSERVER</c>).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the engine.</summary>
    public const string EngineVariable = "CAMPUSPHOTO_TEST_ENGINE";

    /// <summary>Holds a connection string of a SQL Server on which databases may be made.</summary>
    public const string SqlServerVariable = "CAMPUSPHOTO_SQLSERVER";

    private const string PostgreSql = "PostgreSql";

    private static readonly Lazy<Task<PostgreSqlCluster>> Server = new(StartServerAsync);

    private readonly string _name = $"campusphoto_{Guid.CreateVersion7():N}";
    private readonly string _engine;
    private PostgreSqlCluster? _server;

    private TestDatabase(string connectionString, string engine) => (ConnectionString, _engine) = (connectionString, engine);

    /// <summary>The engine, by its name in <c>Database:Engine</c>.</summary>
    public static string Engine { get; } = Environment.GetEnvironmentVariable(EngineVariable) is { Length: > 0 } engine ? engine : "Sqlite";

    /// <summary>Whether it is the embedded one.</summary>
    public static bool IsSqlite => Engine == "Sqlite";

    /// <summary>Whether it is PostgreSQL.</summary>
    public static bool IsPostgreSql => Engine == PostgreSql;

    /// <summary>Whether it is SQL Server.</summary>
    public static bool IsSqlServer => Engine == "SqlServer";

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; private set; }

    /// <summary>The API's settings for it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database:Engine"] = _engine,
        ["Database:ConnectionString"] = ConnectionString,
    };

    /// <summary>A name for a database that is not there yet; SQLite's file lies in the folder.</summary>
    public static async Task<TestDatabase> NewAsync(string folder, string file = "campusphoto.db")
    {
        var database = new TestDatabase($"Data Source={Path.Combine(folder, file)}", Engine);
        if (IsPostgreSql) return await OnPostgreSqlAsync();
        if (!IsSqlite) database.ConnectionString = OnSqlServer(database._name);
        return database;
    }

    /// <summary>A name for a database on PostgreSQL, whatever engine the other tests run on.</summary>
    public static async Task<TestDatabase> OnPostgreSqlAsync() => On(await Server.Value);

    /// <summary>A name for a database on a server of the test's own, which takes it along when it is disposed.</summary>
    public static TestDatabase On(PostgreSqlCluster server)
    {
        var database = new TestDatabase("", PostgreSql) { _server = server };
        database.ConnectionString = server.ConnectionString(database._name);
        return database;
    }

    /// <summary>A copy of a database that nobody is connected to; PostgreSQL only.</summary>
    public static async Task<TestDatabase> CopyAsync(TestDatabase template)
    {
        var database = new TestDatabase("", PostgreSql);
        database._server = await Server.Value;
        database.ConnectionString = database._server.ConnectionString(database._name);
        await ExecuteAsync(database.Administration(), $"CREATE DATABASE {database._name} TEMPLATE {template._name}");
        return database;
    }

    /// <summary>Makes it, empty; PostgreSQL only.</summary>
    public Task CreateAsync() => ExecuteAsync(Administration(), $"CREATE DATABASE {_name}");

    /// <summary>Closes idle connections, so that nobody is connected.</summary>
    public void ClearPool()
    {
        if (_engine == "Sqlite")
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else if (_engine == PostgreSql)
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new SqlConnection(ConnectionString);
            SqlConnection.ClearPool(connection);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        ClearPool();
        if (_server is not null) await ExecuteAsync(Administration(), $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        else if (_engine != "Sqlite") await ExecuteAsync(new SqlConnection(OnSqlServer("master")), $"DROP DATABASE IF EXISTS {_name}");
    }

    private static string OnSqlServer(string database) => new SqlConnectionStringBuilder(
        Environment.GetEnvironmentVariable(SqlServerVariable)
        ?? throw new InvalidOperationException($"{EngineVariable} is {Engine}, and {SqlServerVariable} holds no connection string."))
    {
        InitialCatalog = database,
    }.ToString();

    private NpgsqlConnection Administration() => new(_server!.ConnectionString("postgres"));

    private static async Task ExecuteAsync(DbConnection connection, string statement)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<PostgreSqlCluster> StartServerAsync()
    {
        var server = new PostgreSqlCluster(durable: false);
        await server.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
