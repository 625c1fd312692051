using System.Diagnostics;
using System.Net;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Http;

[Trait("Engine", "Sqlite")]
public sealed class ReadinessTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_hangs_and_one_that_is_gone_are_named_without_their_address_and_the_api_recovers()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var server = new PostgreSqlCluster(durable: false);
        await server.StartAsync();
        await using var database = TestDatabase.On(server);
        await using var api = new ApiProcess(wechat, database);
        await api.StartAsync();

        await server.PauseAsync();
        var hung = await ReadyAsync(api);
        hung.Took.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        hung.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        hung.Body.ShouldContain("\"database\",\"status\":\"Unhealthy\"");
        hung.Body.ShouldContain("\"photo-store\",\"status\":\"Healthy\"");
        await server.ResumeAsync();
        await api.UntilReadyAsync();

        await server.CrashAsync();
        var gone = await ReadyAsync(api);
        gone.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        gone.Body.ShouldContain("The database does not answer.");
        foreach (var body in new[] { hung.Body, gone.Body }) body.ShouldNotContain("127.0.0.1");
        await server.StartServerAsync();
        database.ClearPool();
        await api.UntilReadyAsync();
    }

    private static async Task<(HttpStatusCode Status, string Body, TimeSpan Took)> ReadyAsync(ApiProcess api)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await api.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Now);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Now), Stopwatch.GetElapsedTime(start));
    }
}
