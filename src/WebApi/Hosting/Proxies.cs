using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// Believes X-Forwarded-For and X-Forwarded-Proto only from the proxies in <c>ForwardedHeaders:KnownProxies</c>
/// (addresses); without any, from nobody.
/// </summary>
internal static class Proxies
{
    private const string KnownProxies = "ForwardedHeaders:KnownProxies";

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = configuration.GetSection(KnownProxies).Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders = proxies.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }
}
