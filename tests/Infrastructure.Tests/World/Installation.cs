using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>
/// A migrated database of the engine at hand and a folder with a photo store, and the nodes that run on them. The
/// database is a copy of one that was migrated once for all tests, because migrating takes longer than most of them.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    private static readonly Lazy<Task<Installation>> Migrated = new(MigrateAsync);

    private readonly List<Node> _nodes = [];
    private readonly TestDatabase _database;

    private Installation(string folder, TestDatabase database) => (Folder, _database) = (folder, database);

    public string Folder { get; }

    /// <summary>SQLite's file.</summary>
    public string DatabaseFile => Path.Combine(Folder, "campusphoto.db");

    /// <summary>The API's settings for the database.</summary>
    public IReadOnlyDictionary<string, string> DatabaseSettings => _database.Settings;

    public string PhotoFolder => Path.Combine(Folder, "photos");

    /// <summary>The first node.</summary>
    public Node Node => _nodes[0];

    /// <summary>A migrated installation with one node.</summary>
    public static async Task<Installation> OpenAsync(Action<NodeSettings>? change = null)
    {
        var folder = NewFolder();
        Installation installation;
        if (TestDatabase.IsPostgreSql)
        {
            installation = new Installation(folder, await TestDatabase.CopyAsync((await Migrated.Value)._database));
            installation.AddNode(change);
            return installation;
        }

        installation = new Installation(folder, await TestDatabase.NewAsync(folder));
        if (TestDatabase.IsSqlite) File.Copy((await Migrated.Value).DatabaseFile, installation.DatabaseFile);
        installation.AddNode(change);
        if (!TestDatabase.IsSqlite) await installation.Node.Get<DatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return installation;
    }

    /// <summary>An installation with one node and no database yet.</summary>
    public static async Task<Installation> EmptyAsync(Action<NodeSettings>? change = null)
    {
        var folder = NewFolder();
        var installation = new Installation(folder, await TestDatabase.NewAsync(folder));
        installation.AddNode(change);
        return installation;
    }

    /// <summary>Another node on the same data, which shares the clock.</summary>
    public Node AddNode(Action<NodeSettings>? change = null)
    {
        var settings = new NodeSettings(Folder);
        foreach (var (name, value) in _database.Settings) settings.Values[name] = value;
        settings.Values["Storage:Path"] = PhotoFolder;

        // The fake clock does not move by itself.
        settings.Values["Outbox:Gather"] = "00:00:00";
        if (_nodes.Count > 0) settings.Clock = _nodes[0].Clock;
        change?.Invoke(settings);
        var node = new Node(settings);
        _nodes.Add(node);
        return node;
    }

    /// <summary>All that the database holds: SQLite's bytes with its write-ahead log, other engines' rows as text.</summary>
    public async Task<byte[]> RawDatabaseAsync()
    {
        if (TestDatabase.IsSqlite) return [.. Directory.EnumerateFiles(Folder, "campusphoto.db*").SelectMany(ReadShared)];
        using var bytes = new MemoryStream();
        await using var writer = new StreamWriter(bytes);
        await using var db = Node.Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
                for (var column = 0; column < rows.FieldCount; column++) await writer.WriteLineAsync(rows.GetValue(column).ToString());
        }

        await writer.FlushAsync(TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("campusphoto-").FullName;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<Installation> MigrateAsync()
    {
        var installation = await EmptyAsync();
        await installation.Node.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        if (TestDatabase.IsSqlite)
        {
            await using var db = installation.Node.Open();
            await db.Database.OpenConnectionAsync();
            await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await checkpoint.ExecuteNonQueryAsync();
        }

        await installation.Node.DisposeAsync();
        installation._nodes.Clear();
        installation._database.ClearPool();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(installation.Folder, recursive: true);
        return installation;
    }
}
