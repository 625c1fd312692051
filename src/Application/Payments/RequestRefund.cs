using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>An operator asks for an order's whole payment back. Until finance decides, review and production wait.</summary>
public sealed record RequestRefundCommand(OrderId Order, string Reason, Guid Operator, long ExpectedVersion)
    : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(answer, "refund.requested");
}

internal sealed class RequestRefundValidator : AbstractValidator<RequestRefundCommand>
{
    public RequestRefundValidator() =>
        RuleFor(command => command.Reason).IsReason();
}

internal sealed class RequestRefundHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RequestRefundCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(RequestRefundCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result requested = order.RequestRefund(
            command.Reason, new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        return MoneyReceipt.Of(order, requested.Error);
    }
}

/// <summary>The operator takes the request back.</summary>
public sealed record WithdrawRefundRequestCommand(OrderId Order, Guid Operator) : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(answer, "refund.request_withdrawn");
}

internal sealed class WithdrawRefundRequestHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<WithdrawRefundRequestCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(WithdrawRefundRequestCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result withdrawn = order.WithdrawRefundRequest(new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        return MoneyReceipt.Of(order, withdrawn.Error);
    }
}
