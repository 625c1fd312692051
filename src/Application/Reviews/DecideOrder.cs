using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Reviews;

/// <summary>What a transition by staff came to.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="SubmissionId">The photo that counts.</param>
/// <param name="LeaseExpiresAt">Until when the reviewer holds it.</param>
/// <param name="Stage">Whose opinion is asked for, while it waits for review.</param>
/// <param name="Version">The version to send in the next If-Match.</param>
public sealed record OrderReceipt(
    Guid OrderId, string Number, OrderStatus Status, Guid SubmissionId, DateTimeOffset? LeaseExpiresAt, ReviewStage Stage, long Version)
{
    internal static OrderReceipt Of(Order order) => new(
        order.Id.Value, order.Number.Value, order.Status, order.CurrentSubmissionId.Value, order.LeaseExpiresAt, order.ReviewStage,
        order.Version);
}

/// <summary>Gives an order to a reviewer for a while.</summary>
/// <param name="Order">The order.</param>
/// <param name="Reviewer">The reviewer.</param>
/// <param name="ReviewerPhone">Keyed hash of the reviewer's verified phone.</param>
/// <param name="Senior">Whether it is a senior reviewer.</param>
public sealed record ClaimOrderCommand(OrderId Order, Guid Reviewer, KeyedHash? ReviewerPhone, bool Senior = false)
    : ICommand<OrderReceipt>, IIdempotent;

internal sealed class ClaimOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ClaimOrderCommand, Result<OrderReceipt>>
{
    // Seconds per photo are the norm; ten minutes leave room for a doubt.
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public async Task<Result<OrderReceipt>> Handle(ClaimOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result claimed = order.Claim(
            new Actor(ActorKind.Reviewer, command.Reviewer), command.ReviewerPhone, Lease, clock.GetUtcNow(), command.Senior);
        return claimed.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>Gives a claimed order back.</summary>
public sealed record ReleaseOrderCommand(OrderId Order, Guid Reviewer) : ICommand<OrderReceipt>;

internal sealed class ReleaseOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ReleaseOrderCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(ReleaseOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result released = order.Release(new Actor(ActorKind.Reviewer, command.Reviewer), clock.GetUtcNow());
        return released.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>Approves the current photo.</summary>
public sealed record ApproveOrderCommand(OrderId Order, Guid Reviewer, SubmissionId Submission, long ExpectedVersion)
    : ICommand<OrderReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("order.approved", "order", Order.Value);
}

internal sealed class ApproveOrderHandler(IOrderRepository orders, SecondOpinions opinions, TimeProvider clock)
    : IRequestHandler<ApproveOrderCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(ApproveOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result approved = order.Approve(
            command.Submission, new Actor(ActorKind.Reviewer, command.Reviewer), clock.GetUtcNow(),
            asksSecondOpinion: await opinions.IsDrawnAsync(order, cancellationToken));
        return approved.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>Rejects the current photo with reasons of the catalogue.</summary>
/// <param name="Order">The order.</param>
/// <param name="Reviewer">The reviewer who holds it.</param>
/// <param name="Submission">The photo that is decided on.</param>
/// <param name="Reasons">One to five codes of the catalogue.</param>
/// <param name="Note">What the student should know besides; at most 200 characters.</param>
/// <param name="ExpectedVersion">The version that the reviewer saw.</param>
public sealed record RejectOrderCommand(
    OrderId Order, Guid Reviewer, SubmissionId Submission, IReadOnlyList<string> Reasons, string? Note, long ExpectedVersion)
    : ICommand<OrderReceipt>, IIdempotent, IAudited, ITyped
{
    AuditNote? IAudited.Note(object? answer) =>
        AuditNote.On("order.rejected", "order", Order.Value, string.Join(',', Reasons));

    /// <inheritdoc />
    public TypedWords? Typed => TypedWords.By(Reviewer, Note);
}

internal sealed class RejectOrderValidator : AbstractValidator<RejectOrderCommand>
{
    public RejectOrderValidator()
    {
        RuleFor(command => command.Reasons).Must(reasons => reasons is { Count: >= 1 and <= Review.MaxReasons })
            .Says("请选择 1 至 5 个驳回原因。", "Give one to five reasons.");
        RuleFor(command => command.Note).MaximumLength(Review.MaxNoteLength)
            .Says("备注最长 200 个字符。", "A note has at most 200 characters.");
    }
}

internal sealed class RejectOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RejectOrderCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(RejectOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result rejected = order.Reject(
            command.Submission, command.Reasons, command.Note,
            new Actor(ActorKind.Reviewer, command.Reviewer), clock.GetUtcNow());
        return rejected.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>Sends an approved order back to review.</summary>
public sealed record ReopenOrderCommand(OrderId Order, Guid SeniorReviewer, string Reason, long ExpectedVersion)
    : ICommand<OrderReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("order.reopened", "order", Order.Value);
}

internal sealed class ReopenOrderValidator : AbstractValidator<ReopenOrderCommand>
{
    public ReopenOrderValidator() =>
        RuleFor(command => command.Reason).IsReason();
}

internal sealed class ReopenOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ReopenOrderCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(ReopenOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result reopened = order.Reopen(
            command.Reason, new Actor(ActorKind.SeniorReviewer, command.SeniorReviewer), clock.GetUtcNow());
        return reopened.Error is { } error ? error : OrderReceipt.Of(order);
    }
}

/// <summary>Gives a student more time for another photo.</summary>
public sealed record ExtendDeadlineCommand(OrderId Order, Guid Operator, DateTimeOffset Deadline, long ExpectedVersion)
    : ICommand<OrderReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("order.deadline_extended", "order", Order.Value);
}

internal sealed class ExtendDeadlineHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ExtendDeadlineCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(ExtendDeadlineCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result extended = order.ExtendDeadline(
            command.Deadline.ToUniversalTime(), new Actor(ActorKind.Operator, command.Operator), clock.GetUtcNow());
        return extended.Error is { } error ? error : OrderReceipt.Of(order);
    }
}
