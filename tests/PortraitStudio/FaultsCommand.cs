using System.Globalization;

using CampusPhoto.PortraitStudio.Retouching;

namespace CampusPhoto.PortraitStudio;

/// <summary><c>faults [FOLDER] OUT</c>: makes labelled faults of good portraits.</summary>
internal static class FaultsCommand
{
    private const string Usage = """
        usage: faults [FOLDER] OUT [--kinds NAME,NAME] [--per N] [--seed N] [--sheets]
               faults --list

          FOLDER     good portraits: the pictures that its manifest.csv expects to pass, or all where it has none.
                     Without a folder portraits are drawn.
          OUT        where the pictures go, one folder for each kind, and manifest.csv
          --kinds    only these; --list names them
          --per N    pictures of each kind and strength, each of another portrait (20)
          --seed N   the same seed makes the same pictures (1)
          --sheets   a contact sheet (sheet.png) in each kind's folder
        """;

    private const int UsualPer = 20;
    private const int OnSheet = 24;

    private sealed record Asked(List<string> Paths, IReadOnlyList<FaultKind> Kinds, int Per, int Seed, bool Sheets);

    /// <returns>0, 1 when there is no portrait, 2 for wrong usage.</returns>
    public static int Run(string[] args)
    {
        if (args is ["--list"])
        {
            foreach (var kind in FaultKinds.All)
                Console.WriteLine($"{kind.Name,-24} {(kind.Harmless ? "must pass" : string.Join(", ", kind.Codes)),-60} {kind.About}: {string.Join(", ", kind.Strengths.Select(s => s.ToString(CultureInfo.InvariantCulture)))}");
            return 0;
        }

        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Usage);
            return 0;
        }

        if (Read(args) is not { } asked)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var (output, folder) = (asked.Paths[^1], asked.Paths.Count == 2 ? asked.Paths[0] : null);
        using var faults = new FaultFolder();
        if (folder is null) faults.Draw(Path.Combine(output, "drawn"), Console.Error);
        else if (Directory.Exists(folder)) faults.Take(folder, Console.Error);
        if (faults.Portraits == 0)
        {
            Console.Error.WriteLine($"There is no good portrait in {folder}.");
            return 1;
        }

        var made = faults.Make(output, asked.Kinds, asked.Per, asked.Seed, Console.Error);
        if (asked.Sheets) WriteSheets(output);
        Console.WriteLine($"{made} pictures of {faults.Portraits} portraits in {output}; their labels are in {Path.Combine(output, Manifest.Name)}");
        return 0;
    }

    private static Asked? Read(string[] args)
    {
        List<string> paths = [];
        var (kinds, per, seed, sheets) = (FaultKinds.All, UsualPer, 1, false);
        for (var i = 0; i < args.Length; i++)
        {
            var next = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--kinds" when Named(next) is { } named: (kinds, i) = (named, i + 1); break;
                case "--per" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out per) && per > 0: i++; break;
                case "--seed" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out seed): i++; break;
                case "--sheets": sheets = true; break;
                case var other when !other.StartsWith('-') && other.Length > 0: paths.Add(other); break;
                default: return null;
            }
        }

        return paths.Count is 1 or 2 ? new Asked(paths, kinds, per, seed, sheets) : null;
    }

    private static List<FaultKind>? Named(string? names)
    {
        List<FaultKind> kinds = [];
        foreach (var name in (names ?? "").Split(','))
        {
            if (FaultKinds.All.FirstOrDefault(kind => kind.Name == name) is not { } kind)
            {
                Console.Error.WriteLine($"No kind of fault is called {name}.");
                return null;
            }

            kinds.Add(kind);
        }

        return kinds;
    }

    private static void WriteSheets(string output)
    {
        foreach (var kind in Manifest.Read(Path.Combine(output, Manifest.Name)).GroupBy(photo => photo.Kind))
        {
            // Some of each strength.
            var shown = kind.GroupBy(photo => photo.Strength).SelectMany(group => group.Take(Math.Max(1, OnSheet / kind.Select(photo => photo.Strength).Distinct().Count())));
            ContactSheet.Write(Path.Combine(output, kind.Key, "sheet.png"), [.. shown.Select(photo => (Path.Combine(output, photo.File), $"{photo.Strength} {photo.Base}"))]);
        }
    }
}
