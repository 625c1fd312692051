using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Photos;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Retention;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Rosters;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Application.Support;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
            options.AddOpenBehavior(typeof(TextSafetyBehaviour<,>));
            options.AddOpenBehavior(typeof(UnitOfWorkBehaviour<,>));
            options.AddOpenBehavior(typeof(AuditBehaviour<,>));
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
        services.AddScoped<PhotoTrial>();
        services.AddScoped<TrialSpecifications>();
        services.AddScoped<PictureMaking>();
        services.AddScoped<PrintSheets>();
        services.AddScoped<RefundSettlement>();
        services.AddScoped<DueWorker>();
        services.AddScoped<PaymentProviders>();
        services.AddScoped<IPaymentProvider, WeChatProvider>();
        services.AddScoped<IPaymentProvider, TransferProvider>();
        services.AddScoped<IPaymentProvider, FreeProvider>();
        services.AddOptions<PaymentOptions>().BindConfiguration(PaymentOptions.Section).Validate(
            options => options.RefundLimitFen >= 0, "Payments:RefundLimitFen is not negative.").ValidateOnStart();
        services.AddOptions<ReprintOptions>().BindConfiguration(ReprintOptions.Section).PostConfigure(ReprintOptions.AddDefaults).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReprintOptions>, ReprintOptionsCheck>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section)
            .Validate(options => options.IsSensible, "Retention: every time is 1 to 3650 days.").ValidateOnStart();
        services.AddScoped<TextJudge>();
        services.AddScoped<TicketTexts>();
        services.AddScoped<PhotoIntake>();
        services.AddScoped<MessageQueue>();
        services.AddScoped<MissingReminders>();
        services.AddScoped<CodeIssue>();
        services.AddOptions<MessageOptions>().BindConfiguration(MessageOptions.Section).Validate(
            options => options.Templates.Values.All(template => template.Id.Length is > 0 and <= SubscribeDelivery.MaxTemplateIdLength),
            "Messages:Templates need an Id each.").ValidateOnStart();
        services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).Validate(
            options => options.SecondOpinionPercent is >= 0 and <= 100, "Reviews:SecondOpinionPercent is 0 to 100.").ValidateOnStart();
        services.AddScoped<SecondOpinions>();
        services.AddScoped<IEventHandler<OrderTransitioned>, TellStudent>();
        services.AddScoped<IEventHandler<OrderTransitioned>, QueueShipping>();
        services.AddScoped<IEventHandler<OrderReminded>, TellStudent>();
        services.AddScoped<IEventHandler<RefundMoved>, TellStudent>();
        services.AddScoped<IEventHandler<RefundMoved>, AlarmOfPayments>();
        services.AddScoped<IEventHandler<PaymentSuspected>, AlarmOfPayments>();
        services.AddScoped<IEventHandler<OrderTransitioned>, QueueWebhooks>();
        services.AddScoped<IEventHandler<RefundMoved>, QueueWebhooks>();
        services.AddScoped<IEventHandler<ResultRecorded>, QueueWebhooks>();
        services.AddScoped<IEventHandler<ProofDisputed>, QueueWebhooks>();
        services.AddScoped<IEventHandler<OrderTransitioned>, KeepDeliveredPhoto>();
        return services;
    }
}
