using System.Globalization;

using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>The words of each check item: what was measured and, when it failed, what to change and by how much.</summary>
internal static partial class CheckWording
{
    /// <summary>
    /// A quantity's name and unit, and what helps when it is too low or too high; {0} is the missing amount, {1} the size
    /// of the delivered photo, {2} the allowed colours of the background.
    /// </summary>
    private sealed record Words(
        string Zh, string En, string Unit, int Digits, string LowZh, string LowEn, string HighZh, string HighEn);

    private static readonly Dictionary<string, Words> All = new(OfFace().Concat(OfScene()));

    /// <summary>Whether anything measures a requirement of that code.</summary>
    public static bool Knows(string code) => All.ContainsKey(code);

    /// <summary>The item for one requirement and its measured value, which is null when it could not be measured.</summary>
    public static CheckItem Item(PhotoSpecification specification, Requirement requirement, double? value)
    {
        var words = All[requirement.Code];
        var bounds = requirement.Allowed;
        if (value is not { } number)
        {
            var unknown = new LocalizedText($"{words.Zh}：未能检测，由审核人员判断。", $"{words.En}: could not be measured; a reviewer decides.");
            return new CheckItem(requirement.Code, requirement.Severity, CheckVerdict.NotMeasured, null, bounds.Min, bounds.Max, words.Unit, unknown, null);
        }

        // Places are judged in whole pixels, as they are told; the rest one digit finer than it is shown.
        var rounded = Math.Round(number, words.Unit == "px" ? 0 : words.Digits + 1);
        var verdict = bounds.Allow(rounded) ? CheckVerdict.Pass : CheckVerdict.Fail;
        return new CheckItem(
            requirement.Code, requirement.Severity, verdict, rounded, bounds.Min, bounds.Max, words.Unit,
            new LocalizedText(
                $"{words.Zh}：{Amount(rounded, words, true)}（要求 {Range(bounds, words, true)}）。",
                $"{words.En}: {Amount(rounded, words, false)} ({Range(bounds, words, false)} required)."),
            verdict == CheckVerdict.Fail ? Remedy(specification, rounded, bounds, words) : null);
    }

    private static LocalizedText Remedy(PhotoSpecification specification, double value, Bounds bounds, Words words)
    {
        var low = value < bounds.Min;
        var missing = low ? bounds.Min!.Value - value : value - bounds.Max!.Value;
        var (output, backgrounds) = (specification.Output, specification.Backgrounds);
        string Filled(string text, bool chinese) => string.Format(
            CultureInfo.InvariantCulture, text, Amount(missing, words, chinese), $"{output.Width}×{output.Height}",
            string.Join(chinese ? "、" : ", ", backgrounds.Select(colour => chinese ? colour.NameZh : colour.Name)));
        return new LocalizedText(Filled(low ? words.LowZh : words.HighZh, true), Filled(low ? words.LowEn : words.HighEn, false));
    }

    private static string Range(Bounds bounds, Words words, bool chinese) => bounds switch
    {
        { Min: { } min, Max: { } max } when min.Equals(max) => Amount(min, words, chinese),
        { Min: { } min, Max: { } max } => $"{Number(min, words)}–{Amount(max, words, chinese)}",
        { Min: { } min } => $"≥ {Amount(min, words, chinese)}",
        { Max: { } max } => $"≤ {Amount(max, words, chinese)}",
        _ => chinese ? "不限" : "anything",
    };

    private static string Amount(double value, Words words, bool chinese) => words.Unit switch
    {
        "px" => Number(value, words) + (chinese ? " 像素" : " px"),
        "deg" => Number(value, words) + "°",
        "%" => Number(value, words) + "%",
        "bytes" => Number(value, words) + " KB",
        "dE" => Number(value, words) + " ΔE",
        "dB" => Number(value, words) + " dB",
        "bit" => Number(value, words) + (chinese ? " 位" : " bit"),
        _ => Number(value, words),
    };

    // Small differences are shown with one more digit, so that a missing amount never reads as zero.
    private static string Number(double value, Words words)
    {
        var shown = words.Unit == "bytes" ? value / 1024 : value;
        var digits = Math.Abs(shown) < 1 || words.Unit == "bytes" ? words.Digits + 1 : words.Digits;
        return Math.Round(shown, digits).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
