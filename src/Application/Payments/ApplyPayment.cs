using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Applies a charge that the provider reports: the one way for notifications, queries, the client's return, the poller and
/// the bill.
/// </summary>
public sealed record ApplyPaymentCommand(PaymentFact Fact) : ICommand<ChargeOutcome>;

internal sealed class ApplyPaymentHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ApplyPaymentCommand, Result<ChargeOutcome>>
{
    public async Task<Result<ChargeOutcome>> Handle(ApplyPaymentCommand command, CancellationToken cancellationToken)
    {
        // The same money is told of many times: one look is enough to know it.
        PaymentFact fact = command.Fact;
        if (await orders.FindChargedAsync(fact.OutTradeNo, fact.TransactionId, cancellationToken) is not { } charged) return PaymentErrors.Unknown;
        if (charged.IsReceived) return ChargeOutcome.Unchanged;
        if (await orders.GetAsync(charged.Order, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        Result<ChargeOutcome> applied = order.ApplyPayment(fact, clock.GetUtcNow());
        if (applied.Succeeded) PaymentTelemetry.Charges.Add(1, new KeyValuePair<string, object?>("campusphoto.outcome", applied.Value.ToString()));
        return applied;
    }
}

/// <summary>Records that the provider has closed an attempt.</summary>
internal sealed record RecordClosedCommand(string OutTradeNo) : ICommand;

internal sealed class RecordClosedHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RecordClosedCommand, Result>
{
    public async Task<Result> Handle(RecordClosedCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutTradeNoAsync(command.OutTradeNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        order.RecordClosed(command.OutTradeNo, clock.GetUtcNow());
        return Result.Ok;
    }
}
