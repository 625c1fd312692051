using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using OpenCvSharp;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// What the check of a 12-megapixel JPEG costs step by step, beside decoding it and running the bare models; what other
/// pictures and a live frame cost; what a second worker brings; and the memory over many checks.
/// </summary>
internal static class CheckSpeedBenchmark
{
    // The runtime compiles what runs often a second time; before that a check takes half as long again.
    private const int WarmUps = 60;
    private const int Rounds = 30;
    private const int UsualChecks = 10_000;
    private const string StepsInstrument = "campusphoto.photo_check.step.duration";

    /// <returns>0, or 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var checks = UsualChecks;
        if (args.Length > 1 || (args is [var text] && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out checks) || checks < 100)))
        {
            await Console.Error.WriteLineAsync("usage: check-speed [CHECKS, at least 100]");
            return 2;
        }

        var photo = Studio.Draw(new Portrait { Width = 3000, Height = 4000, Noise = 6 }, quality: 90);
        Say($"12-megapixel JPEG of {photo.Length / 1e6:0.0} MB, drawn; one worker is one core, warm.\n");
        await BarePartsAsync(photo);
        await StepsAsync(photo);
        await OthersAsync();
        await ThroughputAsync(photo);
        await MemoryAsync(photo, checks);
        return 0;
    }

    private static async Task BarePartsAsync(byte[] bytes)
    {
        using var models = VisionModels.Load("models");
        models.WarmUp();
        var file = PhotoFileReader.Open(bytes, [FileKind.Jpeg], long.MaxValue).Value;
        using var decoded = PhotoDecoder.Decode(file, 2) ?? throw new InvalidOperationException("The drawn photo could not be decoded.");
        using var analysis = SceneReader.ForAnalysis(decoded);
        var face = models.Faces.Find(analysis)[0];
        Console.WriteLine("| the parts alone | median, ms |\n| --- | --- |");
        var sum = 0.0;
        foreach (var (name, counts, run) in ((string, bool, Action)[])
        [
            ("decode, full colour", false, () => PhotoDecoder.Decode(file, 1)?.Dispose()),
            ("decode, half size", true, () => PhotoDecoder.Decode(file, 2)?.Dispose()),
            ("decode, full size, luma alone", false, () => PhotoDecoder.DecodeLuma(file)?.Dispose()),
            ("face detector", true, () => models.Faces.Find(analysis)),
            ("landmarks", true, () => models.Mesh.Fit(analysis, face)),
            ("person mask", true, () => models.Person.Segment(analysis, new Rect(0, 0, analysis.Width, analysis.Height))),
        ])
        {
            Task RunAsync()
            {
                run();
                return Task.CompletedTask;
            }

            await RepeatAsync(RunAsync, WarmUps);
            var times = await RepeatAsync(RunAsync, Rounds);
            Say($"| {name} | {Median(times):0.0} |");
            if (counts) sum += Median(times);
        }

        Say($"| **decode at half size and the three models** | **{sum:0.0}** |\n");
    }

    private static async Task StepsAsync(byte[] photo)
    {
        await using var services = Services(workers: 1);
        var steps = new Dictionary<string, List<double>>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == StepsInstrument) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var step = tags[0].Value?.ToString() ?? "";
            lock (steps)
            {
                if (!steps.TryGetValue(step, out var times)) steps[step] = times = [];
                times.Add(1000 * seconds);
            }
        });
        await CheckAsync(services, photo, WarmUps);
        listener.Start();
        var whole = await RepeatAsync(() => CheckAsync(services, photo, 1), Rounds);

        Console.WriteLine("| step of the check | median, ms | 95th percentile |\n| --- | --- | --- |");
        foreach (var (step, times) in steps) Say($"| {step} | {Median(times):0.0} | {Quantile(times, 0.95):0.0} |");
        Say($"| **whole check with the delivered photo** | **{Median(whole):0.0}** | **{Quantile(whole, 0.95):0.0}** |\n");
    }

    private static async Task OthersAsync()
    {
        await using var services = Services(workers: 1);
        var pictures = services.GetRequiredService<IPhotoPictures>();
        var specification = services.GetRequiredService<IPhotoSpecifications>().Newest("chsi-graduation-2017")!;
        var smallFace = Studio.Draw(new Portrait { Width = 3000, Height = 4000, Noise = 6, FaceWidth = 0.17, HeadTop = 0.3 });
        var small = Studio.Draw(new Portrait());
        var frame = Studio.Draw(new Portrait { Width = 480, Height = 640 }, quality: 80);
        Console.WriteLine("| other pictures | median, ms | 95th percentile |\n| --- | --- | --- |");
        await TimeAsync($"12 megapixels, half as large a face, {smallFace.Length / 1e6:0.0} MB", () => CheckAsync(services, smallFace, 1));
        await TimeAsync($"2 megapixels, {small.Length / 1e6:0.0} MB", () => CheckAsync(services, small, 1));
        await TimeAsync($"a live frame of 480 × 640, {frame.Length / 1024} KB", async () =>
        {
            using var stream = new MemoryStream(frame);
            var guided = await pictures.GuideAsync(stream, specification, CancellationToken.None);
            if (guided.Error is { } error) throw new InvalidOperationException(error.Code);
            if (guided.Value.Items.Any(item => item.Verdict == CheckVerdict.NotMeasured)) throw new InvalidOperationException("The drawn frame was not measured whole.");
        });
        Console.WriteLine();
    }

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        await RepeatAsync(work, WarmUps);
        var times = await RepeatAsync(work, Rounds);
        Say($"| {what} | {Median(times):0.0} | {Quantile(times, 0.95):0.0} |");
    }

    /// <returns>Milliseconds of each.</returns>
    private static async Task<List<double>> RepeatAsync(Func<Task> work, int rounds)
    {
        List<double> times = [];
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static async Task ThroughputAsync(byte[] photo)
    {
        var rates = new double[2];
        foreach (var workers in (int[])[1, 2])
        {
            await using var services = Services(workers);
            await CheckAsync(services, photo, WarmUps * workers);
            var start = Stopwatch.GetTimestamp();
            await CheckAsync(services, photo, Rounds * 2);
            rates[workers - 1] = Rounds * 2 / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Say($"Throughput: {rates[0]:0.0} checks a second on one worker, {rates[1]:0.0} on two: {rates[1] / rates[0]:0.00} times.\n");
    }

    private static async Task MemoryAsync(byte[] photo, int checks)
    {
        await using var services = Services(workers: 2);
        await services.GetRequiredService<IPhotoChecker>().LoadAsync(CancellationToken.None);
        Collect();
        var idle = PrivateMegabytes();
        const int parts = 10;
        var peak = idle;
        Console.WriteLine("| checks on two workers | private memory, MB | peak above idle, MB |\n| --- | --- | --- |");
        Say($"| 0, models loaded | {idle:0} | |");
        for (var part = 1; part <= parts; part++)
        {
            using var watching = new CancellationTokenSource();
            var watched = WatchAsync(watching.Token);
            await CheckAsync(services, photo, checks / parts);
            await watching.CancelAsync();
            peak = Math.Max(peak, await watched);
            Say($"| {checks / parts * part} | {PrivateMegabytes():0} | {peak - idle:0} |");
        }
    }

    private static async Task<double> WatchAsync(CancellationToken end)
    {
        var peak = PrivateMegabytes();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (await timer.WaitForNextTickAsync(end)) peak = Math.Max(peak, PrivateMegabytes());
        }
        catch (OperationCanceledException)
        {
            // The part has ended; what was seen until then counts.
            return peak;
        }

        return peak;
    }

    private static async Task CheckAsync(ServiceProvider services, byte[] photo, int count)
    {
        var checker = services.GetRequiredService<IPhotoChecker>();
        var specification = services.GetRequiredService<IPhotoSpecifications>().Newest("chsi-graduation-2017")!;
        await checker.LoadAsync(CancellationToken.None);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = checker.Places }, async (_, token) =>
        {
            using var stream = new MemoryStream(photo);
            var result = await checker.CheckAsync(stream, specification, token);
            if (result.Error is { } error) throw new InvalidOperationException(error.Code);
            if (result.Value.Standardised is null)
            {
                var failed = result.Value.Report.Items.Where(item => item is { Verdict: CheckVerdict.Fail, Severity: CheckSeverity.Block }).Select(item => item.Code);
                throw new InvalidOperationException("The drawn photo did not pass: " + string.Join(' ', failed));
            }
        });
    }

    private static ServiceProvider Services(int workers)
    {
        var settings = new Dictionary<string, string?> { ["PhotoCheck:Workers"] = workers.ToString(CultureInfo.InvariantCulture) };
        return new ServiceCollection().AddLogging()
            .AddPhotos(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    private static void Collect()
    {
        // Idle is what stays, so what may go has to go first.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static double PrivateMegabytes() => File.ReadLines("/proc/self/status")
        .First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024.0
            : 0;

    private static double Median(List<double> values) => Quantile(values, 0.5);

    private static double Quantile(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
