using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.WebApi.Auth;

internal static class AuthRegistration
{
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddAuthentication(TokenIssuer.Scheme).AddBearerToken(TokenIssuer.Scheme, options =>
        {
            options.BearerTokenExpiration = TokenLifetimes.Access;
            options.RefreshTokenExpiration = TokenLifetimes.Session;
        });
        services.AddAuthorization(Policies.Add);
        services.AddScoped<TokenIssuer>();
        services.AddOptions<StaffOptions>().BindConfiguration(StaffOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) => options.RequireSecondFactor ??= !environment.IsDevelopment());
        services.AddScoped<ICaller, HttpCaller>();
        return services;
    }
}
