using System.Globalization;
using System.Threading.RateLimiting;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Http.Limits;

/// <summary>
/// Configuration section <c>RateLimits</c>: protection against floods. A school is one address behind NAT, so an
/// address may do much; guessing is limited elsewhere, by account and by student.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests that one remote address may make in a minute.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, int.MaxValue)]
    public int PerAddressPerMinute { get; set; } = 6000;

    /// <summary>Requests that one account may make in a minute.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, int.MaxValue)]
    public int PerAccountPerMinute { get; set; } = 300;
}

/// <summary>How much and how often callers may send.</summary>
internal static class RequestLimits
{
    /// <summary>Greatest JSON or form body; also WeChat's notifications.</summary>
    public const long JsonBytes = 64 * 1024;

    /// <summary>
    /// Greatest multipart body that is read to its end. A file is cut off at 10 MB; the rest is read and dropped, since
    /// who is still sending when the connection closes never sees what was wrong.
    /// </summary>
    public const long UploadBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) => new ValueTask(ProblemWriter.WriteAsync(
                rejected.HttpContext,
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                    ? RequestErrors.TooMany.After(wait)
                    : RequestErrors.TooMany));
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => PerMinute(
                    http.Connection.RemoteIpAddress?.ToString() ?? "", options.Value.PerAddressPerMinute)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => http.User.Identity is { IsAuthenticated: true }
                    ? PerMinute(http.User.SubjectId().ToString("N", CultureInfo.InvariantCulture), options.Value.PerAccountPerMinute)
                    : RateLimitPartition.GetNoLimiter("")));
        });
        return services;
    }

    /// <summary>Lets a call take a body as large as a photo needs.</summary>
    public static RouteHandlerBuilder TakesUploads(this RouteHandlerBuilder call) =>
        call.WithMetadata(new RequestSizeLimitAttribute(UploadBytes));

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
}
