using System.Diagnostics;
using System.Globalization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.PortraitStudio.Retouching;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>How often the check is right, on any folder of labelled photos.</summary>
internal static class AccuracyBenchmark
{
    private const string Usage = """
        usage: accuracy FOLDER [MANIFEST] [--spec ID] [--half tune|report|all] [--sheet OUT.png] [--values OUT.csv]

          FOLDER    photos; their labels are MANIFEST, or FOLDER/manifest.csv
          --spec    the photo specification (chsi-graduation-2017)
          --half    only the people on whom thresholds are fixed, or only those who are reported; all unless told
          --sheet   a contact sheet of the wrong verdicts; OUT.csv beside it lists every one with its cause
          --values  every item's value on every photo
        """;

    private sealed record Asked(string Folder, string Manifest, string Specification, string Half, string? Sheet, string? Values);

    /// <returns>0, 1 when nothing could be measured, 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Read(args) is not { } asked)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (!File.Exists(asked.Manifest))
        {
            await Console.Error.WriteLineAsync($"Skipped: there is no {asked.Manifest}. Point the benchmark at a folder of labelled photos.");
            return 1;
        }

        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPhotos(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        if (services.GetRequiredService<IPhotoSpecifications>().Newest(asked.Specification) is not { } specification)
        {
            await Console.Error.WriteLineAsync($"No photo specification is called {asked.Specification}.");
            return 2;
        }

        var labels = Manifest.Read(asked.Manifest).Where(photo => asked.Half == "all" || photo.Half == asked.Half).ToArray();
        foreach (var unknown in labels.SelectMany(photo => photo.Codes).Distinct().Where(code => !LabelMap.Knows(code)))
            await Console.Error.WriteLineAsync($"The label \"{unknown}\" stands for no item; it is left out.");
        var photos = await CheckAsync(services.GetRequiredService<IPhotoChecker>(), specification, asked.Folder, labels);
        if (photos.Count == 0)
        {
            await Console.Error.WriteLineAsync("No labelled photo was found.");
            return 1;
        }

        Console.WriteLine($"# {specification.Id}, version {specification.Version}, {asked.Half} of the people, {photos.Count} photos");
        AccuracyReport.Print(photos, Console.Out);
        if (asked.Sheet is { } sheet) WrongVerdicts.Write(photos, sheet);
        if (asked.Values is { } values) WrongVerdicts.WriteValues(photos, values);
        return 0;
    }

    private static Asked? Read(string[] args)
    {
        List<string> paths = [];
        var options = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) paths.Add(args[i]);
            else if (args[i] is "--spec" or "--half" or "--sheet" or "--values" && i + 1 < args.Length) options[args[i]] = args[++i];
            else return null;
        }

        var half = options.GetValueOrDefault("--half", "all");
        if (paths.Count is not (1 or 2) || half is not ("tune" or "report" or "all")) return null;
        return new Asked(
            paths[0], paths.Count == 2 ? paths[1] : Path.Combine(paths[0], Manifest.Name), options.GetValueOrDefault("--spec", "chsi-graduation-2017"),
            half, options.GetValueOrDefault("--sheet"), options.GetValueOrDefault("--values"));
    }

    private static async Task<List<CheckedPhoto>> CheckAsync(IPhotoChecker checker, PhotoSpecification specification, string folder, LabelledPhoto[] labels)
    {
        await checker.LoadAsync(CancellationToken.None);
        var done = new CheckedPhoto?[labels.Length];
        var count = 0;
        await Parallel.ForAsync(0, labels.Length, new ParallelOptions { MaxDegreeOfParallelism = checker.Places }, async (index, token) =>
        {
            var path = Path.Combine(folder, labels[index].File);
            if (!File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"{labels[index].File} is not there.");
                return;
            }

            await using var file = File.OpenRead(path);
            var start = Stopwatch.GetTimestamp();
            Result<PhotoCheck> result = await checker.CheckAsync(file, specification, token);
            var taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            done[index] = new CheckedPhoto(labels[index], path, result.Error is null ? result.Value : null, result.Error?.Code, taken);
            if (Interlocked.Increment(ref count) % 200 == 0)
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} of {labels.Length}"));
        });
        return [.. done.OfType<CheckedPhoto>()];
    }
}
