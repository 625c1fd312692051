using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>What becomes of a charge that was looked into.</summary>
public enum PaymentDecision
{
    /// <summary>It is the order's payment after all.</summary>
    Accept,

    /// <summary>It goes back.</summary>
    Return,
}

/// <summary>A member of finance decides on a charge whose facts differ from what was asked for.</summary>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="Decision">What becomes of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decides.</param>
/// <param name="ExpectedVersion">The order's version that was seen.</param>
public sealed record DecidePaymentCommand(
    string OutTradeNo, string TransactionId, PaymentDecision Decision, string Reason, Guid By, long ExpectedVersion)
    : ICommand<MoneyReceipt>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => MoneyReceipt.Note(
        answer, Decision == PaymentDecision.Accept ? "payment.accepted" : "payment.returned", OutTradeNo);
}

internal sealed class DecidePaymentValidator : AbstractValidator<DecidePaymentCommand>
{
    public DecidePaymentValidator()
    {
        RuleFor(command => command.Decision).IsInEnum().Says("决定应为 Accept 或 Return。", "The decision is Accept or Return.");
        RuleFor(command => command.TransactionId).NotEmpty().Says("请提供支付单号 transactionId。", "Give the charge's transactionId.");
        RuleFor(command => command.Reason).IsReason();
    }
}

internal sealed class DecidePaymentHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<DecidePaymentCommand, Result<MoneyReceipt>>
{
    public async Task<Result<MoneyReceipt>> Handle(DecidePaymentCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutTradeNoAsync(command.OutTradeNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        if (order.Version != command.ExpectedVersion) return OrderErrors.VersionMismatch;
        var by = new Actor(ActorKind.Finance, command.By);
        Result decided = command.Decision == PaymentDecision.Accept
            ? order.AcceptPayment(command.TransactionId, command.Reason, by, clock.GetUtcNow())
            : order.ReturnPayment(command.TransactionId, command.Reason, by, clock.GetUtcNow());
        return MoneyReceipt.Of(order, decided.Error);
    }
}
