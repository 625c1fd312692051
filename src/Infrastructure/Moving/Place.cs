using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Persistence.Engines;
using CampusPhoto.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>A database and a photo store by themselves: rows and photos are carried as they are, so no key is needed.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="database">Has the section <c>Database</c>.</param>
    /// <param name="storage">Has the section <c>Storage</c>.</param>
    /// <param name="environment">Under whose content root relative paths lie.</param>
    /// <exception cref="CommandRefusedException">A setting is missing or makes no sense.</exception>
    public Place(IConfiguration database, IConfiguration storage, IHostEnvironment environment)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(environment);
        services.AddSingleton(DesignTime.Cipher());
        services.AddSingleton<DatabaseMigrator>();
        try
        {
            services.AddEngine(database, environment);
            services.AddPhotoStore(storage);
            _services = services.BuildServiceProvider();
            Engine = _services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Engine;
            Photos = _services.GetRequiredService<IPhotoStorage>();
        }
        catch (Exception unusable) when (unusable is OptionsValidationException or InvalidOperationException)
        {
            throw new CommandRefusedException(unusable.Message, unusable);
        }
    }

    public DatabaseEngine Engine { get; }

    public IPhotoStorage Photos { get; }

    public AppDbContext Open() => _services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public Task MigrateAsync(CancellationToken cancellationToken) =>
        _services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
