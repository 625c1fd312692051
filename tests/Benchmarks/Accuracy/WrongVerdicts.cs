using System.Globalization;
using System.Text;

using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio.Retouching;

namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>The verdicts that were wrong, to look at one by one.</summary>
internal static class WrongVerdicts
{
    private const int OnSheet = 240;

    /// <summary>Writes the sheet, and beside it a list with the cause of each.</summary>
    public static void Write(IReadOnlyList<CheckedPhoto> photos, string sheet)
    {
        var wrong = photos.Select(photo => (Photo: photo, Cause: Cause(photo))).Where(pair => pair.Cause is not null).ToArray();
        var list = new StringBuilder("file,person,half,expected,codes,kind,strength,verdict,failing,values,cause\n");
        foreach (var (photo, cause) in wrong)
        {
            var label = photo.Label;
            var values = photo.Check?.Report.Items.Where(item => item.Verdict == CheckVerdict.Fail || photo.Reasons.Contains(item.Code))
                .Select(item => $"{item.Code}={Number(item.Value)} [{Number(item.Min)}..{Number(item.Max)}]") ?? [];
            string[] fields =
            [
                label.File, label.Person, photo.Label.Half, label.Expected, string.Join(' ', label.Codes), label.Kind, label.Strength,
                photo.Passed ? "pass" : "fail", string.Join(' ', photo.Failing), string.Join("; ", values), cause!,
            ];
            list.AppendJoin(',', fields.Select(Manifest.Quoted)).Append('\n');
        }

        File.WriteAllText(Path.ChangeExtension(sheet, ".csv"), list.ToString());
        // Where there are more than fit a picture that can still be opened, some are left out evenly.
        var step = Math.Max(1, (wrong.Length + OnSheet - 1) / OnSheet);
        ContactSheet.Write(sheet, [.. wrong.Where((_, index) => index % step == 0).Select(pair => (pair.Photo.Path, $"{pair.Photo.Label.File} {pair.Cause}"))]);
        Console.WriteLine($"\n{wrong.Length} wrong verdicts; {(step == 1 ? "all" : $"one of {step}")} on {sheet}, all in {Path.ChangeExtension(sheet, ".csv")}");
    }

    /// <summary>Writes each item's value on each photo, a line for each.</summary>
    public static void WriteValues(IReadOnlyList<CheckedPhoto> photos, string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("file,person,half,expected,kind,strength,faults,item,verdict,value,min,max");
        foreach (var photo in photos)
        {
            foreach (var item in photo.Check?.Report.Items ?? [])
            {
                string[] fields =
                [
                    photo.Label.File, photo.Label.Person, photo.Label.Half, photo.Label.Expected, photo.Label.Kind, photo.Label.Strength,
                    string.Join(' ', photo.Faults), item.Code, item.Verdict.ToString(), Number(item.Value), Number(item.Min), Number(item.Max),
                ];
                file.WriteLine(string.Join(',', fields.Select(Manifest.Quoted)));
            }
        }
    }

    // What went wrong, or null when nothing did.
    private static string? Cause(CheckedPhoto photo)
    {
        if (photo is { ShouldPass: true, Passed: false }) return "refused for " + string.Join(' ', Blocking(photo));
        if (photo is { ShouldFail: true, ForARightReason: false })
            return photo.Passed ? "let pass; should fail " + string.Join(' ', photo.Faults) : $"refused for {string.Join(' ', Blocking(photo))} instead of {string.Join(' ', photo.Faults)}";
        return photo is { People: { } people, Check.Faces: var faces } && people != Math.Min(2, faces) ? $"{faces} faces counted, {photo.Label.People} are there" : null;
    }

    private static IEnumerable<string> Blocking(CheckedPhoto photo) => photo.Check is null
        ? photo.Failing
        : photo.Check.Report.Items.Where(item => item is { Verdict: CheckVerdict.Fail, Severity: CheckSeverity.Block }).Select(item => item.Code);

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
