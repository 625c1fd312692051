using System.Collections.Concurrent;
using System.Text;
using CampusPhoto.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.WebApi.Tests.Telemetry;

/// <summary>A collector that takes OTLP over HTTP and keeps what was sent as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _sent = new();
    private readonly WebApplication _app;

    public Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes);
            _sent.Enqueue(bytes.ToArray());
            return Results.Ok();
        });
    }

    public string Address { get; } = $"http://127.0.0.1:{Loopback.FreePort()}";

    /// <summary>All bytes so far; names and texts stand in them as they are.</summary>
    public string Everything => string.Join('\n', _sent.Select(Encoding.UTF8.GetString));

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
