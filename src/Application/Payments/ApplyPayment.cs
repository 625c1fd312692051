using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Applies a charge that WeChat reports: the one way for notifications, queries, the client's return and the poller.
/// </summary>
public sealed record ApplyPaymentCommand(PaymentFact Fact) : ICommand<ChargeOutcome>;

internal sealed class ApplyPaymentHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ApplyPaymentCommand, Result<ChargeOutcome>>
{
    public async Task<Result<ChargeOutcome>> Handle(ApplyPaymentCommand command, CancellationToken cancellationToken) =>
        await orders.FindByOutTradeNoAsync(command.Fact.OutTradeNo, cancellationToken) is { } order
            ? order.ApplyPayment(command.Fact, clock.GetUtcNow())
            : PaymentErrors.Unknown;
}

/// <summary>Records that WeChat has closed an attempt.</summary>
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
