using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Telemetry;

public sealed class TelemetryTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trace_goes_from_the_call_through_wechat_and_through_the_outbox_to_the_handlers()
    {
        var trace = ActivityTraceId.CreateRandom();
        ConcurrentQueue<Activity> spans = new();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace) spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var student = await host.StudentAsync();
        var submissionId = await student.PassedAsync(await student.EnrolledAsync(JourneyHost.FeatureCode));
        var placed = await PostAsync(student, trace, "/orders", new { submissionId });
        await PostAsync(student, trace, $"/orders/{placed.GetProperty("id").GetString()}/payments", null);

        var start = Stopwatch.GetTimestamp();
        while (!spans.Any(span => span.Kind == ActivityKind.Consumer))
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30), string.Join(", ", spans.Select(span => span.DisplayName)));

        var names = spans.Select(span => span.DisplayName).ToList();
        names.ShouldContain("PlaceOrderCommand");
        names.ShouldContain("StartPaymentProcess");
        names.ShouldContain(name => name.StartsWith("deliver order", StringComparison.OrdinalIgnoreCase), string.Join(", ", names));
        spans.ShouldContain(span => span.Kind == ActivityKind.Client && span.Source.Name == "System.Net.Http");
    }

    [Fact]
    public async Task A_collector_gets_the_spans_of_a_journey_and_nothing_personal_or_secret_with_them()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var api = new ApiProcess(wechat, settings: new Dictionary<string, string>
        {
            ["Telemetry:OtlpEndpoint"] = collector.Address,
            ["Telemetry:OtlpOverHttp"] = "true",
            ["Telemetry:Prometheus"] = "true",
        });
        await api.StartAsync();
        var student = await (await new Student(api.Http, wechat, host.IssueCode("赵钱*")).LogInAsync()).ConsentAsync();
        var paid = await student.PaidAsync(JourneyHost.FeatureCode);
        var submission = (await student.GetAsync($"/submissions/{paid["submissionId"]}")).Ok();
        var link = submission["photoUrl"]!;
        await api.Http.GetByteArrayAsync(new Uri(link, UriKind.Relative), Now);

        var start = Stopwatch.GetTimestamp();
        string[] awaited = ["SubmitPhotoProcess", "PlaceOrderCommand", "StartPaymentProcess", "deliver ", "/api/v1/photos/{token}", "/v3/pay/transactions/jsapi", "jscode2session"];
        while (!awaited.All(collector.Everything.Contains))
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(
                TimeSpan.FromSeconds(60), string.Join(", ", awaited.Where(name => !collector.Everything.Contains(name, StringComparison.Ordinal))));
        }

        var sent = collector.Everything;
        var configuration = await wechat.ConfigurationAsync(api.Address.ToString(), Now);
        foreach (var hidden in new[]
        {
            student.Phone, student.Code.UniqueNumber, "赵钱", student.Token!, student.OpenId, link.Split('/')[^1], configuration["WeChat:Secret"]!,
            "js_code=", "access_token=",
        })
        {
            sent.ShouldNotContain(hidden);
        }

        var metrics = await api.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Now);
        metrics.ShouldContain("campusphoto_photo_check_step_duration_seconds");
        metrics.ShouldContain("campusphoto_step=\"landmarks\"");
        metrics.ShouldContain("campusphoto_usecase=\"PlaceOrderCommand\"");
        metrics.ShouldContain("campusphoto_photo_check_waiting");
        foreach (var counted in new[] { "campusphoto_orders{", "campusphoto_faces_stored", "campusphoto_outbox_lag", "campusphoto_outbox_dead" })
            metrics.ShouldContain(counted);
    }

    [Fact]
    public async Task Metrics_are_there_for_this_machine_and_the_networks_named_and_for_nobody_else()
    {
        (await host.Http.GetAsync(new Uri("/metrics", UriKind.Relative), Now)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var wechat = new StandInProcess();
        await wechat.StartAsync();
        await using var api = new ApiProcess(wechat, settings: new Dictionary<string, string> { ["Telemetry:Prometheus"] = "true" });
        await api.StartAsync();
        (await StatusAsync(api, null)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(api, "10.0.0.7")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.0.2.1", false)]
    public void A_network_is_admitted_by_its_prefix(string caller, bool admitted)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(caller);
        new Hosting.TelemetryOptions { AllowedAddresses = ["10.1.0.0/16"] }.Admits(http).ShouldBe(admitted);
    }

    private async Task<JsonElement> PostAsync(Student student, ActivityTraceId trace, string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", student.Token);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await host.Http.SendAsync(request, Now);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Now);
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiProcess api, string? forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await api.Http.SendAsync(request, Now);
        return answer.StatusCode;
    }
}
