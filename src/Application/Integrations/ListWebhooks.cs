using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Integrations;

/// <summary>A client's webhooks, oldest first.</summary>
public sealed record ListWebhooksQuery(Guid Client) : IQuery<Page<WebhookView>>;

internal sealed class ListWebhooksHandler(IWebhooks webhooks) : IRequestHandler<ListWebhooksQuery, Result<Page<WebhookView>>>
{
    public async Task<Result<Page<WebhookView>>> Handle(ListWebhooksQuery query, CancellationToken cancellationToken) =>
        new Page<WebhookView>([.. (await webhooks.ListAsync(query.Client, cancellationToken)).Select(WebhookView.Of)], null);
}

/// <summary>One of a client's webhooks.</summary>
public sealed record GetWebhookQuery(Guid Client, WebhookId Webhook) : IQuery<WebhookView>;

internal sealed class GetWebhookHandler(IWebhooks webhooks) : IRequestHandler<GetWebhookQuery, Result<WebhookView>>
{
    public async Task<Result<WebhookView>> Handle(GetWebhookQuery query, CancellationToken cancellationToken) =>
        await webhooks.GetAsync(query.Client, query.Webhook, cancellationToken) is { } webhook
            ? WebhookView.Of(webhook)
            : WebhookErrors.NotFound;
}

/// <summary>What was sent to a webhook, newest event first.</summary>
/// <param name="Client">The client; null for staff, who may look at any client's.</param>
/// <param name="Webhook">Its webhook.</param>
/// <param name="State">Only those that stand there, or null for all.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListWebhookDeliveriesQuery(Guid? Client, WebhookId Webhook, WebhookDeliveryState? State, string? Cursor, int PageSize)
    : IQuery<Page<WebhookDeliveryView>>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => Client is null ? AuditNote.On("webhook.deliveries_shown", "webhook", Webhook.Value) : null;
}

internal sealed class ListWebhookDeliveriesValidator : AbstractValidator<ListWebhookDeliveriesQuery>
{
    public ListWebhookDeliveriesValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

internal sealed class ListWebhookDeliveriesHandler(IWebhooks webhooks)
    : IRequestHandler<ListWebhookDeliveriesQuery, Result<Page<WebhookDeliveryView>>>
{
    public async Task<Result<Page<WebhookDeliveryView>>> Handle(
        ListWebhookDeliveriesQuery query, CancellationToken cancellationToken)
    {
        if (!TryParse(query.Cursor, out (DateTimeOffset At, string EventId)? before)) return CommonErrors.CursorInvalid;
        if (await webhooks.GetAsync(query.Client, query.Webhook, cancellationToken) is not { } webhook) return WebhookErrors.NotFound;
        IReadOnlyList<WebhookDelivery> page = await webhooks.ListDeliveriesAsync(
            webhook.Id, query.State, before, query.PageSize + 1, cancellationToken);
        return new Page<WebhookDeliveryView>(
            [.. page.Take(query.PageSize).Select(WebhookDeliveryView.Of)],
            page.Count > query.PageSize ? Write(page[query.PageSize - 1]) : null);
    }

    private static string Write(WebhookDelivery last) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.OccurredAt.UtcTicks}|{last.EventId}")));

    private static bool TryParse(string? text, out (DateTimeOffset At, string EventId)? before)
    {
        before = null;
        if (text is null) return true;
        if (text.Length > 200 || !Base64Url.IsValid(text)) return false;
        string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        before = (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        return true;
    }
}
