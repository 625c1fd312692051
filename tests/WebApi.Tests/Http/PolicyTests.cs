using System.Reflection;
using CampusPhoto.WebApi.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Http;

public sealed class PolicyTests(PlumbingHost host) : IClassFixture<PlumbingHost>
{
    private static readonly string[] Open =
    [
        "GET /api/v1/agreements/current",
        "POST /api/v1/auth/wechat-login",
        "POST /api/v1/auth/refresh",
        "POST /api/v1/staff/auth/login",
        "GET /api/v1/home",
        "POST /api/v1/integrations/token",
        "POST /api/v1/payments/wechat/{account}/notifications",
        "GET /api/v1/photo-specifications",
        "GET /api/v1/photo-specifications/{id}",
        "GET /api/v1/photos/{token}",
        "POST /api/v1/photo-uploads/{uploadId}",
    ];

    [Fact]
    public void Every_call_says_who_may_use_it()
    {
        var policies = typeof(Policies).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var calls = Calls();
        calls.ShouldNotBeEmpty();
        foreach (var call in calls)
        {
            var anonymous = call.Metadata.OfType<IAllowAnonymous>().Any();
            var named = call.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy).ToArray();
            (anonymous || (named.Length > 0 && named.All(policy => policy is not null && policies.Contains(policy))))
                .ShouldBeTrue($"{Name(call)} has no policy of its own.");
        }
    }

    [Fact]
    public void Only_these_calls_are_open_to_everybody() =>
        Calls().Where(call => call.Metadata.OfType<IAllowAnonymous>().Any()).Select(Name)
            .Where(name => name.Contains("/api/", StringComparison.Ordinal))
            .ShouldBe(Open, ignoreOrder: true);

    private RouteEndpoint[] Calls() =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static string Name(RouteEndpoint call) =>
        $"{string.Join(',', call.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} {call.RoutePattern.RawText}";
}
