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
/// <param name="Receipt">The receiver's receipt, at most 100 characters; null where a parcel is named.</param>
/// <param name="By">The operator or the integrator.</param>
/// <param name="Carrier">快递公司, at most 40 characters, with the parcel's number; null without a parcel.</param>
/// <param name="ParcelNumber">快递单号: 5 to 40 letters, digits or '-'.</param>
public sealed record CompleteBatchProcess(
    BatchId Batch, string? Receipt, Actor By, string? Carrier = null, string? ParcelNumber = null)
    : IProcess<BatchView>, IIdempotent, IAudited
{
    internal TrackedParcel? Parcel => Carrier is not null && ParcelNumber is not null ? new TrackedParcel(Carrier, ParcelNumber) : null;

    internal string Proof => string.Join("; ", new[] { Receipt, Parcel is null ? null : $"{Carrier} {ParcelNumber}" }.OfType<string>());

    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("batch.delivered", "batch", Batch.Value);
}

internal sealed class CompleteBatchValidator : AbstractValidator<CompleteBatchProcess>
{
    public CompleteBatchValidator()
    {
        RuleFor(process => process.Receipt).NotEmpty().When(process => process.Receipt is not null || process is { Carrier: null, ParcelNumber: null })
            .Says("请填写回执，或填写快递公司与快递单号。", "Give the receipt, or the carrier and the parcel's number.");
        RuleFor(process => process.Receipt).MaximumLength(ProductionBatch.MaxReceiptLength)
            .Says("回执最长 100 个字符。", "A receipt has at most 100 characters.");
        RuleFor(process => process.Carrier).Must(TrackedParcel.IsCarrier).When(process => process.Carrier is not null || process.ParcelNumber is not null)
            .Says("请填写快递公司，最长 40 个字符。", "Give the carrier, at most 40 characters.");
        RuleFor(process => process.ParcelNumber).Must(TrackedParcel.IsNumber).When(process => process.Carrier is not null || process.ParcelNumber is not null)
            .Says("快递单号应为 5 至 40 位字母、数字或短横线。", "A parcel's number has 5 to 40 letters, digits or '-'.");
    }
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
                new CompleteOrdersCommand(request.Batch, chunk, request.Proof, request.By), cancellationToken);
            if (completed.Error is { } error) return error;
        }

        Result delivered = await sender.Send(new DeliverBatchCommand(request.Batch, request.Receipt, request.Parcel), cancellationToken);
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

internal sealed record DeliverBatchCommand(BatchId Batch, string? Receipt, TrackedParcel? Parcel) : ICommand;

internal sealed class DeliverBatchHandler(IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<DeliverBatchCommand, Result>
{
    public async Task<Result> Handle(DeliverBatchCommand command, CancellationToken cancellationToken) =>
        await batches.GetAsync(command.Batch, cancellationToken) is { } batch
            ? batch.Deliver(command.Receipt, clock.GetUtcNow(), command.Parcel)
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
