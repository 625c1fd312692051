using System.Globalization;

namespace CampusPhoto.Benchmarks;

/// <summary>How long the API takes from the start of its process until it is ready, models loaded, on an existing database.</summary>
internal static class StartBenchmark
{
    private const int Runs = 7;

    public static async Task RunAsync()
    {
        await using var api = await Api.CreateAsync();
        var first = await api.StartAsync();
        List<double> times = [];
        for (var run = 0; run < Runs; run++)
        {
            await api.StopAsync();
            times.Add((await api.StartAsync()).TotalSeconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"start until ready: median {times[Runs / 2]:0.00} s, most {times[^1]:0.00} s; with an empty database {first.TotalSeconds:0.00} s"));
    }
}
