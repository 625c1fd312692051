using Microsoft.Data.Sqlite;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>A SQLite file and a photo folder of their own.</summary>
internal sealed class EmbeddedSchool : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-school-").FullName;

    public string File => Path.Combine(_folder, "campusphoto.db");

    public string Photos => Path.Combine(_folder, "photos");

    /// <summary>A place for a backup of it.</summary>
    public string Backup => Path.Combine(_folder, "backup");

    public string ConnectionString => $"Data Source={File}";

    public Dictionary<string, string> Settings => new()
    {
        ["Database:Engine"] = "Sqlite",
        ["Database:ConnectionString"] = ConnectionString,
        ["Storage:Kind"] = "Local",
        ["Storage:Path"] = Photos,
    };

    /// <summary>A copy of files that nobody uses.</summary>
    public static EmbeddedSchool CopyOf(string file, string photos)
    {
        var copy = new EmbeddedSchool();
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, $"{Path.GetFileName(file)}*"))
            System.IO.File.Copy(part, Path.Combine(copy._folder, Path.GetFileName(part)));
        foreach (var photo in PhotosIn(photos).Values)
        {
            var target = Path.Combine(copy.Photos, Path.GetRelativePath(photos, photo));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(photo, target);
        }

        return copy;
    }

    /// <summary>Where each photo of a folder lies, by its key.</summary>
    public static IReadOnlyDictionary<string, string> PhotosIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)!).Length == 2)
        .ToDictionary(file => Path.GetFileName(file)!);

    /// <summary>Every value of every row, as SQLite writes it in its own language.</summary>
    public async Task<IReadOnlyList<string>> DumpAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        var tables = await ListAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'");
        List<string> rows = [];
        foreach (var table in tables)
        {
            var columns = await ListAsync(connection, $"SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')");
            rows.AddRange((await ListAsync(connection, $"SELECT {string.Join(" || ' ' || ", columns)} FROM \"{table}\"")).Select(row => $"{table} {row}"));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        return long.Parse((await ListAsync(connection, $"SELECT COUNT(*) FROM \"{table}\"")).Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(SqliteConnection connection, string statement)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await using var rows = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await rows.ReadAsync()) found.Add(rows.GetValue(0).ToString()!);
        await connection.CloseAsync();
        return found;
    }
}
