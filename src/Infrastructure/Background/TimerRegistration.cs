using CampusPhoto.Application.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Background;

internal static class TimerRegistration
{
    public static IServiceCollection AddTimers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TimerOptions>().Bind(configuration.GetSection(TimerOptions.Section))
            .Validate(options => options.Interval >= TimeSpan.FromMilliseconds(100), "Timers:Interval is at least 100 ms.")
            .ValidateOnStart();
        services.AddSingleton<Leases>();
        services.AddSingleton<IDueWork, DueWork>();
        services.AddSingleton<ISweep, ReconciliationSweep>();
        services.AddSingleton<ISweep, ErasureSweep>();
        services.AddHostedService<TimerLoop>();
        services.AddHostedService<SweepLoop>();
        return services;
    }
}
