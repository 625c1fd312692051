using CampusPhoto.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>
/// A folder with a migrated database file and a photo store, and the nodes that run on it. The file is a copy of one
/// that was migrated once for all tests, because migrating takes longer than most of them.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    private readonly List<Node> _nodes = [];

    private Installation() => Folder = Directory.CreateTempSubdirectory("campusphoto-").FullName;

    public string Folder { get; }

    public string DatabaseFile => Path.Combine(Folder, "campusphoto.db");

    public string PhotoFolder => Path.Combine(Folder, "photos");

    /// <summary>The first node.</summary>
    public Node Node => _nodes[0];

    /// <summary>A migrated installation with one node.</summary>
    public static async Task<Installation> OpenAsync(Action<NodeSettings>? change = null)
    {
        var installation = new Installation();
        await File.WriteAllBytesAsync(installation.DatabaseFile, await Migrated.Value, TestContext.Current.CancellationToken);
        installation.AddNode(change);
        return installation;
    }

    /// <summary>An installation with one node and no database yet.</summary>
    public static Installation Empty(Action<NodeSettings>? change = null)
    {
        var installation = new Installation();
        installation.AddNode(change);
        return installation;
    }

    /// <summary>Another node on the same files, which shares the clock.</summary>
    public Node AddNode(Action<NodeSettings>? change = null)
    {
        var settings = new NodeSettings(Folder);
        settings.Values["Database:ConnectionString"] = $"Data Source={DatabaseFile}";
        settings.Values["Storage:Path"] = PhotoFolder;

        // The fake clock does not move by itself.
        settings.Values["Outbox:Gather"] = "00:00:00";
        if (_nodes.Count > 0) settings.Clock = _nodes[0].Clock;
        change?.Invoke(settings);
        var node = new Node(settings);
        _nodes.Add(node);
        return node;
    }

    /// <summary>All bytes of the database, its write-ahead log included.</summary>
    public byte[] RawDatabase() =>
        [.. Directory.EnumerateFiles(Folder, "campusphoto.db*").SelectMany(ReadShared)];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={DatabaseFile}")) SqliteConnection.ClearPool(connection);
        Directory.Delete(Folder, recursive: true);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<byte[]> MigrateAsync()
    {
        await using var installation = Empty();
        await installation.Node.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await using (var db = installation.Node.Open())
        {
            var connection = (SqliteConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
            await connection.OpenAsync(CancellationToken.None);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await checkpoint.ExecuteNonQueryAsync(CancellationToken.None);
        }

        return ReadShared(installation.DatabaseFile);
    }
}
