using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Finance gives the whole payment back, as requested; the order ends. Above the limit the first member of finance only
/// agrees, and another one, who calls this too, gives it back.
/// </summary>
public sealed record ApproveRefundCommand(OrderId Order, Guid By, long ExpectedVersion)
    : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        MoneyReceipt.Note(answer, ((MoneyReceipt)answer!).AwaitsSecondPerson ? "refund.endorsed" : "refund.approved");
}

internal sealed class ApproveRefundHandler(IOrderRepository orders, IOptions<PaymentOptions> options, TimeProvider clock)
    : IRequestHandler<ApproveRefundCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(ApproveRefundCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        var by = new Actor(ActorKind.Finance, command.By);
        var limit = new Money(options.Value.RefundLimitFen);
        DateTimeOffset now = clock.GetUtcNow();
        Actor? first = Endorsements.First(order, null);
        Result decided = order.Refundable.Fen > limit.Fen && first is null
            ? order.EndorseRefund(null, "", by, now)
            : order.ApproveRefund(by, first, limit, now);
        return MoneyReceipt.Of(order, decided.Error);
    }
}

/// <summary>Finance declines the request; a student who asked is shown why.</summary>
public sealed record DeclineRefundCommand(OrderId Order, string Reason, Guid By, long ExpectedVersion)
    : ICommand<MoneyReceipt>, IIdempotent, IAudited, ITyped
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(answer, "refund.declined");

    /// <inheritdoc />
    public TypedWords? Typed => TypedWords.By(By, Reason);
}

internal sealed class DeclineRefundValidator : AbstractValidator<DeclineRefundCommand>
{
    public DeclineRefundValidator() =>
        RuleFor(command => command.Reason).IsReason();
}

internal sealed class DeclineRefundHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<DeclineRefundCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(DeclineRefundCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        Result declined = order.DeclineRefund(command.Reason, new Actor(ActorKind.Finance, command.By), clock.GetUtcNow());
        return MoneyReceipt.Of(order, declined.Error);
    }
}

/// <summary>
/// Finance gives a part of the payment back as a courtesy, or the whole once production cannot follow. The first call
/// proposes; the same amount by another member of finance gives it back.
/// </summary>
/// <param name="Order">The order.</param>
/// <param name="AmountFen">How much, in fen.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who.</param>
/// <param name="ExpectedVersion">The order's version that was seen.</param>
public sealed record GiveGoodwillCommand(OrderId Order, long AmountFen, string Reason, Guid By, long ExpectedVersion)
    : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(
        answer,
        ((MoneyReceipt)answer!).AwaitsSecondPerson ? "goodwill.proposed" : "goodwill.given",
        AmountFen.ToString(CultureInfo.InvariantCulture));
}

internal sealed class GiveGoodwillValidator : AbstractValidator<GiveGoodwillCommand>
{
    public GiveGoodwillValidator()
    {
        RuleFor(command => command.AmountFen).GreaterThan(0).Says("退款金额应大于 0 分。", "The amount is at least 1 fen.");
        RuleFor(command => command.Reason).IsReason();
    }
}

internal sealed class GiveGoodwillHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<GiveGoodwillCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(GiveGoodwillCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        var amount = new Money(command.AmountFen);
        var by = new Actor(ActorKind.Finance, command.By);
        DateTimeOffset now = clock.GetUtcNow();
        Actor? first = Endorsements.First(order, amount);
        Result decided = first is null || first.Id == command.By
            ? order.EndorseRefund(amount, command.Reason, by, now)
            : order.RefundGoodwill(amount, command.Reason, by, first, now);
        return MoneyReceipt.Of(order, decided.Error);
    }
}

internal static class Endorsements
{
    /// <summary>Who has agreed to give back exactly that much; null stands for the whole.</summary>
    public static Actor? First(Order order, Money? amount) =>
        order.RefundEndorsedBy is { } person && order.RefundEndorsedAmount == amount ? new Actor(ActorKind.Finance, person) : null;
}
