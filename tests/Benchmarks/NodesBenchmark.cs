using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// What an order costs of the processors on two nodes, beside one, on the same PostgreSQL server; and what a bare insert
/// costs so, which is what two processes cost by themselves on this machine.
/// </summary>
internal static class NodesBenchmark
{
    // Of each node: what a node compiles on its first orders is no cost of having two.
    private const int WarmUp = 3000;
    private const int BareWarmUp = 20_000;
    private const int Rounds = 7;
    private const int PerRound = 400;
    private const int BarePerRound = 4000;
    private const int Clients = 16;

    public static async Task RunAsync()
    {
        await using var server = new PostgreSqlCluster(durable: true);
        await server.StartAsync();
        Console.WriteLine("| what | processor time on one node, median (least to most) | on two nodes | ratio |");
        Console.WriteLine("| --- | --- | --- | --- |");
        await OrdersAsync(server);
        await InsertsAsync(server);
    }

    private static async Task OrdersAsync(PostgreSqlCluster server)
    {
        await using TestDatabase alone = TestDatabase.On(server), shared = TestDatabase.On(server);
        await using Api one = await Api.CreateAsync(alone), first = await Api.CreateAsync(shared), second = await Api.CreateAsync(shared);
        await one.StartAsync();
        await first.StartAsync();
        await second.StartAsync();
        var ofOne = new ConcurrentQueue<Guid>(await PassedSubmissions.AddAsync(one, WarmUp + (Rounds * PerRound)));
        var ofTwo = new ConcurrentQueue<Guid>(await PassedSubmissions.AddAsync(first, (2 * WarmUp) + (Rounds * PerRound)));
        second.Http.DefaultRequestHeaders.Authorization = first.Http.DefaultRequestHeaders.Authorization;
        static Func<int, Task> Place(Api[] nodes, ConcurrentQueue<Guid> submissions) => async client =>
            await nodes[client % nodes.Length].PostAsync(
                "/orders", new { submissionId = submissions.TryDequeue(out var id) ? id : throw new InvalidOperationException("No submission is left.") });
        Func<int, Task> onOne = Place([one], ofOne), onTwo = Place([first, second], ofTwo);

        // That every event of the orders reaches its handlers is part of what they cost.
        async Task<double> SingleAsync(int orders) => await CostAsync([one.ProcessId], onOne, orders, () => DeliveredAsync(one));
        async Task<double> BothAsync(int orders) =>
            await CostAsync([first.ProcessId, second.ProcessId], onTwo, orders, () => DeliveredAsync(first));
        await SingleAsync(WarmUp);
        await BothAsync(2 * WarmUp);
        await CompareAsync("an order", () => SingleAsync(PerRound), () => BothAsync(PerRound));
    }

    private static async Task InsertsAsync(PostgreSqlCluster server)
    {
        await using TestDatabase ofOne = TestDatabase.On(server), ofFirst = TestDatabase.On(server), ofSecond = TestDatabase.On(server);
        static async Task<BareProcess> StartAsync(TestDatabase database)
        {
            await database.CreateAsync();
            return await BareProcess.StartAsync("PostgreSql", database.ConnectionString);
        }

        await using BareProcess one = await StartAsync(ofOne), first = await StartAsync(ofFirst), second = await StartAsync(ofSecond);
        static Func<int, Task> Insert(BareProcess[] nodes) => async client =>
        {
            using var answer = await nodes[client % nodes.Length].Http.PostAsJsonAsync(
                new Uri("/things", UriKind.Relative), new { submissionId = Guid.CreateVersion7() });
            answer.EnsureSuccessStatusCode();
        };
        Func<int, Task> onOne = Insert([one]), onTwo = Insert([first, second]);
        async Task<double> SingleAsync(int inserts) => await CostAsync([one.ProcessId], onOne, inserts, () => Task.CompletedTask);
        async Task<double> BothAsync(int inserts) =>
            await CostAsync([first.ProcessId, second.ProcessId], onTwo, inserts, () => Task.CompletedTask);
        await SingleAsync(BareWarmUp);
        await BothAsync(2 * BareWarmUp);
        await CompareAsync("a bare insert", () => SingleAsync(BarePerRound), () => BothAsync(BarePerRound));
    }

    private static async Task CompareAsync(string what, Func<Task<double>> onOne, Func<Task<double>> onTwo)
    {
        List<double> single = [], both = [];
        for (var round = 0; round < Rounds; round++)
        {
            single.Add(await onOne());
            both.Add(await onTwo());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {Shown(single)} | {Shown(both)} | {Rates.Median(both) / Rates.Median(single):0.00} |"));
    }

    /// <returns>Milliseconds of processor time a call, of all nodes together.</returns>
    private static async Task<double> CostAsync(int[] nodes, Func<int, Task> call, int calls, Func<Task> finish)
    {
        var before = Used(nodes);
        var left = calls;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await call(client);
        }));
        await finish();
        return (Used(nodes) - before).TotalMilliseconds / calls;
    }

    /// <summary>Waits until every event has reached its handlers.</summary>
    private static async Task DeliveredAsync(Api node)
    {
        await using var services = PassedSubmissions.Services(node);
        await using var scope = services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await db.OutboxMessages.AnyAsync(message => message.ProcessedAt == null)) await pause.WaitForNextTickAsync();
    }

    private static TimeSpan Used(int[] nodes)
    {
        var used = TimeSpan.Zero;
        foreach (var node in nodes)
        {
            using var process = Process.GetProcessById(node);
            used += process.TotalProcessorTime;
        }

        return used;
    }

    private static string Shown(List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"{Rates.Median(times):0.00} ms ({times.Min():0.00} to {times.Max():0.00})");
}
