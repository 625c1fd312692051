using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using MediatR;

namespace CampusPhoto.Application.Orders;

/// <summary>撤回: takes an order out of review while nobody holds it.</summary>
public sealed record WithdrawOrderCommand(AccountId Account, OrderId Order) : ICommand<OrderView>, IIdempotent;

internal sealed class WithdrawOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<WithdrawOrderCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(WithdrawOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result withdrawn = order.Withdraw(new Actor(ActorKind.Student, command.Account.Value), now);
        return withdrawn.Error is { } error ? error : OrderView.Of(order, now);
    }
}
