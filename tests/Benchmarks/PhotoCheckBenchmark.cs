using System.Diagnostics;
using System.Globalization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>How long the check of a 12-megapixel photo takes, delivered photo included, on one worker.</summary>
internal static class PhotoCheckBenchmark
{
    private const int WarmUps = 5;
    private const int Rounds = 40;

    public static async Task RunAsync()
    {
        var settings = new Dictionary<string, string?> { ["PhotoCheck:Workers"] = "1" };
        var start = Stopwatch.GetTimestamp();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPhotos(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        var workers = services.GetRequiredService<VisionWorkers>();
        workers.Start();
        await workers.Ready;
        Print("start until the models are loaded", Stopwatch.GetElapsedTime(start).TotalMilliseconds);

        var detailed = new Portrait { Width = 3000, Height = 4000, Noise = 6 };
        await MeasureAsync(services, "12 MP, quality 90", Studio.Draw(detailed, quality: 90));
        await MeasureAsync(services, "12 MP, quality 95, half as large a face", Studio.Draw(detailed with { FaceWidth = 0.17, HeadTop = 0.3 }));
        await MeasureAsync(services, "2 MP, quality 95", Studio.Draw(new Portrait()));
    }

    private static async Task MeasureAsync(IServiceProvider services, string what, byte[] photo)
    {
        var checker = services.GetRequiredService<IPhotoChecker>();
        var specification = services.GetRequiredService<IPhotoSpecifications>().Find("chsi-graduation-2017", 1)!;
        var times = new List<double>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            using var stream = new MemoryStream(photo);
            var start = Stopwatch.GetTimestamp();
            var result = await checker.CheckAsync(stream, specification, CancellationToken.None);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (result.Value.Standardised is null) throw new InvalidOperationException($"{what}: the photo did not pass.");
            if (round >= 0) times.Add(elapsed);
        }

        times.Sort();
        Print($"{what} ({photo.Length / 1e6:0.0} MB), median", times[times.Count / 2]);
        Print($"{what}, 95th percentile", times[times.Count * 95 / 100]);
    }

    private static void Print(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {milliseconds:0.0} ms"));
}
