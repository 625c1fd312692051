using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Production;

/// <summary>勘误: the student has the photo of an order of one's own done again.</summary>
/// <param name="Account">The account.</param>
/// <param name="Order">The order.</param>
/// <param name="Reason">What is wrong; at most 200 characters.</param>
/// <param name="AsProof">Whether it is what 校对 came to.</param>
public sealed record AskForCorrectionCommand(AccountId Account, OrderId Order, string Reason, bool AsProof = false) : ICommand<OrderView>, IIdempotent, ITyped
{
    /// <inheritdoc />
    public TypedWords? Typed => TypedWords.By(Account, Reason);
}

internal sealed class AskForCorrectionValidator : AbstractValidator<AskForCorrectionCommand>
{
    public AskForCorrectionValidator() => RuleFor(command => command.Reason).IsReason();
}

internal sealed class AskForCorrectionHandler(IOrderRepository orders, IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<AskForCorrectionCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(AskForCorrectionCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result opened = await batches.CorrectAsync(
            order, command.Reason.Trim(), null, new Actor(ActorKind.Student, command.Account.Value), now, cancellationToken, command.AsProof);
        return opened.Error is { } error ? error : OrderView.Of(order, now);
    }
}

/// <summary>勘误: an operator has the photo of an order done again.</summary>
/// <param name="Order">The order.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Reason">What is wrong, for the student too; at most 200 characters.</param>
/// <param name="Deadline">Until when another photo is taken; null for the campaign's usual time.</param>
/// <param name="ExpectedVersion">The version that the operator saw.</param>
public sealed record OpenCorrectionCommand(
    OrderId Order, Guid Operator, string Reason, DateTimeOffset? Deadline, long ExpectedVersion)
    : ICommand<OrderReceipt>, IIdempotent, IAudited, ITyped
{
    AuditNote? IAudited.Note(object? answer) => AuditNote.On("order.correction_opened", "order", Order.Value);

    /// <inheritdoc />
    public TypedWords? Typed => TypedWords.By(Operator, Reason);
}

internal sealed class OpenCorrectionValidator : AbstractValidator<OpenCorrectionCommand>
{
    public OpenCorrectionValidator() => RuleFor(command => command.Reason).IsReason();
}

internal sealed class OpenCorrectionHandler(IOrderRepository orders, IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<OpenCorrectionCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(OpenCorrectionCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result opened = await batches.CorrectAsync(
            order, command.Reason.Trim(), command.Deadline, new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow(),
            cancellationToken);
        return opened.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>勘误: an integrator reports that the photo of an order which it delivered has to be done again.</summary>
/// <param name="Number">订单编号.</param>
/// <param name="Client">The integrator's client; an order that another delivered answers like a missing one.</param>
/// <param name="Reason">What is wrong, for the student too; at most 200 characters.</param>
public sealed record ReportCorrectionCommand(string Number, Guid Client, string Reason)
    : ICommand<OrderReceipt>, IIdempotent, IAudited, ITyped
{
    AuditNote? IAudited.Note(object? answer) =>
        AuditNote.On("order.correction_opened", "order", ((OrderReceipt)answer!).OrderId);

    /// <inheritdoc />
    public TypedWords? Typed => string.IsNullOrWhiteSpace(Reason) ? null : new TypedWords(Reason, TextScene.Comment);
}

internal sealed class ReportCorrectionValidator : AbstractValidator<ReportCorrectionCommand>
{
    public ReportCorrectionValidator() => RuleFor(command => command.Reason).IsReason();
}

internal sealed class ReportCorrectionHandler(IOrderRepository orders, IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<ReportCorrectionCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(ReportCorrectionCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByNumberAsync(new OrderNumber(command.Number), cancellationToken) is not { } order
            || !WasDeliveredBy(order, command.Client))
            return OrderErrors.NotFound;
        Result opened = await batches.CorrectAsync(
            order, command.Reason.Trim(), null, new Actor(ActorKind.Integrator, command.Client), clock.GetUtcNow(), cancellationToken);
        return opened.Error is { } error ? error : OrderReceipt.Of(order);
    }

    private static bool WasDeliveredBy(Order order, Guid client) =>
        order.History.LastOrDefault(line => line.Action == OrderAction.Complete) is { ActorKind: ActorKind.Integrator } delivery
        && delivery.ActorId == client;
}

internal static class Corrections
{
    /// <summary>Opens a correction and marks the line that it replaces, together.</summary>
    public static async Task<Result> CorrectAsync(
        this IBatchRepository batches, Order order, string reason, DateTimeOffset? deadline, Actor by, DateTimeOffset now,
        CancellationToken cancellationToken, bool asProof = false)
    {
        DateTimeOffset until = deadline?.ToUniversalTime() ?? now + order.ResubmissionWindow;
        Result opened = asProof ? order.DisputePhoto(reason, until, by, now) : order.OpenCorrection(reason, until, by, now);
        if (opened.Succeeded) (await batches.FindIncludedAsync(order.Id, cancellationToken))?.MarkSuperseded();
        return opened;
    }
}
