using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CampusPhoto.Application.Abstractions;
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

    /// <summary>Calls that one client may make in a minute, unless its credentials say otherwise.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, int.MaxValue)]
    public int PerClientPerMinute { get; set; } = 300;
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

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SharedWindows>();
        services.AddHostedService(provider => provider.GetRequiredService<SharedWindows>());
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
                    http, http.Connection.RemoteIpAddress?.ToString() ?? "", options.Value.PerAddressPerMinute, isAddress: true)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => http.User switch
                {
                    { Identity: not { IsAuthenticated: true } } => RateLimitPartition.GetNoLimiter(""),

                    // A person's scripts have minutes of their own, so that they do not keep the person from working.
                    var user when user.FindFirst(Claims.Client) is { } client => PerMinute(
                        http, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client.Value))), user.Quota(Claims.CallsPerMinute) ?? options.Value.PerClientPerMinute, isAddress: false),
                    var user => PerMinute(
                        http, user.SubjectId().ToString("N", CultureInfo.InvariantCulture), options.Value.PerAccountPerMinute,
                        isAddress: false),
                }));
        });
        return services;
    }

    /// <summary>Lets a call take a body as large as a photo needs.</summary>
    public static RouteHandlerBuilder TakesUploads(this RouteHandlerBuilder call) =>
        call.WithMetadata(new RequestSizeLimitAttribute(UploadBytes));

    private static RateLimitPartition<string> PerMinute(HttpContext http, string caller, int limit, bool isAddress)
    {
        var services = http.RequestServices;
        return RateLimitPartition.Get(caller, _ => new SharedWindowLimiter(
            isAddress ? services.GetRequiredService<IPersonalDataHasher>().Hash(PersonalValue.NetworkAddress, caller).Value : caller,
            limit,
            services.GetRequiredService<SharedWindows>(),
            services.GetRequiredService<TimeProvider>()));
    }
}
