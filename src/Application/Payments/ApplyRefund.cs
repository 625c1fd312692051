using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Applies what the provider says of a refund: the one way for notifications, queries, the timers and the bill. Answers
/// whether it was news.
/// </summary>
public sealed record ApplyRefundCommand(RefundFact Fact) : ICommand<bool>;

internal sealed class ApplyRefundHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ApplyRefundCommand, Result<bool>>
{
    public async Task<Result<bool>> Handle(ApplyRefundCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutRefundNoAsync(command.Fact.OutRefundNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        Result<bool> moved = order.ApplyRefund(command.Fact, clock.GetUtcNow());
        if (moved is { Succeeded: true, Value: true })
            PaymentTelemetry.Refunds.Add(1, new KeyValuePair<string, object?>("campusphoto.outcome", command.Fact.Outcome.ToString()));
        return moved;
    }
}

/// <summary>Records that the provider did not take a refund.</summary>
internal sealed record RefuseRefundCommand(string OutRefundNo, string Fault, bool ForGood) : ICommand;

internal sealed class RefuseRefundHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RefuseRefundCommand, Result>
{
    public async Task<Result> Handle(RefuseRefundCommand command, CancellationToken cancellationToken) =>
        await orders.FindByOutRefundNoAsync(command.OutRefundNo, cancellationToken) is { } order
            ? order.RefuseRefund(command.OutRefundNo, command.Fault, command.ForGood, clock.GetUtcNow())
            : PaymentErrors.Unknown;
}
