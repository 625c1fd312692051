using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Staff;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CampusPhoto.Infrastructure.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAuditTrail(this IServiceCollection services)
    {
        services.TryAddScoped<ICaller, SystemCaller>();
        services.AddSingleton<AuditHashes>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<IAuditReads, AuditReads>();
        services.AddSingleton(provider => new AuditVerification(
            provider.GetRequiredService<IDbContextFactory<AppDbContext>>(), provider.GetRequiredService<AuditHashes>()));
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        return services;
    }
}
