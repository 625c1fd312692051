using System.Text;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>One labelled picture of a folder.</summary>
/// <param name="File">Path below the manifest's folder, with slashes.</param>
/// <param name="Person">Who it is; pictures of one person share it.</param>
/// <param name="People">How many people are seen: a number, or <c>20+</c>.</param>
/// <param name="Expected"><c>pass</c>, <c>fail</c> or <c>unsure</c>.</param>
/// <param name="Codes">What is wrong with it.</param>
/// <param name="About">Remarks.</param>
/// <param name="SourceAndLicence">Where it comes from.</param>
/// <param name="Kind">The kind of fault, where it was made; otherwise empty.</param>
/// <param name="Strength">The fault's strength.</param>
/// <param name="Base">The file of the portrait it was made of.</param>
public sealed record LabelledPhoto(
    string File, string Person, string People, string Expected, IReadOnlyList<string> Codes, string About, string SourceAndLicence,
    string Kind = "", string Strength = "", string Base = "")
{
    /// <summary>Half of the people: what is fixed is fixed on <c>tune</c>, and figures are reported on <c>report</c>.</summary>
    public string Half => HalfOf(Person);

    /// <summary>The half a person belongs to, by a hash (FNV-1a, 32 bits) of the name that is the same everywhere.</summary>
    public static string HalfOf(string person)
    {
        var hash = 2166136261;
        foreach (var c in person) hash = unchecked((hash ^ c) * 16777619);
        return (hash >> 16) % 2 == 0 ? "tune" : "report";
    }
}

/// <summary>A folder's labels: <c>manifest.csv</c>, comma-separated with double quotes, its first line naming the columns.</summary>
public static class Manifest
{
    /// <summary>The file's name.</summary>
    public const string Name = "manifest.csv";

    private static readonly string[] Columns =
        ["file", "person", "people", "expected", "codes", "about", "source_and_licence", "kind", "strength", "base"];

    /// <summary>Reads all rows; columns that are not there are empty.</summary>
    /// <exception cref="InvalidDataException">The file has no column called file.</exception>
    public static IReadOnlyList<LabelledPhoto> Read(string path)
    {
        var rows = Rows(System.IO.File.ReadAllText(path)).ToList();
        if (rows.Count == 0 || !rows[0].Contains("file")) throw new InvalidDataException($"{path}: the first line must name the columns, file among them.");
        var at = rows[0].Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return [.. rows.Skip(1).Where(row => row is not [""]).Select(row =>
        {
            string Of(string column) => at.TryGetValue(column, out var index) && index < row.Count ? row[index] : "";
            return new LabelledPhoto(
                Of("file"), Of("person") is { Length: > 0 } person ? person : Of("file"), Of("people"), Of("expected"),
                Of("codes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Of("about"), Of("source_and_licence"), Of("kind"), Of("strength"), Of("base"));
        })];
    }

    /// <summary>Writes the rows.</summary>
    public static void Write(string path, IEnumerable<LabelledPhoto> photos)
    {
        var text = new StringBuilder().AppendJoin(',', Columns).Append('\n');
        foreach (var photo in photos)
        {
            string[] fields =
            [
                photo.File, photo.Person, photo.People, photo.Expected, string.Join(',', photo.Codes), photo.About,
                photo.SourceAndLicence, photo.Kind, photo.Strength, photo.Base,
            ];
            text.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        System.IO.File.WriteAllText(path, text.ToString());
    }

    /// <summary>A field as it stands in a comma-separated file.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\n\r") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<List<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == ',') Next();
            else if (c == '\n')
            {
                Next();
                yield return row;
                row = [];
            }
            else if (c is not ('\r' or '\uFEFF')) field.Append(c);
        }

        if (field.Length == 0 && row.Count == 0) yield break;
        Next();
        yield return row;

        void Next()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }
}
