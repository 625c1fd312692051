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
/// Has a refund sent or asked for now. One that was refused is sent again under its own number, and a closed one under the
/// next, which is safe to repeat.
/// </summary>
public sealed record SettleRefundProcess(string OutRefundNo) : IProcess<StaffRefundView>, IIdempotent;

internal sealed class SettleRefundHandler(ISender sender, IReadDb db, RefundSettlement settlement)
    : IRequestHandler<SettleRefundProcess, Result<StaffRefundView>>
{
    public async Task<Result<StaffRefundView>> Handle(SettleRefundProcess request, CancellationToken cancellationToken)
    {
        Result<RefundToSend> again = await sender.Send(new SendRefundAgainCommand(request.OutRefundNo), cancellationToken);
        if (again.Error is { } error) return error;
        Result<bool> settled = await settlement.SettleAsync(again.Value.OutRefundNo, cancellationToken);
        if (settled.Error is { } unsettled) return unsettled;
        return await StaffRefundView.FindAsync(db, again.Value.OutRefundNo, cancellationToken) is { } view ? view : PaymentErrors.Unknown;
    }
}

/// <summary>Makes a refund ready to be sent again where it needs that; answers the number that counts.</summary>
internal sealed record SendRefundAgainCommand(string OutRefundNo) : ICommand<RefundToSend>, IAudited
{
    public AuditNote? Note(object? answer) =>
        AuditNote.On("refund.settlement_asked", "order", ((RefundToSend)answer!).OrderId, OutRefundNo);
}

internal sealed record RefundToSend(Guid OrderId, string OutRefundNo);

internal sealed class SendRefundAgainHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<SendRefundAgainCommand, Result<RefundToSend>>
{
    public async Task<Result<RefundToSend>> Handle(SendRefundAgainCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutRefundNoAsync(command.OutRefundNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        Refund refund = order.Refunds.Single(one => one.OutRefundNo == command.OutRefundNo);
        if (!refund.Counts) return PaymentErrors.RefundNotOpen;
        if (refund is { State: RefundState.Closed } or { State: RefundState.Abnormal, RefundId: null })
        {
            Result again = order.SendRefundAgain(command.OutRefundNo, clock.GetUtcNow());
            if (again.Error is { } error) return error;
        }

        return new RefundToSend(order.Id.Value, refund.ReplacedBy ?? refund.OutRefundNo);
    }
}

/// <summary>People have paid money back that the provider does not pay back, and prove it.</summary>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="Evidence">What proves it; nothing personal.</param>
public sealed record RecordRefundByHandCommand(string OutRefundNo, string Evidence) : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(answer, "refund.paid_by_hand", OutRefundNo);
}

internal sealed class RecordRefundByHandValidator : AbstractValidator<RecordRefundByHandCommand>
{
    public RecordRefundByHandValidator() =>
        RuleFor(command => command.Evidence).NotEmpty().MaximumLength(Refund.MaxRefundIdLength)
            .Says("请填写凭证，最长 64 个字符。", "Give the evidence, at most 64 characters.");
}

internal sealed class RecordRefundByHandHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RecordRefundByHandCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(RecordRefundByHandCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutRefundNoAsync(command.OutRefundNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        return MoneyReceipt.Of(order, order.SettleByPeople(command.OutRefundNo, command.Evidence, clock.GetUtcNow()).Error);
    }
}

/// <summary>A refund as staff see it.</summary>
/// <param name="OutRefundNo">Our number at the provider.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="OutTradeNo">Our number of the payment.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="RefundId">The provider's number of the refund.</param>
/// <param name="Amount">How much goes back.</param>
/// <param name="Cause">Why.</param>
/// <param name="Reason">What was said of it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Fault">The provider's last refusal.</param>
/// <param name="ByPeople">Whether people pay it back and prove it: a transfer, or money that went to the merchant instead.</param>
/// <param name="MayBeRedirected">Whether the payer's account does not take it, so that finance may send it elsewhere.</param>
/// <param name="RedirectedTo">Where it was sent instead.</param>
/// <param name="AwaitsSecondPerson">Whether a card was named and another member of finance has to name the same.</param>
/// <param name="Evidence">What proves that people paid it.</param>
/// <param name="ReplacedBy">The refund that took its place.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SettledAt">When the money was back.</param>
public sealed record StaffRefundView(
    string OutRefundNo,
    Guid OrderId,
    string Number,
    string OutTradeNo,
    string TransactionId,
    string? RefundId,
    MoneyView Amount,
    RefundCause Cause,
    string Reason,
    RefundState State,
    string? Fault,
    bool ByPeople,
    bool MayBeRedirected,
    RefundDestination? RedirectedTo,
    bool AwaitsSecondPerson,
    string? Evidence,
    string? ReplacedBy,
    DateTimeOffset DecidedAt,
    DateTimeOffset? SettledAt)
{
    internal static StaffRefundView Of(Order order, Refund refund) => new(
        refund.OutRefundNo, order.Id.Value, order.Number.Value, refund.OutTradeNo, refund.TransactionId, refund.RefundId,
        MoneyView.Of(refund.Amount), refund.Cause, refund.Reason, refund.State, refund.Fault,
        refund.RedirectedTo == RefundDestination.Merchant
            || order.Attempts.Any(attempt => attempt.OutTradeNo == refund.OutTradeNo && attempt.Method == PaymentMethod.Transfer),
        refund.MayBeRedirected, refund.RedirectedTo, refund is { MayBeRedirected: true, CardNamedBy: not null, RedirectedTo: null },
        refund.Evidence,
        refund.ReplacedBy, refund.DecidedAt.ToOffset(OrderNumber.ChinaOffset), refund.SettledAt?.ToOffset(OrderNumber.ChinaOffset));

    internal static async Task<StaffRefundView?> FindAsync(IReadDb db, string outRefundNo, CancellationToken cancellationToken)
    {
        Order? order = await db.Orders.Include(one => one.Refunds).Include(one => one.Attempts)
            .SingleOrDefaultAsync(one => one.Refunds.Any(refund => refund.OutRefundNo == outRefundNo), cancellationToken);
        return order is null ? null : Of(order, order.Refunds.Single(refund => refund.OutRefundNo == outRefundNo));
    }
}
