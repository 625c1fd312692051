using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary>Times of one call among few orders, beside those of the same call among many.</summary>
internal static class AmongMany
{
    private const int Many = 1_000_000;

    /// <summary>Compares two APIs, each with a database of its own, of the engine and for the number of orders that were asked for.</summary>
    /// <param name="where">The engine, Sqlite or PostgreSql, and how many orders; a million of SQLite's where nothing is said.</param>
    /// <param name="compare">Takes the API for few orders, that for many, and how many those are; neither has been started.</param>
    public static async Task<int> RunAsync(string[] where, Func<Api, Api, int, Task> compare)
    {
        var many = where is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : Many;
        await using var server = where is ["PostgreSql", ..] ? new PostgreSqlCluster(durable: true) : null;
        if (server is not null) await server.StartAsync();
        await using TestDatabase? fewDatabase = server is null ? null : TestDatabase.On(server), manyDatabase = server is null ? null : TestDatabase.On(server);
        await using Api few = await Api.CreateAsync(fewDatabase), large = await Api.CreateAsync(manyDatabase);
        await compare(few, large, many);
        return 0;
    }

    public static void SayHeader(int few, int many)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| what | median of {few} orders | of {many} | ratio | 99th percentile of {few} | of {many} | ratio |"));
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
    }

    public static void SayRow(string name, List<double> few, List<double> many) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {At(few, 0.5):0.00} ms | {At(many, 0.5):0.00} ms | {At(many, 0.5) / At(few, 0.5):0.00} | {At(few, 0.99):0.00} ms | {At(many, 0.99):0.00} ms | {At(many, 0.99) / At(few, 0.99):0.00} |"));

    /// <returns>Milliseconds until the whole answer is there.</returns>
    public static async Task<double> TimeAsync(Api api, string path, AuthenticationHeaderValue? who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1{path}");
        request.Headers.Authorization = who;
        var start = Stopwatch.GetTimestamp();
        using var answer = await api.Http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode && body.Length > 100
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException($"{path}: {answer.StatusCode}");
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));
}
