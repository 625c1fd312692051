using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Security;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Staff;

internal static class StaffRegistration
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("CampusPhoto").PersistKeysToDbContext<AppDbContext>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<PersonalDataCipher>((options, cipher) => options.XmlEncryptor = new KeyRingEncryptor(cipher));
        services.AddHttpContextAccessor();
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
            })
            .AddEntityFrameworkStores<AppDbContext>();
        services.AddSingleton<IPasswordHasher<IntegratorClientRow>, PasswordHasher<IntegratorClientRow>>();
        services.AddScoped<IStaffDirectory, StaffDirectory>();
        services.AddScoped<IStaffAccounts, StaffAccounts>();
        services.AddScoped<IClientCredentials, ClientCredentials>();
        services.AddSingleton<ISecondFactors, SecondFactors>();
        return services;
    }
}
