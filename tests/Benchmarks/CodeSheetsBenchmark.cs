using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.CollectionCodes;

namespace CampusPhoto.Benchmarks;

/// <summary>What sheets of collection codes cost: time, bytes, and how much the process grows between the tenth page and the last.</summary>
internal static class CodeSheetsBenchmark
{
    private const int CodeLength = 330;
    private const int Settled = 10;
    private const double Mebibyte = 1024 * 1024;

    public static int Run(string[] asked)
    {
        var codes = asked is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000;
        var path = asked is [_, var file] ? file : Path.GetTempFileName();
        using var sheets = new CodeSheets(TimeProvider.System);
        var start = Stopwatch.GetTimestamp();
        long settled = 0, most = 0;
        var pages = 0;
        using (var target = File.Create(path))
        using (var document = sheets.Begin(target, "2027届毕业生图像采集"))
        {
            for (var code = 1; code <= codes; code++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"{code:00000}");
                var label = new CodeLabel(
                    number.PadRight(CodeLength, 'x'), $"2027****{number}",
                    [$"No. {number}", "信息科学与工程学院（国际教育学院）", "2027届毕业生图像采集（青岛校区与东营校区第一批）"]);
                if (!document.Add(label)) continue;
                if (++pages == Settled) settled = Resident();
                most = Math.Max(most, Resident());
            }

            document.Close();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{codes} codes on {pages} full pages in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {new FileInfo(path).Length / Mebibyte:0.0} MiB; the process grew by {(most - settled) / Mebibyte:0.0} MiB after page {Settled}"));
        if (asked.Length < 2) File.Delete(path);
        return 0;
    }

    private static long Resident()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
