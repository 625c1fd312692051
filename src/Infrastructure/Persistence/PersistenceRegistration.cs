using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Persistence.Engines;
using CampusPhoto.Infrastructure.Persistence.Repositories;
using CampusPhoto.Infrastructure.Rosters;
using CampusPhoto.Infrastructure.Security;
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
        services.AddEngine(configuration, environment);
        services.AddPersonalDataKeys(configuration, environment);

        services.AddSingleton<DatabaseMigrator>();

        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IReadDb, ReadDb>();
        services.AddScoped<IAccountRepository, AccountRepository>();
        services.AddScoped<ICampaignRepository, CampaignRepository>();
        services.AddScoped<ISchoolRepository, SchoolRepository>();
        services.AddScoped<IRosters, RosterRepository>();
        services.AddSingleton<IRosterFiles, RosterFiles>();
        services.AddScoped<IRecognitionRepository, RecognitionRepository>();
        services.AddScoped<IEnrolmentRepository, EnrolmentRepository>();
        services.AddScoped<ISubmissionRepository, SubmissionRepository>();
        services.AddScoped<IOrderRepository, OrderRepository>();
        services.AddSingleton<IReviewTurns, ReviewTurns>();
        services.AddScoped<IBatchRepository, BatchRepository>();
        services.AddScoped<IReprints, ReprintRepository>();
        services.AddScoped<IProductionResults, ProductionResultRepository>();
        services.AddScoped<IErasure, Erasure>();
        services.AddScoped<ITickets, TicketRepository>();
        services.AddScoped<IInvoices, InvoiceRepository>();
        services.AddOptions<SamePhotoOptions>().Bind(configuration.GetSection(SamePhotoOptions.Section));
        services.AddScoped<ISpecificationUses, SpecificationUses>();
        services.AddSingleton<SpecificationUseCheck>();
        services.AddScoped<IShippingUploads, ShippingUploads>();
        services.AddScoped<IReconciliationRepository, ReconciliationRepository>();
        services.AddScoped<IInbox, Inbox>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddSingleton<IAttemptLimiter, AttemptLimiter>();
        services.AddSingleton<IRequestCounts, RequestCounts>();
        services.AddSingleton<IOutages, Outages>();
        services.AddSingleton<IEndedTokens, EndedTokens>();
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
}
