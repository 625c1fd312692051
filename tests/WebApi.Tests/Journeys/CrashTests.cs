using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// The power goes while students pay. <c>CAMPUSPHOTO_CRASHES</c> tells how often: 60 times on SQLite and 30 on other
/// engines unless told, and <c>CAMPUSPHOTO_SERVER_CRASHES</c> how often PostgreSQL dies; <c>./dev storm</c> does it as often
/// as a release needs, each time from another <c>CAMPUSPHOTO_SEED</c>.
/// </summary>
public sealed class CrashTests(JourneyHost codes)
{
    private const int Students = 32;

    // Storms after which the outbox is waited for, and a photo is sent in the next.
    private const int Often = 10;

    // Tokens hold for ten minutes.
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(5);

    private static readonly int Crashes = Setting("CAMPUSPHOTO_CRASHES", TestDatabase.IsSqlite ? 60 : 30);
    private static readonly int ServerCrashes = Setting("CAMPUSPHOTO_SERVER_CRASHES", 5);
    private static readonly int Seed = Setting("CAMPUSPHOTO_SEED", 20261124);

    // What is left undone is looked for at once, so that a storm need not wait for it.
    private static readonly Dictionary<string, string> Quick = new()
    {
        ["Timers:Interval"] = "00:00:00.5",
        ["Outbox:Lease"] = "00:00:05",
        ["PhotoCheck:Workers"] = "1",
    };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_again_and_again_while_32_students_pay_no_paid_order_is_lost_and_none_is_paid_twice()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var api = new ApiProcess(wechat, settings: Quick);
        await api.StartAsync();
        await StormsAsync(api, wechat, Crashes, api.KillAsync, api.StartAsync);
        api.Log.ShouldContain("POST /api/v1/orders/{id}/payments answered 200 in ");
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task When_the_database_server_is_killed_again_and_again_nothing_is_lost_and_the_api_goes_on_by_itself()
    {
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var server = new PostgreSqlCluster(durable: true);
        await server.StartAsync();
        await using var database = TestDatabase.On(server);
        await using var api = new ApiProcess(wechat, database, Quick);
        await api.StartAsync();
        await StormsAsync(api, wechat, ServerCrashes, server.CrashAsync, async () =>
        {
            await server.StartServerAsync();
            database.ClearPool();
            await api.UntilReadyAsync();
        });
    }

    private async Task StormsAsync(ApiProcess api, StandInProcess wechat, int crashes, Func<Task> crash, Func<Task> recover)
    {
        var random = new Random(Seed);
        List<Payer> payers = [];
        foreach (var group in Enumerable.Range(0, Students).Chunk(4))
            payers.AddRange(await Task.WhenAll(group.Select(_ => JoinAsync(api, wechat))));
        await using var ready = new ReadyOrders(api);
        var invariants = new PaymentInvariants(ready.Services, wechat);
        HashSet<Guid> all = [], paid = [];
        var signedIn = TimeProvider.System.GetTimestamp();
        for (var storm = 1; storm <= crashes; storm++)
        {
            if (TimeProvider.System.GetElapsedTime(signedIn) > TokenAge)
            {
                await Task.WhenAll(payers.Select(payer => payer.Student.LogInAsync(withPhone: false)));
                signedIn = TimeProvider.System.GetTimestamp();
            }

            // What could not be paid in the last storm is paid in this one, whatever became of its attempt.
            Payer[] free = [.. payers.Where(payer => payer.Order is null)];
            foreach (var (payer, order) in free.Zip(await ready.PlaceAsync(free.Select(payer => payer.Model)))) payer.Order = order.Id;
            var orders = payers.Select(payer => payer.Order!.Value).ToList();
            all.UnionWith(orders);
            await wechat.FaultAsync("notify-lost", Now, count: Students / 2);
            if (storm % Often == 1) payers[storm / Often % Students].Photo = [.. Photos.Good, .. BitConverter.GetBytes(random.NextInt64())];
            var acknowledged = await StormAsync(wechat, payers, crash, crashAfter: random.Next(1, 2 * Students));
            await recover();
            var paidNow = await invariants.HoldAsync(orders, acknowledged);
            paid.UnionWith(paidNow);
            foreach (var payer in payers.Where(payer => paidNow.Contains(payer.Order!.Value))) payer.Order = null;
            if (storm % Often == 0 || storm == crashes) await invariants.EachEventToldOnceAsync(paid);
        }

        // The money that had not been paid yet can still be, each order once.
        await Task.WhenAll(payers.Where(payer => payer.Order is not null).Select(payer => payer.Student.PayAsync(payer.Order!.Value)));
        paid.UnionWith(await invariants.HoldAsync(all, all));
        await invariants.EachEventToldOnceAsync(paid);
        await invariants.EachPhotoIsThereAsync(api.PhotoFolder);
        foreach (var student in payers.Select(payer => payer.Student))
            foreach (var secret in new[] { student.Phone, student.OpenId, student.Code.UniqueNumber, student.Code.Text, student.Token! })
                api.Log.ShouldNotContain(secret);
    }

