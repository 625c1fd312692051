using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A host of the demo's own, which makes a batch of all that waits for production.</summary>
public sealed class DemoHost : JourneyHost;

/// <summary><c>./dev demo</c>, as the README has people run it.</summary>
public sealed class DemoTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task The_demo_walks_from_the_login_to_the_delivered_package_with_a_photo_and_a_code_of_its_own()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The demo is for bash.");
        var output = await Bash.RunAsync(
            [Path.Combine(Repository.Root, "dev"), "demo"], Path.GetTempPath(),
            ("CAMPUSPHOTO_API", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)),
            ("CAMPUSPHOTO_STAND_IN", host.WeChat.Address.GetLeftPart(UriPartial.Authority)),
            ("CAMPUSPHOTO_DATA", host.Folder));
        output.ShouldContain("No photo was given: a portrait was drawn.");
        output.ShouldContain("SHA-256 as in the manifest");
        output.ShouldNotContain("DIFFERS FROM THE MANIFEST");
        output.TrimEnd().ShouldEndWith("went 待支付 → 待审核 → 待制作 → 制作中 → 已完成.");
        Directory.EnumerateFiles(host.Folder, "batch-*.zip").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_server_the_demo_says_how_to_start_one()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The demo is for bash.");
        var output = await Bash.RunAsync(
            [Path.Combine(Repository.Root, "dev"), "demo"], Path.GetTempPath(), 1,
            ("CAMPUSPHOTO_API", $"http://127.0.0.1:{Loopback.FreePort()}"), ("CAMPUSPHOTO_DATA", host.Folder));
        output.ShouldContain("Start it with ./dev run in another terminal.");
    }
}
