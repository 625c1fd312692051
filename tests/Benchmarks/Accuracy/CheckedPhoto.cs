using System.Globalization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio.Retouching;

namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>A labelled photo and what the check made of it.</summary>
/// <param name="Label">What people, or its maker, say of it.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Check">What the check said; null when the file could not be judged.</param>
/// <param name="Error">Why it could not be judged.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record CheckedPhoto(LabelledPhoto Label, string Path, PhotoCheck? Check, string? Error, double Milliseconds)
{
    public bool Generated => Label.Kind.Length > 0 || Label.About.StartsWith("synthetic", StringComparison.Ordinal);

    public bool ShouldPass => Label.Expected == "pass";

    public bool ShouldFail => Label.Expected == "fail";

    public bool Passed => Check?.Report.Passed == true;

    /// <summary>Every item that may rightly refuse it.</summary>
    public IReadOnlySet<string> Reasons { get; } = Label.Codes.SelectMany(LabelMap.Items).ToHashSet(StringComparer.Ordinal);

    /// <summary>The items whose own fault it shows: the first of a generated picture, the nearest of each of people's words.</summary>
    public IReadOnlySet<string> Faults { get; } =
        (Label.Kind.Length > 0 ? Label.Codes.Take(1) : Label.Codes).SelectMany(code => LabelMap.Items(code).Take(1))
        .ToHashSet(StringComparer.Ordinal);

    public CheckItem? Item(string code) => Check?.Report.Items.FirstOrDefault(item => item.Code == code);

    /// <summary>The items that failed, whatever their weight, or why the file could not be judged.</summary>
    public IEnumerable<string> Failing => Check is null
        ? [Error ?? ""]
        : Check.Report.Items.Where(item => item.Verdict == CheckVerdict.Fail).Select(item => item.Code);

    /// <summary>Whether one of its faults was told. It must also refuse, unless the specification only warns of all of them.</summary>
    public bool ForARightReason =>
        Failing.Any(Reasons.Contains) && (!Passed || Check!.Report.Items.Where(item => Reasons.Contains(item.Code)).All(item => item.Severity != CheckSeverity.Block));

    /// <summary>0, 1, or 2 for several; null where the label does not say.</summary>
    public int? People => int.TryParse(Label.People.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(2, count) : null;

    /// <summary>
    /// The farther pupil's and both pupils' mean distance from the points beside the file, by the distance of the eyes;
    /// null where there are no points or no pupils were found. A <c>.tem</c> file holds a count, then a point a line; the
    /// first is the pupil on the picture's left, the second the other.
    /// </summary>
    public (double Mean, double Worse)? PupilError
    {
        get
        {
            var points = System.IO.Path.ChangeExtension(Path, ".tem");
            if (Check?.Pupils is not { } found || !File.Exists(points)) return null;
            var lines = File.ReadLines(points).Skip(1).Take(2)
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())
                .ToArray();
            if (lines.Length < 2) return null;
            var apart = double.Hypot(lines[0][0] - lines[1][0], lines[0][1] - lines[1][1]);
            var left = double.Hypot(found.Left.X - lines[0][0], found.Left.Y - lines[0][1]) / apart;
            var right = double.Hypot(found.Right.X - lines[1][0], found.Right.Y - lines[1][1]) / apart;
            return ((left + right) / 2, Math.Max(left, right));
        }
    }
}
