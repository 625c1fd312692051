using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampusPhoto.Benchmarks;

/// <summary>What an order is measured against: a minimal API that does one durable insert for each POST.</summary>
internal static class BareApi
{
    internal sealed record Thing(Guid SubmissionId);

    /// <param name="url">Where to listen.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="bootstrap">Where the stand-in tells its keys; then notifications are verified, opened and inserted too.</param>
    public static async Task RunAsync(string url, string engine, string connectionString, string? bootstrap = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        await using (var connection = await OpenAsync(engine, connectionString))
        {
            await using var create = connection.CreateCommand();
            create.CommandText = "CREATE TABLE Things (Id varchar(36) PRIMARY KEY, SubmissionId varchar(36) NOT NULL, Text varchar(500) NOT NULL, At varchar(40) NOT NULL)";
            await create.ExecuteNonQueryAsync();
        }

        var text = new string('x', 500);
        app.MapPost("/things", async (Thing thing) =>
        {
            var id = Guid.CreateVersion7();
            await using var connection = await OpenAsync(engine, connectionString);
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Things VALUES (@id, @submission, @text, @at)";
            Add("id", id.ToString());
            Add("submission", thing.SubmissionId.ToString());
            Add("text", text);
            Add("at", TimeProvider.System.GetUtcNow().ToString("O"));
            await insert.ExecuteNonQueryAsync();
            return Results.Created($"/things/{id}", new { id, thing.SubmissionId });

            void Add(string name, string value)
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                insert.Parameters.Add(parameter);
            }
        });
        if (bootstrap is not null)
        {
            var keys = await BareKeys.ReadAsync(bootstrap);
            app.MapPost("/notifications", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                if (keys.Open(request.Headers, body.ToArray()) is not { } payment) return Results.Unauthorized();
                await using var connection = await OpenAsync(engine, connectionString);
                await using var insert = connection.CreateCommand();
                insert.CommandText = "INSERT INTO Things VALUES (@id, @submission, @text, @at)";
                foreach (var (name, value) in new[] { ("id", Guid.CreateVersion7().ToString()), ("submission", Guid.Empty.ToString()), ("text", payment), ("at", "now") })
                {
                    var parameter = insert.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    insert.Parameters.Add(parameter);
                }

                await insert.ExecuteNonQueryAsync();
                return Results.NoContent();
            });
        }

        app.MapGet("/", () => "ready");
        await app.RunAsync();
    }

    private static async Task<DbConnection> OpenAsync(string engine, string connectionString)
    {
        if (engine != "Sqlite")
        {
            var server = new NpgsqlConnection(connectionString);
            await server.OpenAsync();
            return server;
        }

        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var durable = connection.CreateCommand();
        durable.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;";
        await durable.ExecuteNonQueryAsync();
        return connection;
    }
}
