using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CampusPhoto.WebApi.Tests.Http;

public sealed class LimitTests
{
    private const string Path = "/api/v1/agreements/current";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_from_one_address_is_told_to_wait_and_health_is_still_answered()
    {
        using var host = new PlumbingHost(builder => builder.UseSetting("RateLimits:PerAddressPerMinute", "3"));
        for (var request = 0; request < 3; request++)
        {
            using var taken = await host.Client.GetAsync(Path, Ended);
            taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await host.Client.GetAsync(Path, Ended);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ended)).GetProperty("code").GetString().ShouldBe("request.too_many");

        using var alive = await host.Client.GetAsync("/health/live", Ended);
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_flood_from_one_account_leaves_the_others_of_its_school_alone()
    {
        using var host = new PlumbingHost(builder => builder.UseSetting("RateLimits:PerAccountPerMinute", "2"));
        var one = host.StudentToken();
        for (var request = 0; request < 2; request++) (await StatusAsync(host, one)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host, one)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(host, host.StudentToken())).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(PlumbingHost host, string token)
    {
        using var answer = await host.Client.SendAsync(PlumbingHost.Request(HttpMethod.Get, Path, token), Ended);
        return answer.StatusCode;
    }
}
