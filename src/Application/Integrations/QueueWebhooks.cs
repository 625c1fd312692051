using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Integrations;

/// <summary>
/// Puts what happened to an order on its way to every webhook that wants it and may know it: with the scope <c>orders</c>
/// of all orders, without it of the sandbox's alone.
/// </summary>
internal sealed class QueueWebhooks(IWebhooks webhooks, IReadDb db, TimeProvider clock)
    : IEventHandler<OrderTransitioned>, IEventHandler<ResultRecorded>, IEventHandler<ProofDisputed>, IEventHandler<RefundMoved>
{
    public bool Concerns(OrderTransitioned happened) => WebhookEvents.TypeOf(happened) is not null;

    public bool Concerns(RefundMoved happened) => WebhookEvents.TypeOf(happened.State) is not null;

    public Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken) =>
        QueueAsync(
            messageId, WebhookEvents.TypeOf(happened)!, happened.OrderId, happened.Number, happened.From, happened.To, happened.At,
            cancellationToken);

    public Task HandleAsync(Guid messageId, ResultRecorded happened, CancellationToken cancellationToken) =>
        QueueAsync(
            messageId, happened.Accepted ? WebhookEventType.OrderResultAccepted : WebhookEventType.OrderResultRefused, happened.OrderId,
            happened.Number, happened.From, happened.To, happened.At, cancellationToken);

    public Task HandleAsync(Guid messageId, ProofDisputed happened, CancellationToken cancellationToken) =>
        QueueAsync(
            messageId, WebhookEventType.OrderProofDisputed, happened.OrderId, happened.Number, happened.From, happened.To, happened.At,
            cancellationToken);

    public Task HandleAsync(Guid messageId, RefundMoved happened, CancellationToken cancellationToken) =>
        QueueAsync(
            messageId, WebhookEvents.TypeOf(happened.State)!, happened.OrderId, happened.At,
            (type, campaign) => new RefundEvent(
                type, happened.At.ToUniversalTime(),
                new RefundEventData(happened.OrderId.Value, happened.Number.Value, campaign, happened.OutRefundNo, happened.State)),
            cancellationToken);

    private Task QueueAsync(
        Guid messageId, string type, OrderId order, OrderNumber number, OrderStatus from, OrderStatus to, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        QueueAsync(
            messageId, type, order, at,
            (told, campaign) => new OrderEvent(told, at.ToUniversalTime(), new OrderEventData(order.Value, number.Value, campaign, to, from)),
            cancellationToken);

    private async Task QueueAsync(
        Guid messageId, string type, OrderId orderId, DateTimeOffset at, Func<string, Guid, object> tell, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Subscriber[] wanting = [.. (await webhooks.SubscribersAsync(now, cancellationToken)).Where(one => one.Webhook.Wants(type))];
        if (wanting.Length == 0) return;
        var order = await db.Orders.Where(one => one.Id == orderId)
            .Select(one => new { one.CampaignId, one.Identity.SchoolCode }).SingleAsync(cancellationToken);
        bool ofSandbox = order.SchoolCode == Sandbox.SchoolCode;
        string payload = WebhookEvents.Write(tell(type, order.CampaignId.Value));
        foreach (Subscriber one in wanting.Where(one => one.Scopes.Contains(ClientScopes.Orders) || ofSandbox))
        {
            webhooks.Add(new WebhookDelivery(
                Id.New<WebhookDeliveryId>(now), one.Webhook.Id, WebhookEvents.IdOf(messageId), type, payload, at, now));
        }
    }
}
