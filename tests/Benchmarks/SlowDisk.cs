using System.Diagnostics;
using System.Globalization;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// Lets a program run as on a disk whose flush takes so long: strace holds each fsync and fdatasync back and looks at no
/// other call.
/// </summary>
internal static class SlowDisk
{
    public static ProcessStartInfo Run(ProcessStartInfo program, TimeSpan flush)
    {
        if (flush == TimeSpan.Zero) return program;
        var delay = flush.TotalMicroseconds.ToString("0", CultureInfo.InvariantCulture);
        var slow = new ProcessStartInfo("strace")
        {
            RedirectStandardOutput = program.RedirectStandardOutput,
            RedirectStandardInput = program.RedirectStandardInput,
            UseShellExecute = false,
        };
        string[] strace =
        [
            "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:delay_exit={delay}",
            program.FileName, .. program.ArgumentList,
        ];
        foreach (var argument in strace) slow.ArgumentList.Add(argument);
        return slow;
    }
}
