using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Photos;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Application;

/// <summary>Registers the use cases.</summary>
public static class DependencyInjection
{
    /// <summary>Adds MediatR with its behaviours, the validators and the event handlers.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddMediatR(options =>
        {
            options.RegisterServicesFromAssembly(typeof(DependencyInjection).Assembly);
            options.AddOpenBehavior(typeof(TelemetryBehaviour<,>));
            options.AddOpenBehavior(typeof(ValidationBehaviour<,>));
            options.AddOpenBehavior(typeof(IdempotentProcessBehaviour<,>));
            options.AddOpenBehavior(typeof(UnitOfWorkBehaviour<,>));
        });
        services.AddValidatorsFromAssembly(typeof(DependencyInjection).Assembly, includeInternalTypes: true);
        services.AddOptions<AgencyOptions>().BindConfiguration(AgencyOptions.Section).Validate(
            options => options.Code.Length is >= 4 and <= 6 && options.Code.All(char.IsAsciiDigit),
            "Agency:Code is four to six digits.");
        services.AddScoped<IdempotencyScope>();
        services.AddSingleton<OrderNumberSource>();
        services.AddScoped<AttemptSettlement>();
        services.AddOptions<PhotoCheckQuotas>().BindConfiguration(PhotoCheckQuotas.Section).Validate(
            quotas => quotas is { StudentPerDay: > 0, IntegratorPerDay: > 0 }, "PhotoCheckQuotas are whole numbers above zero.");
        services.AddScoped<PhotoIntake>();
        services.AddScoped<PhotoTrial>();
        services.AddScoped<PictureMaking>();
        services.AddScoped<IEventHandler<OrderTransitioned>, TellStudent>();
        return services;
    }
}
