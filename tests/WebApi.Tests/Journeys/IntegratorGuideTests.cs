using System.Globalization;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>docs/integrators.md, run as it stands.</summary>
public sealed class IntegratorGuideTests(JourneyHost host)
{
    private const string Begin = "```bash\n";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_guide_s_commands_lead_from_the_key_to_the_delivered_order()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The guide is for bash.");
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "integrators.md"), Now);
        string[] parts = [.. guide.Split(Begin).Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];
        parts.Length.ShouldBe(5);

        var folder = Directory.CreateTempSubdirectory("campusphoto-guide-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.CreateSubdirectory("data").FullName, "photo.jpg"), Photos.Own(), Now);
            var output = await Bash.RunAsync(
                ["-euo", "pipefail", "-c", $"trap 'kill ${{RECEIVER:-}} 2>/dev/null || true' EXIT\n{string.Concat(parts)}"], folder.FullName,
                ("API", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("SECRET", host.Secret("demo-integrator")),
                ("PORT", Loopback.FreePort().ToString(CultureInfo.InvariantCulture)));
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Select(line => line.Split(' ')[0]).Take(5).ShouldBe(["listening", "webhook.test", "order.paid", "order.approved", "order.completed"], output);
            lines[5].ShouldBe("Completed");
            int.Parse(lines[6], CultureInfo.InvariantCulture).ShouldBeGreaterThan(5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
