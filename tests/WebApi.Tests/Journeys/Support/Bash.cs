using System.Diagnostics;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>Runs shell scripts as an operator would.</summary>
internal static class Bash
{
    public static Task<string> RunAsync(string[] arguments, string folder, params (string Name, string Value)[] environment) =>
        RunAsync(arguments, folder, expectedExit: 0, environment);

    /// <summary>Runs to the end and gives what was written, errors last.</summary>
    public static async Task<string> RunAsync(
        string[] arguments, string folder, int expectedExit, params (string Name, string Value)[] environment)
    {
        var now = TestContext.Current.CancellationToken;
        using var bash = new Process
        {
            StartInfo = new ProcessStartInfo("bash", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (name, value) in environment) bash.StartInfo.Environment[name] = value;
        bash.Start();
        var errors = bash.StandardError.ReadToEndAsync(now);
        var output = await bash.StandardOutput.ReadToEndAsync(now) + await errors;
        await bash.WaitForExitAsync(now);
        bash.ExitCode.ShouldBe(expectedExit, output);
        return output;
    }
}
