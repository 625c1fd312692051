using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Persistence.Repositories;
using CampusPhoto.Infrastructure.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    public static IServiceCollection AddPersistence(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section))
            .PostConfigure(options => options.ConnectionString = Complete(options, environment.ContentRootPath))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddPersonalDataKeys(configuration, environment);

        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<SqliteWriters>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddDbContextFactory<SqliteAppDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString)
            .ReplaceService<IModelCacheKeyFactory, CipherModelCacheKeyFactory>()
            .AddInterceptors(provider.GetRequiredService<SqlitePragmas>(), provider.GetRequiredService<OutboxInterceptor>()));
        services.AddSingleton<IDbContextFactory<AppDbContext>, SqliteContextFactory>();
        services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<SqliteAppDbContext>());
        services.AddSingleton<DatabaseMigrator>();

        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IReadDb, ReadDb>();
        services.AddScoped<IAccountRepository, AccountRepository>();
        services.AddScoped<ICampaignRepository, CampaignRepository>();
        services.AddScoped<IRecognitionRepository, RecognitionRepository>();
        services.AddScoped<IEnrolmentRepository, EnrolmentRepository>();
        services.AddScoped<ISubmissionRepository, SubmissionRepository>();
        services.AddScoped<IOrderRepository, OrderRepository>();
        services.AddScoped<IBatchRepository, BatchRepository>();
        services.AddScoped<IInbox, Inbox>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddSingleton<IAttemptLimiter, AttemptLimiter>();
        services.AddSingleton<ISessions, Sessions>();
        services.AddSingleton<ISweep, ExpiredRowsSweep>();
        return services;
    }

    private static void AddPersonalDataKeys(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<IValidateOptions<PersonalDataOptions>, PersonalDataOptionsCheck>();
        services.AddOptions<PersonalDataOptions>().Bind(configuration.GetSection(PersonalDataOptions.Section))
            .PostConfigure(options =>
            {
                if (!environment.IsDevelopment() || options.Keys.Count > 0) return;
                options.Keys.Add(DevelopmentKeys.PersonalDataKeyId, DevelopmentKeys.PersonalDataKey);
                (options.CurrentKey, options.HashKey) = (DevelopmentKeys.PersonalDataKeyId, DevelopmentKeys.PersonalDataHashKey);
            })
            .ValidateOnStart();
        services.AddSingleton(provider =>
            new PersonalDataCipher(provider.GetRequiredService<IOptions<PersonalDataOptions>>().Value));
        services.AddSingleton<IPersonalDataHasher, PersonalDataHasher>();
    }

    private static string Complete(DatabaseOptions options, string contentRoot)
    {
        var parts = new SqliteConnectionStringBuilder(options.ConnectionString);
        parts.DataSource = Path.GetFullPath(parts.DataSource, contentRoot);

        // The connection's default is what BEGIN, COMMIT and every command wait for another writer.
        parts.DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds);
        Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        return parts.ToString();
    }
}
