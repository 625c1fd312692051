using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Photos.Catalogue;
using CampusPhoto.Infrastructure.Photos.Vision;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Composes the photo check and the QR reader.</summary>
internal static class PhotoRegistration
{
    /// <summary>
    /// Adds <see cref="IPhotoChecker"/>, <see cref="IQrCodeReader"/> and <see cref="IPhotoSpecifications"/>, configured by
    /// section <c>PhotoCheck</c>; <see cref="PhotoCheckerHealthCheck"/> is registered with the other health checks.
    /// </summary>
    public static IServiceCollection AddPhotos(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PhotoCheckOptions>()
            .Bind(configuration.GetSection(PhotoCheckOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<VisionWorkers>();
        services.AddHostedService<VisionWarmUp>();
        services.AddOptions<PhotoSpecificationOptions>().Bind(configuration.GetSection(PhotoSpecificationOptions.Section));
        services.AddSingleton<PhotoSpecifications>();
        services.AddSingleton<IPhotoSpecifications>(provider => provider.GetRequiredService<PhotoSpecifications>());
        services.AddSingleton<IPhotoPictures, OpenCvPhotoPictures>();
        services.AddSingleton<IPhotoChecker, OpenCvPhotoChecker>();
        services.AddSingleton<IQrCodeReader, WeChatQrCodeReader>();
        return services;
    }
}
