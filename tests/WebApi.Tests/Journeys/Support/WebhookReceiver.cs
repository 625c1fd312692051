using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>An integrator's program that takes webhooks over a socket and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What it answers from now on; 200 unless told otherwise.</summary>
    public Func<Received, Task<int>> Answers { get; set; } = _ => Task.FromResult(StatusCodes.Status200OK);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public string Url => $"{Address.GetLeftPart(UriPartial.Authority)}/campusphoto";

    public IReadOnlyList<Received> All => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits until so many of a type have come; at most a minute.</summary>
    public Task<IReadOnlyList<Received>> UntilAsync(string type, int count = 1) => UntilAsync(type, _ => true, count);

    /// <summary>Waits until so many of a type have come that are such; at most a minute.</summary>
    public async Task<IReadOnlyList<Received>> UntilAsync(string type, Func<Received, bool> isSuch, int count = 1)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (true)
        {
            Received[] found = [.. _received.Where(one => one.Type == type && isSuch(one))];
            if (found.Length >= count) return found;
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(
                TimeSpan.FromSeconds(60), $"{found.Length} of {count} {type}; there came {string.Join(' ', _received.Select(one => one.Type))}");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var received = new Received(
            http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(), body);
        _received.Enqueue(received);
        http.Response.StatusCode = await Answers(received);
    }
}

/// <summary>What came: the three headers of Standard Webhooks, and the body byte for byte.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body)
{
    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>Whether one of the signatures is that of the secret, reckoned anew from the specification.</summary>
    public bool IsSignedBy(string secret)
    {
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signature.Split(' ').Contains(expected)
            && DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture)) > DateTimeOffset.UnixEpoch;
    }
}
