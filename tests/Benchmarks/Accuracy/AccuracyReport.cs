using System.Globalization;

using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>The tables of an accuracy measurement, in Markdown.</summary>
internal static class AccuracyReport
{
    public static void Print(IReadOnlyList<CheckedPhoto> photos, TextWriter output)
    {
        Whole(photos, output);
        PerKind([.. photos.Where(photo => photo.Label.Kind.Length > 0)], output);
        Items("real", [.. photos.Where(photo => !photo.Generated)], output);
        Items("generated", [.. photos.Where(photo => photo.Generated)], output);
    }

    private static void Whole(IReadOnlyList<CheckedPhoto> photos, TextWriter output)
    {
        output.WriteLine("\n## Whole verdicts\n");
        output.WriteLine("| pictures | people | good | passed | 95 % | faulty | refused | for a right reason | 95 % | faces right | not judged |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, set) in ((string, CheckedPhoto[])[])[("real", [.. photos.Where(p => !p.Generated)]), ("generated", [.. photos.Where(p => p.Generated)])])
        {
            if (set.Length == 0) continue;
            var good = set.Where(photo => photo.ShouldPass).ToArray();
            var faulty = set.Where(photo => photo.ShouldFail).ToArray();
            var counted = set.Where(photo => photo is { People: not null, Check: not null }).ToArray();
            var passed = ErrorRates.Wilson(good.Count(photo => photo.Passed), good.Length);
            var right = ErrorRates.Wilson(faulty.Count(photo => photo.ForARightReason), faulty.Length);
            output.WriteLine(
                $"| {name} | {People(set)} | {good.Length} | {Percent(passed.Value)} | {Interval(passed)} | {faulty.Length} | {Percent(Share(faulty, photo => !photo.Passed))} "
                + $"| {Percent(right.Value)} | {Interval(right)} | {counted.Count(photo => photo.People == Math.Min(2, photo.Check!.Faces))} of {counted.Length} | {set.Count(photo => photo.Check is null)} |");
        }

        output.WriteLine("\nPictures labelled unsure are in no count but the faces'. Intervals of this table are Wilson's, by pictures.");
        var pupils = photos.Select(photo => photo.PupilError).OfType<(double Mean, double Worse)>().ToArray();
        if (pupils.Length > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\nPupils against people's points, {pupils.Length} pictures, by the distance of the eyes: median {Median(pupils.Select(p => p.Mean)):0.0 %} (both), {Median(pupils.Select(p => p.Worse)):0.0 %} (the farther one), 95th percentile {Quantile(pupils.Select(p => p.Worse), 0.95):0.0 %}."));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\nMilliseconds a photo as it ran here, all workers busy: median {Median(photos.Select(photo => photo.Milliseconds)):0}."));
    }

    private static void PerKind(IReadOnlyList<CheckedPhoto> photos, TextWriter output)
    {
        if (photos.Count == 0) return;
        output.WriteLine("\n## Kinds of generated pictures\n");
        output.WriteLine("Told: an item of the fault failed, whatever its weight. By strength, weakest first.\n");
        output.WriteLine("| kind | people | pictures | right | by strength | its item | what else spoke |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in photos.GroupBy(photo => photo.Label.Kind))
        {
            bool Right(CheckedPhoto photo) => photo.ShouldPass ? photo.Passed : photo.Failing.Any(photo.Reasons.Contains);
            var strengths = kind.GroupBy(photo => photo.Label.Strength).Select(group => $"{group.Key}: {group.Count(Right)}/{group.Count()}");
            var own = kind.First().Faults.FirstOrDefault() ?? "";
            var others = kind.SelectMany(photo => photo.Failing.Where(code => !photo.Reasons.Contains(code)))
                .GroupBy(code => code).OrderByDescending(group => group.Count()).Take(4).Select(group => $"{group.Key} {group.Count()}");
            var told = own.Length == 0 ? "must pass" : kind.Any(photo => photo.Item(own) is not null)
                ? $"{own} {kind.Count(photo => photo.Item(own)?.Verdict == CheckVerdict.Fail)}"
                : $"{own} is no item";
            output.WriteLine($"| {kind.Key} | {People(kind)} | {kind.Count()} | {Percent(Share([.. kind], Right))} | {string.Join(", ", strengths)} | {told} | {string.Join(", ", others)} |");
        }
    }

    private static void Items(string name, IReadOnlyList<CheckedPhoto> photos, TextWriter output)
    {
        if (photos.Count == 0) return;
        output.WriteLine($"\n## Items on {name} pictures\n");
        output.WriteLine("Faulty are the pictures whose own fault it is, good those that must pass. False accept and false reject are at the specification's bounds; the equal error rate (EER) is where a moved bound makes them equal, its interval by people.\n");
        output.WriteLine("| item | people | faulty | good | decided | right | wrong | not measured | false accept | false reject | EER | 95 % |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<double> rates = [];
        foreach (var code in photos.SelectMany(photo => photo.Check?.Report.Items.Select(item => item.Code) ?? []).Distinct())
        {
            var faulty = photos.Where(photo => photo.ShouldFail && photo.Faults.Contains(code) && photo.Item(code) is not null).ToArray();
            var good = photos.Where(photo => photo.ShouldPass && photo.Item(code) is not null).ToArray();
            if (faulty.Length + good.Length == 0) continue;
            int Count(CheckedPhoto[] set, CheckVerdict verdict) => set.Count(photo => photo.Item(code)!.Verdict == verdict);
            var (accepted, caught) = (Count(faulty, CheckVerdict.Pass), Count(faulty, CheckVerdict.Fail));
            var (refused, passed) = (Count(good, CheckVerdict.Fail), Count(good, CheckVerdict.Pass));
            var equal = ErrorRates.EqualByPeople([.. faulty.Concat(good).Select(photo => Score(photo, code)).OfType<Scored>()]);
            if (equal is { } rate) rates.Add(rate.Value);
            output.WriteLine(
                $"| {code} | {People([.. faulty, .. good])} | {faulty.Length} | {good.Length} | {accepted + caught + refused + passed} | {caught + passed} | {accepted + refused} "
                + $"| {faulty.Length + good.Length - accepted - caught - refused - passed} | {Rate(accepted, accepted + caught)} | {Rate(refused, refused + passed)} "
                + $"| {(equal is { } e ? Percent(e.Value) : "")} | {(equal is { } i ? Interval(i) : "")} |");
        }

        if (rates.Count > 0) output.WriteLine($"\nMean EER of {rates.Count} items: {Percent(rates.Average())}.");
    }

    private static Scored? Score(CheckedPhoto photo, string code) =>
        photo.Item(code) is { Verdict: not CheckVerdict.NotMeasured } item && ErrorRates.Outside(item.Value, item.Min, item.Max) is { } outside
            ? new Scored(photo.Label.Person, photo.ShouldFail, outside)
            : null;

    private static int People(IEnumerable<CheckedPhoto> photos) => photos.Select(photo => photo.Label.Person).Distinct().Count();

    private static double Share(CheckedPhoto[] photos, Func<CheckedPhoto, bool> which) => photos.Length == 0 ? double.NaN : (double)photos.Count(which) / photos.Length;

    private static string Rate(int part, int of) => of == 0 ? "" : $"{Percent((double)part / of)} ({part}/{of})";

    private static string Percent(double share) => double.IsNaN(share) ? "" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Interval(Estimate estimate) => double.IsNaN(estimate.Value)
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{100 * estimate.Low:0.0}–{100 * estimate.High:0.0} %");

    private static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
