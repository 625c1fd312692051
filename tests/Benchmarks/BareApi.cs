using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Benchmarks;

/// <summary>What an order is measured against: a minimal API that does one durable insert into SQLite for each POST.</summary>
internal static class BareApi
{
    internal sealed record Thing(Guid SubmissionId);

    public static async Task RunAsync(string url, string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        var connectionString = $"Data Source={file}";
        await using (var connection = await OpenAsync(connectionString))
        {
            await using var create = connection.CreateCommand();
            create.CommandText = "CREATE TABLE Things (Id TEXT PRIMARY KEY, SubmissionId TEXT NOT NULL, Text TEXT NOT NULL, At TEXT NOT NULL)";
            await create.ExecuteNonQueryAsync();
        }

        var text = new string('x', 500);
        app.MapPost("/things", async (Thing thing) =>
        {
            var id = Guid.CreateVersion7();
            await using var connection = await OpenAsync(connectionString);
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Things VALUES ($id, $submission, $text, $at)";
            insert.Parameters.AddWithValue("$id", id.ToString());
            insert.Parameters.AddWithValue("$submission", thing.SubmissionId.ToString());
            insert.Parameters.AddWithValue("$text", text);
            insert.Parameters.AddWithValue("$at", TimeProvider.System.GetUtcNow());
            await insert.ExecuteNonQueryAsync();
            return Results.Created($"/things/{id}", new { id, thing.SubmissionId });
        });
        app.MapGet("/", () => "ready");
        await app.RunAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var durable = connection.CreateCommand();
        durable.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;";
        await durable.ExecuteNonQueryAsync();
        return connection;
    }
}
