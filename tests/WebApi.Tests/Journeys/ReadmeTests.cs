using CampusPhoto.Tests.Shared;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The README's journey, run as it stands in either language.</summary>
public sealed class ReadmeTests(JourneyHost host)
{
    private const string Begin = "```bash\n";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_journey_in_ten_calls_ends_with_what_the_phone_needs_to_pay()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The journey is for bash.");
        var journey = await JourneyAsync("README.md");
        (await JourneyAsync("README.zh-CN.md")).ShouldBe(journey);

        var folder = Directory.CreateTempSubdirectory("campusphoto-readme-");
        try
        {
            var data = folder.CreateSubdirectory("data").FullName;
            await File.WriteAllBytesAsync(Path.Combine(data, "photo.jpg"), Photos.Own(), Now);
            await File.WriteAllBytesAsync(Path.Combine(data, "code.png"), SignedCollectionCodeIssuer.Draw(host.IssueCode().Text), Now);
            var output = await Bash.RunAsync(
                ["-euo", "pipefail", "-c", journey], folder.FullName,
                ("API", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)),
                ("SIM", host.WeChat.Address.GetLeftPart(UriPartial.Authority)));
            output.ShouldContain("prepay_id=");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> JourneyAsync(string readme)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, readme), Now);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
