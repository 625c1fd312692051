using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Endpoints;
using CampusPhoto.WebApi.Health;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Limits;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.Hosting;
using CampusPhoto.WebApi.Logging;
using CampusPhoto.WebApi.OpenApi;

namespace CampusPhoto.WebApi;

/// <summary>Registers and lays out what stands between HTTP and the use cases.</summary>
internal static class WebApiRegistration
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    public static WebApplicationBuilder AddWebApi(this WebApplicationBuilder builder)
    {
        builder.AddLogging();
        builder.AddTelemetry();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.JsonBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddJson();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.AddAuth();
        builder.Services.AddRequestLimits();
        builder.Services.AddHealthChecks();
        builder.Services.AddOpenApiDocument();
        return builder;
    }

    public static WebApplication UseWebApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<ApiHeaders>();
        app.UseMetrics();
        app.UseRequestLogging();
        app.UseExceptionHandler();
        app.UseMiddleware<EmptyAnswerProblems>();
        app.UseOpenApiDocument();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<EndedTokenRefusal>();
        app.UseMiddleware<UnroutedRequests>();
        app.UseAuthorization();
        app.UseMiddleware<IdempotencyKeys>();
        app.MapHealth();
        app.MapApi();
        return app;
    }
}
