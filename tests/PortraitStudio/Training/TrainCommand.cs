using System.Globalization;
using System.Text.Json;

using CampusPhoto.Infrastructure.Photos.Measuring.Patches;
using CampusPhoto.PortraitStudio.Retouching;

namespace CampusPhoto.PortraitStudio.Training;

/// <summary><c>train FOLDER OUT</c>: computes the patch models anew.</summary>
internal static class TrainCommand
{
    private const string Usage = """
        usage: train FOLDER OUT [--half tune|report|all] [--seed N] [--only MODEL,MODEL]

          FOLDER   portraits: the pictures of one person that its manifest.csv labels with nothing that hides or
                   shuts a part of the face, or all where it has none
          OUT      where the models go, one JSON file each
          --half   whose portraits are taken, by the person's name (tune)
          --seed   the same seed and portraits make the same models (1)
          --only   these models alone
        """;

    // Words of people's labels that say nothing of eyes, mouth and head being free.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "smiling", "no shoulders", "head cut out", "head_small", "background_varied", "background_dark", "background_shadow", "geometry", "crop", "",
    };

    private const int Folds = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Asked(string Folder, string Out, string Half, int Seed, IReadOnlyList<PatchTask> Tasks);

    /// <returns>0, 1 when there is no portrait, 2 for wrong usage.</returns>
    public static int Run(string[] args)
    {
        if (Read(args) is not { } asked)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var sets = asked.Tasks.Select(task => new TrainingSet(task)).ToArray();
        var taken = 0;
        using (var collector = new PatchCollector(sets))
        {
            foreach (var (path, person) in Portraits(asked))
            {
                if (!collector.Add(path, person, asked.Seed + taken)) continue;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{++taken} portraits"));
            }
        }

        if (taken == 0)
        {
            Console.Error.WriteLine($"There is no portrait in {asked.Folder}.");
            return 1;
        }

        Directory.CreateDirectory(asked.Out);
        foreach (var set in sets)
        {
            CrossValidate(set);
            Write(Path.Combine(asked.Out, set.Task.Name + ".json"), set.TrainBounded());
        }

        return 0;
    }

    private static Asked? Read(string[] args)
    {
        List<string> paths = [];
        var (half, seed, tasks) = ("tune", 1, PatchTask.All);
        for (var i = 0; i < args.Length; i++)
        {
            var next = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--half" when next is "tune" or "report" or "all": (half, i) = (next, i + 1); break;
                case "--seed" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out seed): i++; break;
                case "--only" when next.Split(',').All(name => PatchTask.All.Any(task => task.Name == name)):
                    (tasks, i) = ([.. PatchTask.All.Where(task => next.Split(',').Contains(task.Name))], i + 1); break;
                case var other when !other.StartsWith('-') && other.Length > 0: paths.Add(other); break;
                default: return null;
            }
        }

        return paths is [var folder, var output] && Directory.Exists(folder) ? new Asked(folder, output, half, seed, tasks) : null;
    }

    private static IEnumerable<(string Path, string Person)> Portraits(Asked asked)
    {
        var manifest = Path.Combine(asked.Folder, Manifest.Name);
        var all = File.Exists(manifest)
            ? Manifest.Read(manifest)
                .Where(photo => photo.People == "1" && photo.Codes.All(Harmless.Contains) && !photo.About.StartsWith("synthetic", StringComparison.Ordinal))
                .Select(photo => (Path: Path.Combine(asked.Folder, photo.File), photo.Person))
            : Directory.EnumerateFiles(asked.Folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG").Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Person: Path.GetRelativePath(asked.Folder, path)));
        return all.Where(one => File.Exists(one.Path) && (asked.Half == "all" || LabelledPhoto.HalfOf(one.Person) == asked.Half));
    }

    // Each person is judged by a model that never saw him or her.
    private static void CrossValidate(TrainingSet set)
    {
        var people = set.Select(sample => sample.Person).Distinct().Order(StringComparer.Ordinal).ToArray();
        var foldOf = people.Select((person, i) => (person, i)).ToDictionary(one => one.person, one => one.i % Folds);
        var judged = new List<(Sample Sample, double Odds)>();
        for (var fold = 0; fold < Folds && people.Length >= Folds; fold++)
        {
            var model = set.Train(sample => foldOf[sample.Person] != fold);
            judged.AddRange(set.Where(sample => foldOf[sample.Person] == fold).Select(sample => (sample, (double)model.Odds(sample.Features))));
        }

        Console.WriteLine($"\n{set.Task.Name}: {people.Length} people, {set.Count} patches. Log odds of each kind, by models that did not see the person:");
        Console.WriteLine("| kind | shows it | patches | 2 % | 10 % | 50 % | 90 % | 98 % |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in judged.GroupBy(one => (one.Sample.Shows, one.Sample.Kind)).OrderByDescending(group => group.Key.Shows).ThenBy(group => group.Key.Kind, StringComparer.Ordinal))
        {
            var odds = kind.Select(one => one.Odds).Order().ToArray();
            string At(double share) => odds[Math.Min(odds.Length - 1, (int)(odds.Length * share))].ToString("0.0", CultureInfo.InvariantCulture);
            Console.WriteLine($"| {kind.Key.Kind} | {(kind.Key.Shows ? "yes" : "no")} | {odds.Length} | {At(0.02)} | {At(0.1)} | {At(0.5)} | {At(0.9)} | {At(0.98)} |");
        }
    }

    private static void Write(string path, PatchModel model)
    {
        var text = JsonSerializer.Serialize(model, Json);
        File.WriteAllText(path, text.Replace("\"weights\":[", "\"weights\":[\n", StringComparison.Ordinal) + "\n");
        Console.Error.WriteLine($"{path}: {model.TrainedOn}");
    }
}
