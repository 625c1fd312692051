using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using MediatR;

namespace CampusPhoto.Application.Orders;

/// <summary>Cancels an unpaid order: its open payment attempt is closed at WeChat first.</summary>
public sealed record CancelOrderProcess(AccountId Account, OrderId Order) : IProcess<OrderView>, IIdempotent;

internal sealed class CancelOrderHandler(ISender sender, AttemptSettlement settlement)
    : IRequestHandler<CancelOrderProcess, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(CancelOrderProcess request, CancellationToken cancellationToken)
    {
        Result<AttemptToClose> begun = await sender.Send(
            new BeginToCancelCommand(request.Account, request.Order), cancellationToken);
        if (begun.Error is { } refused) return refused;
        if (begun.Value.Attempt is { } attempt)
        {
            Result closed = await settlement.CloseAsync(attempt, cancellationToken);
            if (closed.Error is { } error) return error;
        }

        return await sender.Send(new GetOrderQuery(request.Account, request.Order), cancellationToken);
    }
}

internal sealed record AttemptToClose(DueAttempt? Attempt);

internal sealed record BeginToCancelCommand(AccountId Account, OrderId Order) : ICommand<AttemptToClose>;

internal sealed class BeginToCancelHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<BeginToCancelCommand, Result<AttemptToClose>>
{
    public async Task<Result<AttemptToClose>> Handle(BeginToCancelCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result<PaymentAttempt?> begun = order.BeginToEnd(
            OrderAction.Cancel, new Actor(ActorKind.Student, command.Account.Value), clock.GetUtcNow());
        return begun.Error is { } error ? error : new AttemptToClose(begun.Value?.ToDue());
    }
}
