using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Background;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddPhotoStore(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(PhotoStoreOptions.Section);
        services.AddOptions<PhotoStoreOptions>().Bind(section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.IsComplete,
                "Storage:Kind S3 needs Storage:S3:ServiceUrl, Bucket, AccessKey and SecretKey.")
            .ValidateOnStart();
        services.AddSingleton<PhotoLinks>();
        if (section.GetValue<PhotoStoreKind>(nameof(PhotoStoreOptions.Kind)) == PhotoStoreKind.S3)
        {
            services.AddSingleton(provider =>
            {
                S3Options options = provider.GetRequiredService<IOptions<PhotoStoreOptions>>().Value.S3;
                return options.CreateClient(options.ServiceUrl);
            });
            services.AddSingleton<S3Bucket>();
            services.AddSingleton<S3LinkSigner>();
            services.AddSingleton<IIncomingPhotos, S3IncomingPhotos>();
            services.AddSingleton<IPhotoStorage, S3PhotoStore>();
            services.AddSingleton<IPhotoLinks, S3PhotoLinks>();
        }
        else
        {
            services.AddSingleton<IIncomingPhotos, LocalIncomingPhotos>();
            services.AddSingleton<IPhotoStorage, LocalPhotoStore>();
            services.AddSingleton<IPhotoLinks>(provider => provider.GetRequiredService<PhotoLinks>());
        }

        services.AddSingleton<IPhotoStore>(provider => provider.GetRequiredService<IPhotoStorage>());
        services.AddSingleton<IPhotoUploads, PhotoUploads>();
        services.AddSingleton<ISweep, IncomingPhotosSweep>();
        services.AddSingleton<ISweep, OrphanedPhotosSweep>();
        return services;
    }
}
