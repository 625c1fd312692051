using System.Net;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Infrastructure;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// Traces and metrics by OpenTelemetry. A request is named by its route, since paths may hold a photo's token, and no
/// query is told, since WeChat's holds secrets.
/// </summary>
internal static class TelemetryRegistration
{
    private const string MetricsPath = "/metrics";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        IConfigurationSection section = builder.Configuration.GetSection(TelemetryOptions.Section);
        builder.Services.AddOptions<TelemetryOptions>().Bind(section)
            .Validate(
                options => Array.TrueForAll(options.AllowedAddresses, network => IPNetwork.TryParse(network, out _)),
                "Telemetry:AllowedAddresses are networks such as 10.0.0.0/24.")
            .ValidateOnStart();
        TelemetryOptions options = section.Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (!options.IsOn) return;

        builder.Services.AddStateGauges();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                Telemetry.Name, serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing =>
            {
                tracing.AddSource(Telemetry.Name)
                    .AddAspNetCoreInstrumentation(asp => asp.EnrichWithHttpResponse = (span, response) =>
                        span.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText))
                    .AddHttpClientInstrumentation(http => http.EnrichWithHttpRequestMessage = (span, request) =>
                        span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Path)));
                if (options.OtlpEndpoint is not null) tracing.AddOtlpExporter(otlp => Set(otlp, options, "v1/traces"));
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation();
                if (options.OtlpEndpoint is not null) metrics.AddOtlpExporter(otlp => Set(otlp, options, "v1/metrics"));
                if (options.Prometheus) metrics.AddPrometheusExporter();
            });
    }

    /// <summary>To whom the metrics are not told, they are not there.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        TelemetryOptions options = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        if (options.Prometheus)
            app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Request.Path == MetricsPath && options.Admits(http));
    }

    private static void Set(OtlpExporterOptions otlp, TelemetryOptions options, string path)
    {
        otlp.Protocol = options.OtlpOverHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        otlp.Endpoint = options.OtlpOverHttp ? new Uri(options.OtlpEndpoint!, path) : options.OtlpEndpoint!;
    }
}
