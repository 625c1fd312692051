using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Application.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddPhotoStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PhotoStoreOptions>().Bind(configuration.GetSection(PhotoStoreOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LocalPhotoStore>();
        services.AddSingleton<IPhotoStore>(provider => provider.GetRequiredService<LocalPhotoStore>());
        services.AddSingleton<IPhotoLinks, PhotoLinks>();
        services.AddSingleton<ISweep, OrphanedPhotosSweep>();
        return services;
    }
}
