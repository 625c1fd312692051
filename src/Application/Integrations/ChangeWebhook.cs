using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Integrations;

/// <summary>A client makes a webhook.</summary>
/// <param name="Client">The client.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="EventTypes">Which; none for all.</param>
public sealed record CreateWebhookCommand(Guid Client, string Url, IReadOnlyList<string> EventTypes)
    : ICommand<WebhookWithSecret>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("webhook.created", "webhook", ((WebhookWithSecret)answer!).Webhook.Id);
}

internal sealed class CreateWebhookValidator : AbstractValidator<CreateWebhookCommand>
{
    public CreateWebhookValidator()
    {
        RuleFor(command => command.Url).NotEmpty().MaximumLength(Webhook.MaxUrlLength)
            .Says("请填写接收地址，最长 500 个字符。", "Give an address of at most 500 characters.");
        RuleFor(command => command.EventTypes).NotNull().Says("请选择事件类型。", "Give the event types.");
    }
}

internal sealed class CreateWebhookHandler(IWebhooks webhooks, IWebhookSender sending, TimeProvider clock)
    : IRequestHandler<CreateWebhookCommand, Result<WebhookWithSecret>>
{
    public async Task<Result<WebhookWithSecret>> Handle(CreateWebhookCommand command, CancellationToken cancellationToken)
    {
        if (!sending.MaySendTo(command.Url)) return WebhookErrors.UrlNotAllowed;
        if (!Webhook.AreTypes(command.EventTypes)) return WebhookErrors.EventTypesInvalid;
        if ((await webhooks.ListAsync(command.Client, cancellationToken)).Count >= Webhook.MostOfOneClient) return WebhookErrors.TooMany;
        DateTimeOffset now = clock.GetUtcNow();
        string secret = sending.NewSecret();
        var webhook = new Webhook(Id.New<WebhookId>(now), command.Client, command.Url, command.EventTypes, secret, now);
        webhooks.Add(webhook);
        return new WebhookWithSecret(WebhookView.Of(webhook), secret);
    }
}

/// <summary>A client has other events sent, or elsewhere.</summary>
/// <param name="Client">The client.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="EventTypes">Which; none for all.</param>
public sealed record ChangeWebhookCommand(Guid Client, WebhookId Webhook, string Url, IReadOnlyList<string> EventTypes)
    : ICommand<WebhookView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("webhook.changed", "webhook", Webhook.Value);
}

internal sealed class ChangeWebhookValidator : AbstractValidator<ChangeWebhookCommand>
{
    public ChangeWebhookValidator()
    {
        RuleFor(command => command.Url).NotEmpty().MaximumLength(Domain.Integrations.Webhook.MaxUrlLength)
            .Says("请填写接收地址，最长 500 个字符。", "Give an address of at most 500 characters.");
        RuleFor(command => command.EventTypes).NotNull().Says("请选择事件类型。", "Give the event types.");
    }
}

internal sealed class ChangeWebhookHandler(IWebhooks webhooks, IWebhookSender sending)
    : IRequestHandler<ChangeWebhookCommand, Result<WebhookView>>
{
    public async Task<Result<WebhookView>> Handle(ChangeWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        if (!sending.MaySendTo(command.Url)) return WebhookErrors.UrlNotAllowed;
        if (!Webhook.AreTypes(command.EventTypes)) return WebhookErrors.EventTypesInvalid;
        webhook.Change(command.Url, command.EventTypes);
        return WebhookView.Of(webhook);
    }
}

/// <summary>A client gives its webhook another secret; the old one signs too for a day.</summary>
public sealed record RotateWebhookSecretCommand(Guid Client, WebhookId Webhook) : ICommand<WebhookWithSecret>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("webhook.secret_rotated", "webhook", Webhook.Value);
}

internal sealed class RotateWebhookSecretHandler(IWebhooks webhooks, IWebhookSender sending, TimeProvider clock)
    : IRequestHandler<RotateWebhookSecretCommand, Result<WebhookWithSecret>>
{
    public async Task<Result<WebhookWithSecret>> Handle(RotateWebhookSecretCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        string secret = sending.NewSecret();
        webhook.RotateSecret(secret, clock.GetUtcNow());
        return new WebhookWithSecret(WebhookView.Of(webhook), secret);
    }
}

/// <summary>A client has events sent again to a webhook that was disabled.</summary>
public sealed record EnableWebhookCommand(Guid Client, WebhookId Webhook) : ICommand<WebhookView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("webhook.enabled", "webhook", Webhook.Value);
}

internal sealed class EnableWebhookHandler(IWebhooks webhooks) : IRequestHandler<EnableWebhookCommand, Result<WebhookView>>
{
    public async Task<Result<WebhookView>> Handle(EnableWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        webhook.Enable();
        return WebhookView.Of(webhook);
    }
}

/// <summary>A client deletes its webhook with its delivery log.</summary>
public sealed record DeleteWebhookCommand(Guid Client, WebhookId Webhook) : ICommand, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("webhook.deleted", "webhook", Webhook.Value);
}

internal sealed class DeleteWebhookHandler(IWebhooks webhooks) : IRequestHandler<DeleteWebhookCommand, Result>
{
    public async Task<Result> Handle(DeleteWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.GetAsync(command.Client, command.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        webhooks.Remove(webhook);
        return Result.Ok;
    }
}
