using System.Globalization;

using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Makes a folder of labelled faults of a folder of good portraits, or of drawn ones.</summary>
public sealed class FaultFolder : IDisposable
{
    private const int DrawnPeople = 12;
    private const int LongestSide = 3000;
    private const int KeptSitters = 4;

    private readonly VisionModels _models = VisionModels.Load("models");
    private readonly List<Portrayed> _portraits = [];
    private readonly List<(Portrayed Portrait, Sitter Sitter)> _kept = [];

    /// <summary>A good portrait that faults are made of.</summary>
    private sealed record Portrayed(string Path, string Shown, string Person, string SourceAndLicence);

    /// <summary>How many good portraits there are.</summary>
    public int Portraits => _portraits.Count;

    /// <summary>
    /// Takes a folder's portraits: those its manifest (there or in a folder above) expects to pass, or all pictures where
    /// there is no manifest. Those without a face are left out and told.
    /// </summary>
    public void Take(string folder, TextWriter log)
    {
        var labels = Labels(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file).ToUpperInvariant() is not (".JPG" or ".JPEG" or ".PNG")) continue;
            var label = labels?.GetValueOrDefault(Path.GetFullPath(file));
            if (labels is not null && label?.Expected != "pass") continue;
            var shown = Path.GetRelativePath(folder, file).Replace('\\', '/');
            Add(new Portrayed(file, shown, label?.Person ?? shown, label?.SourceAndLicence ?? ""), log);
        }
    }

    /// <summary>Draws portraits into a folder and takes them.</summary>
    public void Draw(string folder, TextWriter log)
    {
        Directory.CreateDirectory(folder);
        for (var seed = 1; seed <= DrawnPeople; seed++)
        {
            var file = Path.Combine(folder, $"drawn-{seed:00}.jpg");
            File.WriteAllBytes(file, Studio.Draw(new Portrait { Seed = seed, Glasses = seed % 5 == 0 }));
            Add(new Portrayed(file, Path.GetFileName(file), $"drawn-{seed:00}", "drawn by PortraitStudio"), log);
        }
    }

    /// <summary>Makes the pictures and their manifest.</summary>
    /// <param name="output">Where to; one folder for each kind.</param>
    /// <param name="kinds">Which.</param>
    /// <param name="per">Pictures of each kind and strength, each of another portrait; as many as there are portraits at most.</param>
    /// <param name="seed">The same seed and portraits make the same pictures.</param>
    /// <param name="log">Where progress is told.</param>
    /// <returns>How many were made.</returns>
    public int Make(string output, IReadOnlyList<FaultKind> kinds, int per, int seed, TextWriter log)
    {
        var rows = new SortedDictionary<(int Kind, int Strength, int Portrait), LabelledPhoto>();
        Directory.CreateDirectory(output);
        // One portrait after the other, so that each is looked at once.
        for (var index = 0; index < _portraits.Count; index++)
        {
            for (var kind = 0; kind < kinds.Count; kind++)
            {
                for (var strength = 0; strength < kinds[kind].Strengths.Count; strength++)
                {
                    if (!IsTurnOf(index, Seed(kinds[kind].Name) % _portraits.Count + strength * 3, per)) continue;
                    if (MakeOne(output, kinds[kind], kinds[kind].Strengths[strength], index, seed) is { } row) rows.Add((kind, strength, index), row);
                }
            }

            log.WriteLine($"{index + 1} of {_portraits.Count} portraits, {rows.Count} pictures");
        }

        Manifest.Write(Path.Combine(output, Manifest.Name), rows.Values);
        foreach (var kind in kinds.Where(kind => !rows.Values.Any(row => row.Kind == kind.Name))) log.WriteLine($"{kind.Name}: none of these portraits has room for it");
        return rows.Count;
    }

    // The portraits take turns, so that few pictures still show many people; the same whichever other kinds are made.
    private bool IsTurnOf(int portrait, int first, int per)
    {
        var count = _portraits.Count;
        var place = ((portrait - first) % count + count) % count;
        return per >= count || place * per / count != (place * per + per) / count;
    }

    private LabelledPhoto? MakeOne(string output, FaultKind kind, double strength, int index, int seed)
    {
        var portrait = _portraits[index];
        var own = Seed($"{seed}/{kind.Name}/{strength.ToString(CultureInfo.InvariantCulture)}/{portrait.Shown}");
        var other = _portraits.Count == 1 ? portrait : _portraits[(index + 1 + (own & 0xFFFF) % (_portraits.Count - 1)) % _portraits.Count];
        var made = kind.Make(SitterOf(portrait), strength, new Chance(own, SitterOf(other)));
        if (made is null) return null;
        using var picture = made.Picture;
        var named = strength.ToString(CultureInfo.InvariantCulture);
        var name = $"{Path.ChangeExtension(portrait.Shown, null).Replace('/', '-')}__{named}{made.Extension}";
        Directory.CreateDirectory(Path.Combine(output, kind.Name));
        File.WriteAllBytes(Path.Combine(output, kind.Name, name), Encoded(made));
        return new LabelledPhoto(
            $"{kind.Name}/{name}", portrait.Person, made.People.ToString(CultureInfo.InvariantCulture), kind.Harmless ? "pass" : "fail",
            kind.Codes, "generated; " + kind.About, portrait.SourceAndLicence, kind.Name, named, portrait.Shown);
    }

    private static byte[] Encoded(Made made)
    {
        ImageEncodingParam[] settings = made.Extension == ".jpg" ? [new ImageEncodingParam(ImwriteFlags.JpegQuality, made.Quality)] : [];
        Cv2.ImEncode(made.Extension, made.Picture, out var bytes, settings);
        return made.Orientation == 1 ? bytes : ExifWriter.WithOrientation(bytes, made.Orientation);
    }

    private void Add(Portrayed portrait, TextWriter log)
    {
        if (Read(portrait) is not { } sitter)
        {
            log.WriteLine($"{portrait.Shown}: left out, no face was found in it");
            return;
        }

        sitter.Dispose();
        _portraits.Add(portrait);
    }

    // A pair of portraits is in use at once; a few more save reading them again.
    private Sitter SitterOf(Portrayed portrait)
    {
        var at = _kept.FindIndex(kept => kept.Portrait == portrait);
        var found = at >= 0 ? _kept[at] : (portrait, Read(portrait) ?? throw new IOException($"{portrait.Path} has changed while it was used."));
        if (at >= 0) _kept.RemoveAt(at);
        _kept.Add(found);
        if (_kept.Count > KeptSitters)
        {
            _kept[0].Sitter.Dispose();
            _kept.RemoveAt(0);
        }

        return found.Item2;
    }

    private Sitter? Read(Portrayed portrait)
    {
        var file = PhotoFileReader.Open(File.ReadAllBytes(portrait.Path), [FileKind.Jpeg, FileKind.Png], long.MaxValue);
        if (!file.Succeeded || PhotoDecoder.Decode(file.Value, 1) is not { } picture) return null;
        var factor = (double)LongestSide / Math.Max(picture.Width, picture.Height);
        if (factor < 1) Cv2.Resize(picture, picture, default, factor, factor, InterpolationFlags.Area);
        if (Sitter.Read(_models, portrait.Shown, picture) is { } sitter) return sitter;
        picture.Dispose();
        return null;
    }

    private static Dictionary<string, LabelledPhoto>? Labels(string folder)
    {
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            var manifest = Path.Combine(at.FullName, Manifest.Name);
            if (File.Exists(manifest)) return Manifest.Read(manifest).ToDictionary(photo => Path.GetFullPath(Path.Combine(at.FullName, photo.File)));
        }

        return null;
    }

    /// <summary>A number that is the same on every machine and in every run (FNV-1a).</summary>
    private static int Seed(string text)
    {
        var hash = 2166136261;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619);
        return (int)(hash & 0x7FFFFFFF);
    }

    public void Dispose()
    {
        foreach (var (_, sitter) in _kept) sitter.Dispose();
        _models.Dispose();
    }
}
