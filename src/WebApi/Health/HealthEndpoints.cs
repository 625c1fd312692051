using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.WebApi.Health;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/health/live", _ => false);
        Map(routes, "/health/ready", _ => true);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> which) =>
        routes.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = WriteAsync })
            .AllowAnonymous()
            .DisableRateLimiting();

    /// <summary>Our own words only: an exception's text may name hosts or hold a connection string.</summary>
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer(
            report.Status,
            [.. report.Entries.Select(entry => new HealthEntry(entry.Key, entry.Value.Status, Words(entry.Value)))]),
        http.RequestAborted);

    private static string? Words(HealthReportEntry entry) => entry.Exception switch
    {
        { } failure when failure.Message == entry.Description => "The check itself failed; the log says why.",
        _ => entry.Description,
    };

    private sealed record HealthAnswer(HealthStatus Status, IReadOnlyList<HealthEntry> Checks);

    private sealed record HealthEntry(string Name, HealthStatus Status, string? Description);
}
