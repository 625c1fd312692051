using System.Diagnostics;
using System.Globalization;

namespace CampusPhoto.Benchmarks;

/// <summary>Calls in a second of some clients at once, and how they are shown.</summary>
internal static class Rates
{
    public static async Task<double> RateAsync(Func<Task> call, int clients, int calls)
    {
        var left = calls;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await call();
        }));
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Waits until a server that was just started answers.</summary>
    public static async Task UntilItAnswersAsync(HttpClient http)
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

    /// <summary>The median, with the least and the most.</summary>
    public static string Shown(List<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} ({rates.Min():0} to {rates.Max():0})");

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
