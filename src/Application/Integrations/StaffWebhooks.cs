using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using MediatR;

namespace CampusPhoto.Application.Integrations;

/// <summary>All clients' webhooks, by client and the oldest first.</summary>
/// <param name="ClientId">Only this client's, by its public name, or null for all.</param>
public sealed record ListStaffWebhooksQuery(string? ClientId) : IQuery<Page<StaffWebhookView>>;

/// <summary>A client's webhook, as staff see it: without its secret, and without its address's query, which may hold another.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ClientId">The client's public name.</param>
/// <param name="Url">Where events are sent, up to the query.</param>
/// <param name="EventTypes">Which events; none for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="FailingSince">Since when every attempt has failed; null after a success.</param>
/// <param name="DisabledAt">Since when nothing is sent; null while it is enabled.</param>
/// <param name="DisabledReason">Why nothing is sent.</param>
public sealed record StaffWebhookView(
    Guid Id, string ClientId, string Url, IReadOnlyList<string> EventTypes, DateTimeOffset CreatedAt, DateTimeOffset? FailingSince,
    DateTimeOffset? DisabledAt, WebhookDisabledReason? DisabledReason)
{
    internal static StaffWebhookView Of(Webhook webhook, string clientName) => new(
        webhook.Id.Value, clientName, new Uri(webhook.Url).GetLeftPart(UriPartial.Path), webhook.EventTypes, webhook.CreatedAt,
        webhook.FailingSince, webhook.DisabledAt, webhook.DisabledReason);
}

internal sealed class ListStaffWebhooksHandler(IWebhooks webhooks)
    : IRequestHandler<ListStaffWebhooksQuery, Result<Page<StaffWebhookView>>>
{
    public async Task<Result<Page<StaffWebhookView>>> Handle(ListStaffWebhooksQuery query, CancellationToken cancellationToken) =>
        new Page<StaffWebhookView>(
            [
                .. (await webhooks.ListAllAsync(cancellationToken)).Where(one => query.ClientId is null || one.ClientName == query.ClientId)
                    .Select(one => StaffWebhookView.Of(one.Webhook, one.ClientName)),
            ],
            null);
}
