using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using CampusPhoto.Tests.Shared;
using static CampusPhoto.Benchmarks.Rates;

namespace CampusPhoto.Benchmarks;

/// <summary>How many orders are placed in a second, beside a bare minimal API that does one durable insert into the same engine.</summary>
internal static class PlaceOrderBenchmark
{
    private const int WarmUp = 1500;
    private const int Rounds = 10;
    private const int PerRound = 200;
    private static readonly int[] Clients = [1, 8, 32];

    /// <param name="where">The engine, and how many milliseconds longer than by itself a flush of SQLite's disk takes.</param>
    public static async Task<int> RunAsync(string[] where)
    {
        var engine = where is [var named, ..] ? named : "Sqlite";
        var flush = TimeSpan.FromMilliseconds(where is [_, var slow] ? double.Parse(slow, CultureInfo.InvariantCulture) : 0);
        await using var server = engine == "PostgreSql" ? new PostgreSqlCluster(durable: true) : null;
        if (server is not null) await server.StartAsync();
        await using var database = server is null ? null : TestDatabase.On(server);
        await using var bareDatabase = server is null ? null : TestDatabase.On(server);
        if (bareDatabase is not null) await bareDatabase.CreateAsync();
        await using var api = await Api.CreateAsync(database, flush);
        await api.StartAsync();
        var ids = await PassedSubmissions.AddAsync(api, WarmUp + (Clients.Length * Rounds * PerRound));
        var submissions = new ConcurrentQueue<Guid>(ids);
        await using var bare = await BareProcess.StartAsync(
            engine, bareDatabase?.ConnectionString ?? $"Data Source={Path.Combine(api.Folder, "bare.db")}", flush);
        async Task PlaceAsync() => await PostAsync(api.Http, "/api/v1/orders", submissions.TryDequeue(out var id) ? id : throw new InvalidOperationException("No submission is left."));
        async Task InsertAsync() => await PostAsync(bare.Http, "/things", Guid.CreateVersion7());
        await RateAsync(PlaceAsync, 4, WarmUp);
        await RateAsync(InsertAsync, 4, WarmUp);

        Console.WriteLine("| clients | orders/s, median (least to most) | bare inserts/s, median (least to most) | ratio |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var clients in Clients)
        {
            List<double> orders = [], inserts = [];
            for (var round = 0; round < Rounds; round++)
            {
                orders.Add(await RateAsync(PlaceAsync, clients, PerRound));
                inserts.Add(await RateAsync(InsertAsync, clients, PerRound));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {clients} | {Shown(orders)} | {Shown(inserts)} | {Median(orders) / Median(inserts):0.00} |"));
        }

        return 0;
    }

    private static async Task PostAsync(HttpClient http, string path, Guid submissionId)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { submissionId });
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 201) throw new InvalidOperationException($"{answer.StatusCode}: {body}");
    }
}
