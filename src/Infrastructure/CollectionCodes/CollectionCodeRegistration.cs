using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.CollectionCodes;

internal static class CollectionCodeRegistration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddCollectionCodes(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<IValidateOptions<CollectionCodeOptions>, CollectionCodeOptionsCheck>();
        services.AddOptions<CollectionCodeOptions>().Bind(configuration.GetSection(CollectionCodeOptions.Section))
            .PostConfigure(options =>
            {
                if (!environment.IsDevelopment() || options.TrustedKeys.Count > 0) return;
                options.TrustedKeys.Add(DevelopmentKeys.CollectionCodeKeyId, DevelopmentKeys.CollectionCodePublicKey);
                (options.IssuerKeyId, options.IssuerKey) =
                    (DevelopmentKeys.CollectionCodeKeyId, DevelopmentKeys.CollectionCodePrivateKey);
            })
            .ValidateOnStart();
        services.AddHttpClient(RemoteCollectionCodeDecoder.ClientName, client =>
        {
            client.Timeout = Patience;
            client.MaxResponseContentBufferSize = RemoteCollectionCodeDecoder.MaxAnswerBytes;
        });
        services.AddSingleton<RemoteCollectionCodeDecoder>();
        services.AddSingleton<ICollectionCodeDecoder, CollectionCodeDecoder>();
        services.AddSingleton(provider =>
            new SignedCollectionCodeIssuer(provider.GetRequiredService<IOptions<CollectionCodeOptions>>()));
        services.AddSingleton<ICollectionCodeIssuer>(provider => provider.GetRequiredService<SignedCollectionCodeIssuer>());
        services.AddSingleton<ICodeSheets, CodeSheets>();
        return services;
    }
}
