using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Integrations;

/// <summary>An order went on. Like every event it holds identities and states, never personal data.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it happened to.</param>
public sealed record OrderEvent(string Type, DateTimeOffset Timestamp, OrderEventData Data);

/// <summary>Money went back, or did not.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it happened to.</param>
public sealed record RefundEvent(string Type, DateTimeOffset Timestamp, RefundEventData Data);

/// <summary>The client asked for a test.</summary>
/// <param name="Type">Always webhook.test.</param>
/// <param name="Timestamp">When it was asked for.</param>
/// <param name="Data">Whose test it is.</param>
public sealed record TestEvent(string Type, DateTimeOffset Timestamp, TestEventData Data);

/// <summary>The order of an event.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="PreviousStatus">Where it stood before; the same as now when it was placed, and where the event left it as it was.</param>
public sealed record OrderEventData(Guid OrderId, string Number, Guid CampaignId, OrderStatus Status, OrderStatus PreviousStatus);

/// <summary>The refund of an event.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="State">Where it stands now.</param>
public sealed record RefundEventData(Guid OrderId, string Number, Guid CampaignId, string OutRefundNo, RefundState State);

/// <summary>The webhook of a test.</summary>
/// <param name="WebhookId">The webhook.</param>
public sealed record TestEventData(Guid WebhookId);

internal static class WebhookEvents
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What an order's transition is called, or null where integrators are not told of it.</summary>
    public static string? TypeOf(OrderTransitioned happened) => (happened.Action, happened.To) switch
    {
        (OrderAction.Place, _) => WebhookEventType.OrderPlaced,
        (OrderAction.OpenCorrection, _) => WebhookEventType.OrderCorrectionOpened,
        (OrderAction.ConfirmProof, _) => WebhookEventType.OrderProofConfirmed,
        _ when happened.From == happened.To => null,
        (_, OrderStatus.Cancelled) => WebhookEventType.OrderCancelled,
        (_, OrderStatus.Completed) => WebhookEventType.OrderCompleted,
        (OrderAction.ApplyPayment or OrderAction.AcceptPayment, _) => WebhookEventType.OrderPaid,
        (OrderAction.Approve, _) => WebhookEventType.OrderApproved,
        (OrderAction.Reject, _) => WebhookEventType.OrderRejected,
        (OrderAction.ReplaceSubmission, _) => WebhookEventType.OrderResubmitted,
        (OrderAction.Withdraw, _) => WebhookEventType.OrderWithdrawn,
        (OrderAction.Reopen, _) => WebhookEventType.OrderReopened,
        (OrderAction.StartProduction, _) => WebhookEventType.OrderInProduction,
        (OrderAction.ReturnFromBatch or OrderAction.ReturnForRemake, _) => WebhookEventType.OrderReturned,
        _ => null,
    };

    /// <summary>What a refund's step is called, or null where integrators are not told of it.</summary>
    public static string? TypeOf(RefundState state) => state switch
    {
        RefundState.Succeeded => WebhookEventType.RefundSucceeded,
        RefundState.Abnormal or RefundState.Closed => WebhookEventType.RefundFailed,
        _ => null,
    };

    /// <summary>The identity of an event, which its repeats share.</summary>
    public static string IdOf(Guid message) => $"msg_{message:N}";

    /// <summary>What is sent.</summary>
    public static string Write(object happened) => JsonSerializer.Serialize(happened, Json);
}
