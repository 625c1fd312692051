using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>What an order costs of the processors on two nodes, beside one, on the same PostgreSQL server.</summary>
internal static class NodesBenchmark
{
    // Of each node: what a node compiles on its first orders is no cost of having two.
    private const int WarmUp = 3000;
    private const int Rounds = 7;
    private const int PerRound = 400;
    private const int Clients = 16;

    public static async Task RunAsync()
    {
        await using var server = new PostgreSqlCluster(durable: true);
        await server.StartAsync();
        await using TestDatabase alone = TestDatabase.On(server), shared = TestDatabase.On(server);
        await using Api one = await Api.CreateAsync(alone), first = await Api.CreateAsync(shared), second = await Api.CreateAsync(shared);
        await one.StartAsync();
        await first.StartAsync();
        await second.StartAsync();
        var ofOne = new ConcurrentQueue<Guid>(await PassedSubmissions.AddAsync(one, WarmUp + (Rounds * PerRound)));
        var ofTwo = new ConcurrentQueue<Guid>(await PassedSubmissions.AddAsync(first, (2 * WarmUp) + (Rounds * PerRound)));
        second.Http.DefaultRequestHeaders.Authorization = first.Http.DefaultRequestHeaders.Authorization;
        await CostAsync([one], ofOne, WarmUp);
        await CostAsync([first, second], ofTwo, 2 * WarmUp);

        List<double> single = [], both = [];
        for (var round = 0; round < Rounds; round++)
        {
            single.Add(await CostAsync([one], ofOne, PerRound));
            both.Add(await CostAsync([first, second], ofTwo, PerRound));
        }

        Console.WriteLine("| processor time of an order on one node, median (least to most) | on two nodes | ratio |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Shown(single)} | {Shown(both)} | {Rates.Median(both) / Rates.Median(single):0.00} |"));
    }

    /// <returns>Milliseconds of processor time an order, of all nodes together.</returns>
    private static async Task<double> CostAsync(Api[] nodes, ConcurrentQueue<Guid> submissions, int orders)
    {
        var before = Used(nodes);
        var left = orders;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            while (Interlocked.Decrement(ref left) >= 0 && submissions.TryDequeue(out var submissionId))
                await nodes[client % nodes.Length].PostAsync("/orders", new { submissionId });
        }));
        await DeliveredAsync(nodes[0]);
        return (Used(nodes) - before).TotalMilliseconds / orders;
    }

    /// <summary>Waits until every event of the orders has reached its handlers: that is part of what they cost.</summary>
    private static async Task DeliveredAsync(Api node)
    {
        await using var services = PassedSubmissions.Services(node);
        await using var scope = services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await db.OutboxMessages.AnyAsync(message => message.ProcessedAt == null)) await pause.WaitForNextTickAsync();
    }

    private static TimeSpan Used(Api[] nodes)
    {
        var used = TimeSpan.Zero;
        foreach (var node in nodes)
        {
            using var process = Process.GetProcessById(node.ProcessId);
            used += process.TotalProcessorTime;
        }

        return used;
    }

    private static string Shown(List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"{Rates.Median(times):0.00} ms ({times.Min():0.00} to {times.Max():0.00})");
}
