using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using OpenCvSharp;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// In how many of their 256 bits the fingerprints of one photo's copies differ, and those of different photos, among them
/// two of one person. Folders that hold the same file names hold the same people.
/// </summary>
internal static class SamePhotoBenchmark
{
    private const int DrawnPeople = 24;
    private const int Nearest = 5;

    private static readonly (string Name, Func<Mat, byte[]> Make)[] Copies =
    [
        ("JPEG quality 90", picture => Jpeg(picture, 90)),
        ("JPEG quality 50", picture => Jpeg(picture, 50)),
        ("JPEG quality 25", picture => Jpeg(picture, 25)),
        ("PNG", picture => picture.ToBytes(".png")),
        ("half the size", picture => Scaled(picture, 0.5)),
        ("one and a half times the size", picture => Scaled(picture, 1.5)),
        ("5 % cut off each side", picture => Cut(picture, 0.05)),
        ("10 % cut off each side, quality 70", picture => Cut(picture, 0.1, 70)),
        ("a tenth lighter", picture => Lighter(picture, 1.1, 0)),
        ("stronger contrast", picture => Lighter(picture, 1.2, -20)),
        ("turned by 2 degrees", picture => Turned(picture, 2)),
    ];

    public static async Task<int> RunAsync(string[] folders)
    {
        await using var services = new ServiceCollection().AddLogging().AddPhotos(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var checker = services.GetRequiredService<IPhotoChecker>();
        await checker.LoadAsync(CancellationToken.None);
        var specification = services.GetRequiredService<IPhotoSpecifications>().Newest("chsi-graduation-2017")!;

        async Task<PhotoFingerprint?> Of(byte[] file)
        {
            using var stream = new MemoryStream(file);
            var check = await checker.CheckAsync(stream, specification, CancellationToken.None);
            return check.Succeeded ? check.Value.Fingerprint : null;
        }

        var photos = folders.Length == 0
            ? Enumerable.Range(0, DrawnPeople).Select(seed => ($"drawn {seed}", Studio.Draw(new Portrait { Seed = seed }))).ToList()
            : [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)).Select(path => (path, File.ReadAllBytes(path)))];
        var known = new List<(string Name, PhotoFingerprint Print)>();
        var same = Copies.ToDictionary(copy => copy.Name, _ => new List<(int Head, int Mouth, int Colour)>());
        foreach (var (name, file) in photos)
        {
            if (await Of(file) is not { } print) continue;
            known.Add((name, print));
            using var picture = Cv2.ImDecode(file, ImreadModes.Color);
            foreach (var (copy, make) in Copies)
            {
                if (await Of(make(picture)) is { } again) same[copy].Add(Between(print, again));
            }
        }

        Console.WriteLine($"{known.Count} photos of {photos.Count} with a face");
        foreach (var (copy, distances) in same) Print($"the same photo, {copy}", distances);
        var pairs = known.SelectMany((one, at) => known.Skip(at + 1).Select(other => (one.Name, Other: other.Name, Distance: Between(one.Print, other.Print)))).ToList();
        Print("two photos of one person", [.. pairs.Where(pair => Person(pair.Name) == Person(pair.Other)).Select(pair => pair.Distance)]);
        Print("photos of two people", [.. pairs.Where(pair => Person(pair.Name) != Person(pair.Other)).Select(pair => pair.Distance)]);
        foreach (var pair in pairs.OrderBy(pair => pair.Distance).Take(Nearest))
            Console.WriteLine($"  nearest: {pair.Distance} {Path.GetFileName(pair.Name)} {Path.GetFileName(pair.Other)}");
        return 0;
    }

    // london/neutral/001_03.jpg and london/smiling/001_08.jpg are one person.
    private static string Person(string name) => Path.GetFileNameWithoutExtension(name).Split('_')[0];

    private static void Print(string what, List<(int Head, int Mouth, int Colour)> distances)
    {
        if (distances.Count == 0) return;
        if (Environment.GetEnvironmentVariable("SAME_PHOTO_CSV") is { } csv)
            File.AppendAllLines(csv, distances.Select(one => $"{what},{one.Head},{one.Mouth},{one.Colour}"));
        Console.WriteLine($"{what}: {distances.Count} pairs, head {Spread([.. distances.Select(one => one.Head)])}, mouth {Spread([.. distances.Select(one => one.Mouth)])}, colour {Spread([.. distances.Select(one => one.Colour)])}");
    }

    private static string Spread(int[] values)
    {
        Array.Sort(values);
        return $"{values[0]} / {values[values.Length / 2]} / {values[values.Length * 99 / 100]} / {values[^1]}";
    }

    private static (int Head, int Mouth, int Colour) Between(PhotoFingerprint one, PhotoFingerprint other) => (one.HeadDistance(other), one.MouthDistance(other), (int)one.ColourDistance(other));

    private static byte[] Jpeg(Mat picture, int quality) => picture.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));

    private static byte[] Scaled(Mat picture, double factor)
    {
        using var scaled = new Mat();
        Cv2.Resize(picture, scaled, default, factor, factor, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return Jpeg(scaled, 85);
    }

    private static byte[] Cut(Mat picture, double share, int quality = 85)
    {
        var (x, y) = ((int)(picture.Width * share), (int)(picture.Height * share));
        using var cut = new Mat(picture, new Rect(x, y, picture.Width - 2 * x, picture.Height - 2 * y));
        return Jpeg(cut, quality);
    }

    private static byte[] Lighter(Mat picture, double factor, double more)
    {
        using var lighter = new Mat();
        picture.ConvertTo(lighter, -1, factor, more);
        return Jpeg(lighter, 85);
    }

    private static byte[] Turned(Mat picture, double degrees)
    {
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(picture.Width / 2f, picture.Height / 2f), degrees, 1);
        using var turned = new Mat();
        Cv2.WarpAffine(picture, turned, turn, picture.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        return Jpeg(turned, 85);
    }
}
