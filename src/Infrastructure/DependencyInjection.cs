using CampusPhoto.Infrastructure.Audit;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Integrations;
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
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure;

/// <summary>Registers what the use cases need of the world.</summary>
public static class DependencyInjection
{
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
        services.AddAuditTrail();
        services.AddTimers(configuration);
        services.AddIntegrations(configuration, environment);
        services.AddScoped<DevelopmentSeed>();
        services.AddHealthChecks()
            .AddBounded<DatabaseHealthCheck>("database")
            .AddBounded<OutboxHealthCheck>("outbox")
            .AddBounded<PaymentHealthCheck>("payments")
            .AddBounded<PhotoStoreHealthCheck>("photo-store")
            .AddBounded<PhotoCheckerHealthCheck>("photo-check")
            .AddBounded<ClockHealthCheck>("wechat-clock");
        return services;
    }

    /// <summary>Counts what the database holds, for whoever measures.</summary>
    public static IServiceCollection AddStateGauges(this IServiceCollection services) =>
        services.AddSingleton<StateGauges>().AddHostedService(provider => provider.GetRequiredService<StateGauges>());

    /// <summary>Brings the database up to date.</summary>
    public static Task MigrateDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);

    /// <summary>Brings the database up to date and, in Development, fills an empty one.</summary>
    /// <returns>The secrets that were made, to be told once.</returns>
    public static async Task<IReadOnlyList<SeededSecret>> PrepareDatabaseAsync(
        this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.MigrateDatabaseAsync(cancellationToken);
        await services.GetRequiredService<SpecificationUseCheck>().CheckAsync(cancellationToken);
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment()) return [];
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DevelopmentSeed>().SeedAsync(cancellationToken);
    }

    private static IHealthChecksBuilder AddBounded<T>(this IHealthChecksBuilder checks, string name)
        where T : class, IHealthCheck => checks.Add(new HealthCheckRegistration(
            name, provider => new BoundedHealthCheck(ActivatorUtilities.GetServiceOrCreateInstance<T>(provider)), null, null));
}
