using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Npgsql;

namespace CampusPhoto.WebApi.Tests.Http;

[Trait("Engine", "Sqlite")]
public sealed class ShutdownTests(JourneyHost codes)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_told_to_stop_answers_what_it_has_begun_and_takes_nothing_new()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        await using var api = new ApiProcess(wechat, database);
        await api.StartAsync();
        var student = await (await new Student(api.Http, wechat, codes.IssueCode()).LogInAsync()).ConsentAsync();
        var submission = await student.PassedAsync(await student.EnrolledAsync(JourneyHost.FeatureCode));

        // The order waits for its row while the node is told to stop.
        await using var connections = NpgsqlDataSource.Create(database.ConnectionString);
        await using var locked = await connections.OpenConnectionAsync(Now);
        await using (var begin = new NpgsqlCommand("BEGIN; LOCK TABLE \"Submissions\" IN ACCESS EXCLUSIVE MODE", locked)) await begin.ExecuteNonQueryAsync(Now);
        var placing = student.PlaceAsync(submission);
        await UntilAsync(async () =>
        {
            await using var waiting = connections.CreateCommand(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%\"Submissions\"%' AND pid <> pg_backend_pid()");
            return (long)(await waiting.ExecuteScalarAsync(Now))! > 0;
        });
        var stopping = api.TerminateAsync();
        await api.UntilLoggedAsync("Application is shutting down");
        await UntilAsync(IsClosedAsync);
        placing.IsCompleted.ShouldBeFalse();
        stopping.IsCompleted.ShouldBeFalse();
        await using (var end = new NpgsqlCommand("ROLLBACK", locked)) await end.ExecuteNonQueryAsync(Now);

        var order = (await placing).Created();
        (await stopping).ShouldBe(0);
        await using var saved = connections.CreateCommand("SELECT COUNT(*) FROM \"Orders\" WHERE \"Id\" = $1");
        saved.Parameters.AddWithValue(order.Id);
        (await saved.ExecuteScalarAsync(Now)).ShouldBe(1L);

        async Task<bool> IsClosedAsync()
        {
            using var fresh = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api.Address };
            try
            {
                using var answer = await fresh.GetAsync(new Uri("/health/live", UriKind.Relative), Now);
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (!await so())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            await looks.WaitForNextTickAsync(Now);
        }
    }
}
