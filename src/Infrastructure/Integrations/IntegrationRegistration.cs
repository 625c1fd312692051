using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Infrastructure.Background;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Integrations;

internal static class IntegrationRegistration
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NamesKept = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddIntegrations(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section))
            .PostConfigure(options =>
            {
                options.AllowHttp ??= environment.IsDevelopment();
                if (!environment.IsDevelopment() || options.AllowedNetworks.Count > 0) return;
                options.AllowedNetworks.Add("127.0.0.0/8");
                options.AllowedNetworks.Add("::1/128");
            })
            .Validate(
                options => options.Holds(),
                "Webhooks:AllowedNetworks are like 10.20.0.0/16, Webhooks:PollInterval is at least 100 ms, Webhooks:Patience at most 30 s.")
            .ValidateOnStart();
        services.AddOptions<SandboxOptions>().Bind(configuration.GetSection(SandboxOptions.Section))
            .PostConfigure(options => options.Enabled ??= environment.IsDevelopment())
            .Validate(
                options => options.Enabled != true || !environment.IsProduction(),
                "Sandbox:Enabled is not for Production: anybody could place orders there that nobody pays.")
            .ValidateOnStart();
        services.AddSingleton<WebhookAddresses>();
        services.AddHttpClient(
                WebhookSender.ClientName,
                (provider, client) =>
                {
                    client.Timeout = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Patience;
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("CampusPhoto-Webhooks/1");
                })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = provider.GetRequiredService<WebhookAddresses>().ConnectAsync,
                ConnectTimeout = ConnectPatience,
                PooledConnectionLifetime = NamesKept,
                UseCookies = false,
                UseProxy = false,
            });
        services.AddScoped<IWebhooks, WebhookRepository>();
        services.AddSingleton<IWebhookSender, WebhookSender>();
        services.AddSingleton<IWebhookQueue, WebhookQueue>();
        services.AddSingleton<ISweep, WebhookSweep>();
        services.AddHostedService<WebhookLoop>();
        return services;
    }
}
