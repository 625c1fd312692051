using System.Net.Http.Headers;
using CampusPhoto.Application.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Puts WeChat's parts into the container.</summary>
internal static class WeChatRegistration
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Adds login, payments, messages, texts, shipping information and the connectivity test by the section
    /// <c>WeChat</c>. The host refuses to start when the section has faults.
    /// </summary>
    public static IServiceCollection AddWeChat(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<WeChatOptions>().Bind(configuration.GetSection(WeChatOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>>(new WeChatOptionsValidation(environment));

        services.AddTransient<MerchantSigningHandler>();
        services.AddTransient<AnswerVerifyingHandler>();
        services.AddTransient<BackupHostHandler>();
        services.AddSingleton<ClockWatch>();

        // Order matters: each retry passes through signing and verifying anew.
        var pay = services.AddWeChatClient(WeChatClients.Pay, options => options.PayBaseUrl);
        pay.AddResilienceHandler("retries", AddRetries);
        pay.AddHttpMessageHandler<BackupHostHandler>().AddHttpMessageHandler<MerchantSigningHandler>().AddHttpMessageHandler<AnswerVerifyingHandler>();

        var unverified = services.AddWeChatClient(WeChatClients.Unverified, options => options.PayBaseUrl);
        unverified.AddResilienceHandler("retries", AddRetries);
        unverified.AddHttpMessageHandler<BackupHostHandler>().AddHttpMessageHandler<MerchantSigningHandler>();

        services.AddWeChatClient(WeChatClients.Repeatable, options => options.ApiBaseUrl).AddResilienceHandler("retries", AddRetries);
        services.AddWeChatClient(WeChatClients.Once, options => options.ApiBaseUrl).ConfigureHttpClient(client => client.Timeout = TryTimeout);

        services.AddSingleton<MerchantDirectory>();
        services.AddSingleton<PlatformCertificates>();
        services.AddSingleton<PlatformKeys>();
        services.AddSingleton<PayClient>();
        services.AddSingleton<BillDownload>();
        services.AddSingleton<NotificationReader>();
        services.AddSingleton<IPaymentGateway, WeChatPaymentGateway>();
        services.AddSingleton<MiniProgramClient>();
        services.AddSingleton<AccessTokenStore>();
        services.AddSingleton<AccessTokenCache>();
        services.AddSingleton<MiniProgramCalls>();
        services.AddSingleton<ISubscribeMessages, SubscribeMessages>();
        services.AddSingleton<ITextSafety, TextSafety>();
        services.AddSingleton<IShippingInformation, ShippingInformation>();
        services.AddSingleton<IConnectivityTest, ConnectivityTest>();
        services.AddSingleton<IWeChatLogin, WeChatLogin>();
        return services;
    }

    private static IHttpClientBuilder AddWeChatClient(
        this IServiceCollection services, string name, Func<WeChatOptions, string> baseUrl) =>
        services.AddHttpClient(name, (provider, client) =>
            {
                client.BaseAddress = new Uri(baseUrl(provider.GetRequiredService<IOptions<WeChatOptions>>().Value));
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CampusPhoto", "1.0"));
                client.MaxResponseContentBufferSize = 256 * 1024;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })

            // The framework's own log lines would hold the secret and the tokens of the addresses.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });

    private static void AddRetries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) =>
        pipeline
            .AddTimeout(TotalTimeout)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome)),
            })
            .AddTimeout(TryTimeout);

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } answer } => (int)answer.StatusCode is >= 500 or 408 or 429,
        _ => false,
    };
}
