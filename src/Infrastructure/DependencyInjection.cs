using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Seed;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Storage;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure;

/// <summary>Registers what the use cases need of the world.</summary>
public static class DependencyInjection
{
    // What hangs is as bad as what fails, and a probe wants to hear of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds database, outbox, photo store, photo check, collection codes, WeChat, staff and timers.</summary>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddPersistence(configuration, environment);
        services.AddOutbox(configuration);
        services.AddPhotoStore(configuration);
        services.AddPhotos(configuration);
        services.AddCollectionCodes(configuration, environment);
        services.AddWeChat(configuration, environment);
        services.AddStaff();
        services.AddTimers(configuration);
        services.AddScoped<DevelopmentSeed>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", timeout: Patience)
            .AddCheck<OutboxHealthCheck>("outbox", timeout: Patience)
            .AddCheck<PhotoStoreHealthCheck>("photo-store", timeout: Patience)
            .AddCheck<PhotoCheckerHealthCheck>("photo-check", timeout: Patience);
        return services;
    }

    /// <summary>Counts what the database holds, for whoever measures.</summary>
    public static IServiceCollection AddStateGauges(this IServiceCollection services) =>
        services.AddSingleton<StateGauges>().AddHostedService(provider => provider.GetRequiredService<StateGauges>());

    /// <summary>Brings the database up to date and, in Development, fills an empty one.</summary>
    /// <returns>The secrets that were made, to be told once.</returns>
    public static async Task<IReadOnlyList<SeededSecret>> PrepareDatabaseAsync(
        this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment()) return [];
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DevelopmentSeed>().SeedAsync(cancellationToken);
    }
}
