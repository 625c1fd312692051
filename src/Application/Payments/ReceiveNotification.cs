using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>Applies a payment provider's notification exactly as it was sent.</summary>
public sealed record ReceiveNotificationProcess(RawNotification Notification) : IProcess<NotificationOutcome>;

/// <summary>What a notification came to.</summary>
/// <param name="Charge">What the charge came to, where it told of one.</param>
/// <param name="RefundMoved">Whether the refund went on, where it told of one.</param>
public sealed record NotificationOutcome(ChargeOutcome? Charge, bool? RefundMoved);

internal sealed class ReceiveNotificationHandler(ISender sender, IPaymentGateway gateway, IConnectivityTest connectivity)
    : IRequestHandler<ReceiveNotificationProcess, Result<NotificationOutcome>>
{
    public async Task<Result<NotificationOutcome>> Handle(
        ReceiveNotificationProcess request, CancellationToken cancellationToken)
    {
        Result<NotificationOutcome> applied = await ApplyAsync(request.Notification, cancellationToken);
        string outcome = applied.Error is { } error ? error.Code
            : applied.Value is { Charge: ChargeOutcome.Unchanged } or { RefundMoved: false } ? "unchanged"
            : "applied";
        PaymentTelemetry.Notifications.Add(1, new KeyValuePair<string, object?>("campusphoto.outcome", outcome));
        return applied;
    }

    private async Task<Result<NotificationOutcome>> ApplyAsync(RawNotification raw, CancellationToken cancellationToken)
    {
        Result<Notification> read = await gateway.ReadNotificationAsync(raw, cancellationToken);
        if (read.Error is { } error) return error;
        switch (read.Value)
        {
            case { Charge.Fact: { } fact }:
                Result<ChargeOutcome> charged = await sender.Send(new ApplyPaymentCommand(fact), cancellationToken);
                return charged.Error is { } refused ? refused : new NotificationOutcome(charged.Value, null);
            case { Refund: { } refund }:
                Result<bool> moved = await sender.Send(new ApplyRefundCommand(refund), cancellationToken);
                return moved.Error is { } unapplied ? unapplied : new NotificationOutcome(null, moved.Value);
            case { Echo: { } echo }:
                await connectivity.RecordEchoAsync(raw.Account, echo, cancellationToken);
                return new NotificationOutcome(null, null);
            default:
                return PaymentErrors.NotAPayment;
        }
    }
}
