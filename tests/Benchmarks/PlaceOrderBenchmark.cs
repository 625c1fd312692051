using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary>How many orders are placed in a second, beside a bare minimal API that does one durable insert.</summary>
internal static class PlaceOrderBenchmark
{
    private const int WarmUp = 1500;
    private const int Rounds = 10;
    private const int PerRound = 150;
    private static readonly int[] Clients = [1, 8];

    public static async Task RunAsync()
    {
        await using var api = await Api.CreateAsync();
        await api.StartAsync();
        var ids = await PassedSubmissions.AddAsync(api, WarmUp + (Clients.Length * Rounds * PerRound));
        var submissions = new ConcurrentQueue<Guid>(ids);
        var bareUrl = $"http://127.0.0.1:{Api.FreePort().ToString(CultureInfo.InvariantCulture)}";
        using var bare = new Process { StartInfo = StandInProcess.DotNet("CampusPhoto.Benchmarks.dll", "bare-api", bareUrl, Path.Combine(api.Folder, "bare.db")) };
        bare.Start();
        try
        {
            using var bareHttp = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(bareUrl) };
            await WaitAsync(bareHttp);
            async Task PlaceAsync() => await PostAsync(api.Http, "/api/v1/orders", submissions.TryDequeue(out var id) ? id : throw new InvalidOperationException("No submission is left."));
            async Task InsertAsync() => await PostAsync(bareHttp, "/things", Guid.CreateVersion7());
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
        }
        finally
        {
            bare.Kill();
            await bare.WaitForExitAsync();
        }
    }

    private static async Task<double> RateAsync(Func<Task> call, int clients, int calls)
    {
        var left = calls;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await call();
        }));
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task PostAsync(HttpClient http, string path, Guid submissionId)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { submissionId });
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 201) throw new InvalidOperationException($"{answer.StatusCode}: {body}");
    }

    private static async Task WaitAsync(HttpClient http)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    private static string Shown(List<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} ({rates.Min():0} to {rates.Max():0})");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
