using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>Records that a batch was delivered; its orders are completed. May be repeated after a crash.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Receipt">The receiver's receipt; at most 100 characters.</param>
/// <param name="By">The operator or the integrator.</param>
public sealed record CompleteBatchProcess(BatchId Batch, string Receipt, Actor By) : IProcess<BatchView>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("batch.delivered", "batch", Batch.Value);
}

internal sealed class CompleteBatchValidator : AbstractValidator<CompleteBatchProcess>
{
    public CompleteBatchValidator() =>
        RuleFor(process => process.Receipt).NotEmpty().MaximumLength(ProductionBatch.MaxReceiptLength)
            .Says("请填写回执，最长 100 个字符。", "Give the receipt, at most 100 characters.");
}

internal sealed class CompleteBatchHandler(ISender sender, IReadDb db)
    : IRequestHandler<CompleteBatchProcess, Result<BatchView>>
{
    private const int Chunk = 100;

    public async Task<Result<BatchView>> Handle(CompleteBatchProcess request, CancellationToken cancellationToken)
    {
        Result<BatchView> batch = await sender.Send(new GetBatchQuery(request.Batch), cancellationToken);
        if (batch.Error is { } missing) return missing;
        if (batch.Value.Status != BatchStatus.Locked) return BatchErrors.NotAllowed.With("status", batch.Value.Status.ToString());

        List<OrderId> lines = await db.BatchLines
            .Where(line => line.BatchId == request.Batch && line.State == BatchLineState.Included)
            .Select(line => line.OrderId).ToListAsync(cancellationToken);
        foreach (OrderId[] chunk in lines.Chunk(Chunk))
        {
            Result completed = await sender.Send(
                new CompleteOrdersCommand(request.Batch, chunk, request.Receipt, request.By), cancellationToken);
            if (completed.Error is { } error) return error;
        }

        Result delivered = await sender.Send(new DeliverBatchCommand(request.Batch, request.Receipt), cancellationToken);
        return delivered.Error is { } refused
            ? refused
            : await sender.Send(new GetBatchQuery(request.Batch), cancellationToken);
    }
}

internal sealed record CompleteOrdersCommand(BatchId Batch, IReadOnlyList<OrderId> Orders, string Receipt, Actor By) : ICommand;

internal sealed class CompleteOrdersHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<CompleteOrdersCommand, Result>
{
    public async Task<Result> Handle(CompleteOrdersCommand command, CancellationToken cancellationToken)
    {
        foreach (Order order in await orders.GetAsync(command.Orders, cancellationToken))
        {
            // Those that an earlier, broken off run has completed stay as they are.
            if (order.BatchId != command.Batch || order.Status == OrderStatus.Completed) continue;
            if (order.Complete(command.Receipt, command.By, clock.GetUtcNow()).Error is { } error) return error;
        }

        return Result.Ok;
    }
}

internal sealed record DeliverBatchCommand(BatchId Batch, string Receipt) : ICommand;

internal sealed class DeliverBatchHandler(IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<DeliverBatchCommand, Result>
{
    public async Task<Result> Handle(DeliverBatchCommand command, CancellationToken cancellationToken) =>
        await batches.GetAsync(command.Batch, cancellationToken) is { } batch
            ? batch.Deliver(command.Receipt, clock.GetUtcNow())
            : BatchErrors.NotFound;
}

/// <summary>Takes an order out of its batch.</summary>
public sealed record ReturnFromBatchCommand(BatchId Batch, OrderId Order, string Reason, Guid Operator)
    : ICommand, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("order.returned_from_batch", "order", Order.Value, Batch.ToString());
}

internal sealed class ReturnFromBatchValidator : AbstractValidator<ReturnFromBatchCommand>
{
    public ReturnFromBatchValidator() =>
        RuleFor(command => command.Reason).IsReason();
}

internal sealed class ReturnFromBatchHandler(IBatchRepository batches, IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ReturnFromBatchCommand, Result>
{
    public async Task<Result> Handle(ReturnFromBatchCommand command, CancellationToken cancellationToken)
    {
        if (await batches.GetLineAsync(command.Batch, command.Order, cancellationToken) is not { State: BatchLineState.Included } line)
            return OrderErrors.NotFound;
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result returned = order.ReturnFromBatch(
            command.Reason, new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        if (returned.Succeeded) line.MarkReturned();
        return returned;
    }
}
