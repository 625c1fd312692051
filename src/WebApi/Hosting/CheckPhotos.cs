using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// <c>check PATH... [--spec ID]</c>: checks files with the product's own checker, as many at once as it has places, and
/// prints one JSON line for each, in the order of the arguments and by name within a folder. It needs no database.
/// </summary>
internal static class CheckPhotos
{
    public const string Usage = """
        usage: check PATH... [--spec ID] [--Setting:Name=value ...]

          PATH       a photo, or a folder whose pictures are checked, those of its folders too
          --spec ID  the photo specification, chsi-graduation-2017 unless told; ID@VERSION for another than the newest

        One JSON line for each photo on standard output: file, verdict (pass or fail), milliseconds, items (code, verdict
        pass, fail or notMeasured, severity block, warn or info, value, min, max, unit), faces, leftPupil, rightPupil, error.
        The pupils are [x, y] in pixels of the file as stored, before an EXIF orientation is applied; left is the left of the
        upright picture. A file that cannot be judged has an error code, and its verdict is fail.
        Exit status: 0 when all passed, 1 when any failed, 2 for wrong usage.
        """;

    private const string UsualSpecification = "chsi-graduation-2017";

    // Checks that are begun ahead of the one whose line is next, so that a slow photo holds nobody up.
    private const int Ahead = 64;

    private static readonly string[] PictureNames =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif"];

    /// <summary>What was asked for.</summary>
    private sealed record Asked(List<string> Paths, string Specification, string[] Settings);

    /// <returns>Whether all passed; null when it was not asked for as it should be.</returns>
    public static async Task<bool?> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Usage);
            return true;
        }

        if (Read(args) is not { } asked) return null;
        WebApplicationBuilder builder = WebApplication.CreateBuilder(asked.Settings);
        // Standard output holds the lines and nothing else.
        builder.Logging.ClearProviders().AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        await using ServiceProvider services = builder.Services.BuildServiceProvider();
        if (Find(services.GetRequiredService<IPhotoSpecifications>(), asked.Specification) is not { } specification)
        {
            await Console.Error.WriteLineAsync($"No photo specification is called {asked.Specification}.");
            return null;
        }

        List<string> files = [.. asked.Paths.SelectMany(Files)];
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync("There is no picture in " + string.Join(", ", asked.Paths));
            return null;
        }

        var checker = services.GetRequiredService<IPhotoChecker>();
        await checker.LoadAsync(cancellationToken);
        return await CheckAsync(checker, specification, files, cancellationToken);
    }

    private static Asked? Read(string[] args)
    {
        List<string> paths = [], settings = [];
        string specification = UsualSpecification;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--spec" && i + 1 < args.Length) specification = args[++i];
            else if (args[i].StartsWith("--spec=", StringComparison.Ordinal)) specification = args[i]["--spec=".Length..];
            else if (args[i] == "--") (paths, i) = ([.. paths, .. args[(i + 1)..]], args.Length);
            // A setting without an equals sign would take the next path for its value.
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Contains('=', StringComparison.Ordinal)) settings.Add(args[i]);
            else if (args[i].StartsWith('-')) return null;
            else paths.Add(args[i]);
        }

        return paths.Count == 0 || paths.Contains("") ? null : new Asked(paths, specification, [.. settings]);
    }

    private static PhotoSpecification? Find(IPhotoSpecifications specifications, string asked) => asked.Split('@') switch
    {
        [var id] => specifications.Newest(id),
        [var id, var version] when int.TryParse(version, out int number) => specifications.Find(id, number),
        _ => null,
    };

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
            .Where(file => PictureNames.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
        : [path];

    private static async Task<bool> CheckAsync(
        IPhotoChecker checker, PhotoSpecification specification, List<string> files, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(checker.Places);
        await using Stream output = Console.OpenStandardOutput();
        Queue<Task<PhotoLine>> begun = new();
        bool passed = true;
        int next = 0;
        while (next < files.Count || begun.Count > 0)
        {
            while (next < files.Count && begun.Count < Ahead) begun.Enqueue(CheckInPlaceAsync(files[next++]));
            PhotoLine line = await begun.Dequeue();
            passed &= line.Passed;
            await line.WriteAsync(output, cancellationToken);
        }

        return passed;

        async Task<PhotoLine> CheckInPlaceAsync(string file)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                return await PhotoLine.CheckAsync(checker, specification, file, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
