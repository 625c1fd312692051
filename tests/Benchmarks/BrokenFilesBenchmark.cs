using System.Diagnostics;
using System.Globalization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>All families of broken files through the checker, one after the other: what came of each, and how long the slowest took.</summary>
internal static class BrokenFilesBenchmark
{
    private const int UsualFiles = 2000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var wanted = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : UsualFiles;
        await using var services = new ServiceCollection().AddLogging().AddPhotos(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var checker = services.GetRequiredService<IPhotoChecker>();
        await checker.LoadAsync(CancellationToken.None);
        var specification = services.GetRequiredService<IPhotoSpecifications>().Newest("chsi-graduation-2017")!;
        var each = (wanted + BrokenFiles.All.Count - 1) / BrokenFiles.All.Count;
        var (files, slowest) = (0, 0.0);
        foreach (var (family, make) in BrokenFiles.All)
        {
            var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var longest = 0.0;
            for (var number = 0; number < each; number++)
            {
                using var file = new MemoryStream(make(number));
                var start = Stopwatch.GetTimestamp();
                var checkedFile = await checker.CheckAsync(file, specification, CancellationToken.None);
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                var outcome = checkedFile.Error?.Code ?? (checkedFile.Value.Standardised is null ? "fails" : "passes");
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                files++;
            }

            slowest = Math.Max(slowest, longest);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{family,-28} {longest,7:0} ms  {string.Join(", ", outcomes.Select(one => $"{one.Key} {one.Value}"))}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files of {BrokenFiles.All.Count} families, no crash; the slowest took {slowest:0} ms"));
        return slowest <= 2000 ? 0 : 1;
    }
}