    private async Task<Payer> JoinAsync(ApiProcess api, StandInProcess wechat)
    {
        var student = await (await new Student(api.Http, wechat, codes.IssueCode()).LogInAsync()).ConsentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        return new Payer(student, enrolment, await student.PassedAsync(enrolment));
    }

    /// <summary>All pay at once; the power goes after so many steps have been answered, with the rest in flight.</summary>
    /// <returns>The orders whose payment was confirmed to the student.</returns>
    private static async Task<IReadOnlySet<Guid>> StormAsync(StandInProcess wechat, IEnumerable<Payer> payers, Func<Task> crash, int crashAfter)
    {
        var steps = 0;
        var crashing = new TaskCompletionSource();
        HashSet<Guid> acknowledged = [];
        void Step()
        {
            if (Interlocked.Increment(ref steps) == crashAfter) crashing.TrySetResult();
        }

        async Task PayAsync(Payer payer)
        {
            var (student, order) = (payer.Student, payer.Order!.Value);
            try
            {
                var payment = await student.StartPaymentAsync(order);
                if ((int)payment.Status >= 500) return;
                Step();
                var parameters = JsonNode.Parse(payment.Ok().Json.GetProperty("parameters").GetRawText())!.AsObject();
                await wechat.PayAsync(parameters, student.OpenId, "success", Now);
                var confirmed = await student.PostAsync($"/orders/{order}/payments/confirmation");
                if ((int)confirmed.Status >= 500) return;
                confirmed.Ok()["status"].ShouldBe("PendingReview");
                lock (acknowledged) acknowledged.Add(order);
                Step();
            }
            catch (Exception broken) when (IsBrokenConnection(broken))
            {
                // The power is gone; what the student saw is a broken connection.
                return;
            }
        }

        async Task SendAsync(Payer payer)
        {
            try
            {
                await payer.Student.SubmitAsync(payer.Enrolment, payer.Photo);
            }
            catch (Exception broken) when (IsBrokenConnection(broken))
            {
                // As above.
                return;
            }
        }

        Task[] all =
        [
            .. payers.Select(PayAsync),
            .. payers.Where(payer => payer.Photo is not null).Select(SendAsync),
        ];
        await Task.WhenAny(crashing.Task, Task.WhenAll(all));
        await crash();
        await Task.WhenAll(all);
        foreach (var payer in payers) payer.Photo = null;
        return acknowledged;
    }

    // A server that dies between accepting a connection and the client's first look at it shows as the bare socket's error.
    private static bool IsBrokenConnection(Exception exception) => exception is HttpRequestException or SocketException;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A student with an order that waits for payment, and perhaps with another photo to send.</summary>
    private sealed class Payer(Student student, Guid enrolment, Guid model)
    {
        public Student Student => student;

        public Guid Enrolment => enrolment;

        public Guid Model => model;

        public Guid? Order { get; set; }

        public byte[]? Photo { get; set; }
    }
}
