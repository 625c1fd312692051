using CampusPhoto.Domain.Photos;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>The check on photographs of real people, which lie outside the project.</summary>
public sealed class RealPhotographsTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    [Fact]
    public async Task At_least_95_of_100_frontal_neutral_portraits_pass()
    {
        var files = Files("london/neutral");

        var (passed, reasons) = await CountAsync(files);

        Report("london/neutral", files.Length, passed, reasons);
        ((double)passed / files.Length).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public async Task At_most_one_in_ten_real_pictures_with_a_fault_passes()
    {
        string[] files = [.. Labelled("mixed/", "fail").Where(file => !file.Contains("/derived/", StringComparison.Ordinal))];

        var (passed, reasons) = await CountAsync(files);

        Report("mixed, real, labelled fail", files.Length, passed, reasons);
        ((double)passed / files.Length).ShouldBeLessThanOrEqualTo(0.10);
    }

    private static string Root()
    {
        var set = Environment.GetEnvironmentVariable("CAMPUSPHOTO_PHOTOS");
        var folder = set ?? Path.Combine(Repository.Root, "..", "shared", "photos");
        if (!File.Exists(Path.Combine(folder, "manifest.csv")))
        {
            Assert.Skip("No folder of photographs: set CAMPUSPHOTO_PHOTOS to measure the check on real people.");
        }

        return folder;
    }

    private static string[] Files(string folder) => [.. Labelled(folder + "/", "pass")];

    private static IEnumerable<string> Labelled(string prefix, string expected)
    {
        var root = Root();
        return File.ReadLines(Path.Combine(root, "manifest.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(fields => fields[0].StartsWith(prefix, StringComparison.Ordinal) && fields[3] == expected)
            .Select(fields => Path.Combine(root, fields[0]));
    }

    private async Task<(int Passed, Dictionary<string, int> Reasons)> CountAsync(IEnumerable<string> files)
    {
        var passed = 0;
        var reasons = new Dictionary<string, int>();
        foreach (var file in files)
        {
            var result = await photos.CheckAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            if (result.Succeeded && result.Value.Report.Passed) passed++;
            IEnumerable<string> codes = result.Error is { } error
                ? [error.Code]
                : result.Value.Report.Items.Where(i => i is { Verdict: CheckVerdict.Fail, Severity: CheckSeverity.Block }).Select(i => i.Code);
            foreach (var code in codes) reasons[code] = reasons.GetValueOrDefault(code) + 1;
        }

        return (passed, reasons);
    }

    private static void Report(string set, int total, int passed, Dictionary<string, int> reasons) =>
        TestContext.Current.SendDiagnosticMessage(
            $"{set}: {passed} of {total} passed; refused for {string.Join(", ", reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}"))}");
}
