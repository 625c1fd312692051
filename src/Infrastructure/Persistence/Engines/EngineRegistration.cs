using CampusPhoto.Infrastructure.Integrations;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>Puts the configured engine behind <see cref="AppDbContext"/>; nothing else asks which it is.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section))
            .PostConfigure(options =>
            {
                if (options.Engine == DatabaseEngine.Sqlite)
                    options.ConnectionString = Complete(options, environment.ContentRootPath);
            })
            .ValidateDataAnnotations()
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.ConnectionString),
                "Database:ConnectionString is needed for Database:Engine SqlServer and PostgreSql.")
            .ValidateOnStart();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddSingleton<LedgerInterceptor>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookInterceptor>();
        services.AddSingleton<TokenEndings>();
        services.AddSingleton<ClientInterceptor>();
        return configuration.GetSection(DatabaseOptions.Section).GetValue<DatabaseEngine>(nameof(DatabaseOptions.Engine)) switch
        {
            DatabaseEngine.SqlServer => services.AddContext<SqlServerAppDbContext>(
                (_, options, address) => options.UseSqlServer(address)),
            DatabaseEngine.PostgreSql => services.AddContext<PostgreSqlAppDbContext>(
                (_, options, address) => options.UseNpgsql(address)),
            _ => services
                .AddSingleton<SqlitePragmas>()
                .AddSingleton(provider => new SqliteWriters(
                    () => SqliteLog.Flush(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString)))
                .AddContext<SqliteAppDbContext>((provider, options, address) => options
                    .UseSqlite(address)
                    .AddInterceptors(provider.GetRequiredService<SqlitePragmas>())),
        };
    }

    private static IServiceCollection AddContext<TContext>(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder, string> use)
        where TContext : AppDbContext
    {
        services.AddDbContextFactory<TContext>((provider, options) =>
        {
            use(provider, options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString);
            options.ReplaceService<IModelCacheKeyFactory, CipherModelCacheKeyFactory>()
                .AddInterceptors(
                    provider.GetRequiredService<LedgerInterceptor>(), provider.GetRequiredService<OutboxInterceptor>(),
                    provider.GetRequiredService<WebhookInterceptor>(), provider.GetRequiredService<ClientInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<AppDbContext>, ContextFactory<TContext>>();
        services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<TContext>());
        return services;
    }

    private static string Complete(DatabaseOptions options, string contentRoot)
    {
        var parts = new SqliteConnectionStringBuilder(
            string.IsNullOrWhiteSpace(options.ConnectionString) ? DatabaseOptions.EmbeddedFile : options.ConnectionString);
        parts.DataSource = Path.GetFullPath(parts.DataSource, contentRoot);

        // The connection's default is what BEGIN, COMMIT and every command wait for another writer.
        parts.DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds);
        Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        return parts.ToString();
    }
}
