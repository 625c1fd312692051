using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Production;

/// <summary>Has what was delivered made again from the same photo: lost, damaged, or badly printed.</summary>
/// <param name="Batch">The batch that it was delivered with.</param>
/// <param name="Order">The order.</param>
/// <param name="Reason">Why; at most 200 characters.</param>
/// <param name="Operator">The operator.</param>
public sealed record ReturnForRemakeCommand(BatchId Batch, OrderId Order, string Reason, Guid Operator)
    : ICommand, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("order.returned_for_remake", "order", Order.Value, Batch.ToString());
}

internal sealed class ReturnForRemakeValidator : AbstractValidator<ReturnForRemakeCommand>
{
    public ReturnForRemakeValidator() => RuleFor(command => command.Reason).IsReason();
}

internal sealed class ReturnForRemakeHandler(
    IBatchRepository batches, IOrderRepository orders, IReprints reprints, TimeProvider clock)
    : IRequestHandler<ReturnForRemakeCommand, Result>
{
    public async Task<Result> Handle(ReturnForRemakeCommand command, CancellationToken cancellationToken)
    {
        if (await batches.GetLineAsync(command.Batch, command.Order, cancellationToken) is not { State: BatchLineState.Included } line
            || await orders.GetAsync(command.Order, cancellationToken) is not { } order)
            return OrderErrors.NotFound;
        if (line.Photo.IsErased) return BatchErrors.PhotosErased;
        if (await reprints.GetAsync(command.Order, cancellationToken) is { LacksAddress: true }) return ReprintErrors.AddressErased;
        Result returned = order.ReturnForRemake(
            command.Reason, new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        if (returned.Succeeded) line.MarkRemade();
        return returned;
    }
}
