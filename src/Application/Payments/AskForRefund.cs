using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>申请退款: a student asks for the whole payment back. Until finance decides, review and production wait.</summary>
public sealed record AskForRefundCommand(AccountId Account, OrderId Order, string Reason) : ICommand<OrderView>, IIdempotent, ITyped
{
    /// <inheritdoc />
    public TypedWords? Typed => TypedWords.By(Account, Reason);
}

internal sealed class AskForRefundValidator : AbstractValidator<AskForRefundCommand>
{
    public AskForRefundValidator() =>
        RuleFor(command => command.Reason).NotEmpty().MaximumLength(OrderTransition.MaxReasonLength)
            .Says("请填写退款原因，最长 200 个字符。", "Give a reason of at most 200 characters.");
}

internal sealed class AskForRefundHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<AskForRefundCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(AskForRefundCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result asked = order.RequestRefund(command.Reason, new Actor(ActorKind.Student, command.Account.Value), now);
        return asked.Error is { } error ? error : OrderView.Of(order, now);
    }
}

/// <summary>The student takes the request back.</summary>
public sealed record TakeRefundRequestBackCommand(AccountId Account, OrderId Order) : ICommand<OrderView>;

internal sealed class TakeRefundRequestBackHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<TakeRefundRequestBackCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(TakeRefundRequestBackCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result withdrawn = order.WithdrawRefundRequest(new Actor(ActorKind.Student, command.Account.Value), now);
        return withdrawn.Error is { } error ? error : OrderView.Of(order, now);
    }
}
