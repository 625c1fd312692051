using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Reviews;

/// <summary>An order as the reviewer saw it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">The version that the reviewer saw.</param>
public sealed record SeenOrder(Guid OrderId, long Version);

/// <summary>
/// Rejects many orders with one reason, each in a transaction of its own: those that the reviewer holds, and those that
/// nobody holds. What cannot be rejected is left as it is and named.
/// </summary>
/// <param name="Reviewer">The reviewer.</param>
/// <param name="Senior">Whether it is a senior reviewer.</param>
/// <param name="Orders">One to two hundred different orders.</param>
/// <param name="Reason">A code of the catalogue.</param>
/// <param name="Note">What the students should know besides; at most 200 characters.</param>
public sealed record BulkRejectProcess(Guid Reviewer, bool Senior, IReadOnlyList<SeenOrder> Orders, string Reason, string? Note)
    : IProcess<BulkRejection>, IIdempotent;

/// <summary>What a bulk rejection came to; the two lists add up to what was sent.</summary>
/// <param name="Rejected">Orders that were rejected; where it was a second opinion, a senior reviewer is asked.</param>
/// <param name="Skipped">Orders that were left as they are, and why.</param>
public sealed record BulkRejection(IReadOnlyList<OrderReceipt> Rejected, IReadOnlyList<NotRejected> Skipped);

/// <summary>An order that was left as it is.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Code">Code of the error that says why.</param>
/// <param name="Message">Why, in words.</param>
public sealed record NotRejected(Guid OrderId, string Code, ShownText Message);

internal sealed class BulkRejectValidator : AbstractValidator<BulkRejectProcess>
{
    private const int MostOrders = 200;

    public BulkRejectValidator()
    {
        RuleFor(process => process.Orders).Must(orders => orders is { Count: >= 1 and <= MostOrders } && orders.All(order => order is not null))
            .Says("请选择 1 至 200 张订单。", "Give 1 to 200 orders.");
        RuleFor(process => process.Orders)
            .Must(orders => orders is null || orders.Where(order => order is not null).DistinctBy(order => order.OrderId).Count() == orders.Count)
            .Says("订单重复。", "An order is given twice.");
        RuleFor(process => process.Reason).Must(reason => reason is { } code && RejectionReason.Find(code) is not null)
            .Says("驳回原因不在目录中。", "The reason is not in the catalogue.");
        RuleFor(process => process.Note).MaximumLength(Review.MaxNoteLength)
            .Says("备注最长 200 个字符。", "A note has at most 200 characters.");
    }
}

internal sealed class BulkRejectHandler(ISender sender, IStaffDirectory staff)
    : IRequestHandler<BulkRejectProcess, Result<BulkRejection>>
{
    public async Task<Result<BulkRejection>> Handle(BulkRejectProcess request, CancellationToken cancellationToken)
    {
        KeyedHash? phone = (await staff.FindAsync(request.Reviewer, cancellationToken))?.PhoneHash;
        List<OrderReceipt> rejected = [];
        List<NotRejected> skipped = [];
        foreach (SeenOrder seen in request.Orders)
        {
            Result<OrderReceipt> one = await sender.Send(
                new RejectSeenOrderCommand(
                    new OrderId(seen.OrderId), request.Reviewer, request.Senior, phone, request.Reason, request.Note, seen.Version),
                cancellationToken);
            if (one.Error is { } error) skipped.Add(new NotRejected(seen.OrderId, error.Code, new ShownText(error.Message)));
            else rejected.Add(one.Value);
        }

        return new BulkRejection(rejected, skipped);
    }
}

internal sealed record RejectSeenOrderCommand(
    OrderId Order, Guid Reviewer, bool Senior, KeyedHash? ReviewerPhone, string Reason, string? Note, long ExpectedVersion)
    : ICommand<OrderReceipt>, IAudited
{
    AuditNote? IAudited.Note(object? answer) => AuditNote.On("order.rejected", "order", Order.Value, Reason);
}

internal sealed class RejectSeenOrderHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RejectSeenOrderCommand, Result<OrderReceipt>>
{
    public async Task<Result<OrderReceipt>> Handle(RejectSeenOrderCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        var by = new Actor(ActorKind.Reviewer, command.Reviewer);
        DateTimeOffset now = clock.GetUtcNow();
        if (!order.IsHeldBy(by, now)
            && order.Claim(by, command.ReviewerPhone, ClaimOrderHandler.Lease, now, command.Senior).Error is { } notFree)
            return notFree;
        Result rejected = order.Reject(order.CurrentSubmissionId, [command.Reason], command.Note, by, now);
        return rejected.Error is { } error ? error : OrderReceipt.Of(order);
    }
}
