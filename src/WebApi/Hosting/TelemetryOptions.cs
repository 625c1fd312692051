using System.Net;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>Who learns how the program fares, section <c>Telemetry</c>. Unless told, nobody.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>A collector that speaks OTLP over gRPC, such as <c>http://127.0.0.1:4317</c>; gets traces and metrics.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Speaks OTLP over HTTP (<c>http://127.0.0.1:4318</c>) instead of gRPC.</summary>
    public bool OtlpOverHttp { get; set; }

    /// <summary>Whether <c>/metrics</c> answers in Prometheus' format, to this machine and to <see cref="AllowedAddresses"/>.</summary>
    public bool Prometheus { get; set; }

    /// <summary>Networks that may read <c>/metrics</c> too, such as <c>10.0.0.0/24</c>.</summary>
    public string[] AllowedAddresses { get; set; } = [];

    public bool IsOn => OtlpEndpoint is not null || Prometheus;

    /// <summary>
    /// Whether the caller may read the metrics. A caller behind a proxy that is not believed looks like the proxy, often
    /// this machine; the header that the proxy adds gives it away.
    /// </summary>
    public bool Admits(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && (IPAddress.IsLoopback(caller)
            || Array.Exists(AllowedAddresses, network => IPNetwork.Parse(network).Contains(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller)));
}
