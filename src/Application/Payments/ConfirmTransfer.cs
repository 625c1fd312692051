using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// An operator confirms with evidence that an order was paid by transfer or in cash. A payment that the student has under
/// way is closed first; a second person has to agree.
/// </summary>
/// <param name="Order">The order.</param>
/// <param name="Evidence">What proves it, such as the bank's number of the transfer; nothing personal.</param>
/// <param name="Operator">Who confirms.</param>
public sealed record ConfirmTransferProcess(OrderId Order, string Evidence, Guid Operator) : IProcess<TransferView>, IIdempotent;

/// <summary>A transfer that waits for its second person.</summary>
/// <param name="OutTradeNo">Our number of it.</param>
/// <param name="Amount">How much.</param>
/// <param name="Version">The order's version.</param>
public sealed record TransferView(string OutTradeNo, MoneyView Amount, long Version);

internal sealed class ConfirmTransferValidator : AbstractValidator<ConfirmTransferProcess>
{
    public ConfirmTransferValidator() =>
        RuleFor(process => process.Evidence).NotEmpty().MaximumLength(PaymentAttempt.MaxEvidenceLength)
            .Says("请填写凭证，最长 200 个字符。", "Give the evidence, at most 200 characters.");
}

internal sealed class ConfirmTransferHandler(ISender sender, IReadDb db, AttemptSettlement settlement)
    : IRequestHandler<ConfirmTransferProcess, Result<TransferView>>
{
    public async Task<Result<TransferView>> Handle(ConfirmTransferProcess request, CancellationToken cancellationToken)
    {
        Order? order = await db.Orders.Include(found => found.Attempts)
            .SingleOrDefaultAsync(found => found.Id == request.Order, cancellationToken);
        if (order is null) return OrderErrors.NotFound;
        if (order.OpenAttempt is { Method: PaymentMethod.WeChat } open
            && (await sender.Send(new BeginToReplaceCommand(open.OutTradeNo), cancellationToken)).Succeeded)
        {
            Result closed = await settlement.CloseAsync(open.ToDue(), cancellationToken);
            if (closed.Error is { } error) return error;
        }

        return await sender.Send(
            new RecordTransferCommand(request.Order, request.Evidence, request.Operator), cancellationToken);
    }
}

internal sealed record RecordTransferCommand(OrderId Order, string Evidence, Guid Operator) : ICommand<TransferView>, IAudited
{
    public AuditNote? Note(object? answer) =>
        AuditNote.On("transfer.confirmed", "order", Order.Value, ((TransferView)answer!).OutTradeNo);
}

internal sealed class RecordTransferHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RecordTransferCommand, Result<TransferView>>
{
    public async Task<Result<TransferView>> Handle(RecordTransferCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result<PaymentAttempt> confirmed = order.ConfirmTransfer(
            command.Evidence, new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        return confirmed.Error is { } error
            ? error
            : new TransferView(confirmed.Value.OutTradeNo, MoneyView.Of(confirmed.Value.Amount), order.Version);
    }
}

/// <summary>The second person agrees that a transfer came, or does not find it.</summary>
/// <param name="OutTradeNo">Our number of it.</param>
/// <param name="Came">Whether it came.</param>
/// <param name="By">The member of finance.</param>
public sealed record DecideTransferCommand(string OutTradeNo, bool Came, Guid By) : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        MoneyReceipt.Note(answer, Came ? "transfer.approved" : "transfer.declined", OutTradeNo);
}

internal sealed class DecideTransferHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<DecideTransferCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(DecideTransferCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutTradeNoAsync(command.OutTradeNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        var by = new Actor(ActorKind.Finance, command.By);
        Error? error = command.Came
            ? order.ApproveTransfer(command.OutTradeNo, by, clock.GetUtcNow()).Error
            : order.DeclineTransfer(command.OutTradeNo, by, clock.GetUtcNow()).Error;
        return MoneyReceipt.Of(order, error);
    }
}
