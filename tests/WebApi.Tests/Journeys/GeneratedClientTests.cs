using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// A client generated from the OpenAPI document (npm openapi-typescript, openapi-fetch) walks the sandbox's journey, and
/// another implementation of Standard Webhooks (npm standardwebhooks) verifies what it is told.
/// </summary>
public sealed class GeneratedClientTests(JourneyHost host)
{
    private static readonly string[] Steps =
    [
        "a token by client credentials", "the test event, verified", "a forged event, refused", "a student of the sandbox, enrolled", "a photo, passed",
        "order.paid", "order.approved", "order.completed", "the delivery log", "the end",
    ];

    [Fact]
    public async Task A_generated_client_walks_the_journey()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The script is for bash.");
        var folder = Path.Combine(Repository.Root, "eng", "client");
        Directory.Exists(Path.Combine(folder, "node_modules")).ShouldBeTrue("It is not there: npm ci --prefix eng/client --ignore-scripts");
        var photo = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(photo, Photos.Own(), TestContext.Current.CancellationToken);
            var words = await Bash.RunAsync(
                [Path.Combine(folder, "journey.sh"), photo], Path.GetTempPath(),
                ("CAMPUSPHOTO_API", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("CAMPUSPHOTO_CLIENT", "demo-integrator"),
                ("CAMPUSPHOTO_SECRET", host.Secret("demo-integrator")));
            words.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Steps.Select(step => $"ok {step}"), words);
        }
        finally
        {
            File.Delete(photo);
        }
    }
}
