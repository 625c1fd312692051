using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Support;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Production;

/// <summary>What the student found.</summary>
public enum ProofFinding
{
    /// <summary>确认无误.</summary>
    Correct,

    /// <summary>照片有误: a correction is opened.</summary>
    PhotoWrong,

    /// <summary>信息有误, the photo itself is right: support is asked.</summary>
    InformationWrong,
}

/// <summary>校对: the student checks what was delivered.</summary>
/// <param name="Account">The account.</param>
/// <param name="Order">The order.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Reason">What is wrong, at most 200 characters; null where nothing is.</param>
public sealed record CheckProofProcess(AccountId Account, OrderId Order, ProofFinding Finding, string? Reason)
    : IProcess<ProofView>, IIdempotent;

/// <summary>What came of it.</summary>
/// <param name="Order">The order.</param>
/// <param name="TicketId">The ticket by which support was asked, if it was.</param>
public sealed record ProofView(OrderView Order, Guid? TicketId);

internal sealed class CheckProofValidator : AbstractValidator<CheckProofProcess>
{
    public CheckProofValidator()
    {
        RuleFor(process => process.Finding).IsInEnum().Says("请选择校对结果。", "Say what you found.");
        RuleFor(process => process.Reason).NotEmpty().MaximumLength(OrderTransition.MaxReasonLength)
            .When(process => process.Finding != ProofFinding.Correct)
            .Says("请说明哪里有误，最长 200 个字符。", "Say what is wrong, in at most 200 characters.");
        RuleFor(process => process.Reason).Empty().When(process => process.Finding == ProofFinding.Correct)
            .Says("确认无误时请不要填写原因。", "Give no reason where everything is right.");
    }
}

internal sealed class CheckProofHandler(ISender sender) : IRequestHandler<CheckProofProcess, Result<ProofView>>
{
    public async Task<Result<ProofView>> Handle(CheckProofProcess request, CancellationToken cancellationToken)
    {
        if (request.Finding == ProofFinding.InformationWrong) return await AskSupportAsync(request, cancellationToken);
        Result<OrderView> order = request.Finding == ProofFinding.Correct
            ? await sender.Send(new ConfirmProofCommand(request.Account, request.Order), cancellationToken)
            : await sender.Send(new AskForCorrectionCommand(request.Account, request.Order, request.Reason!, AsProof: true), cancellationToken);
        return order.Error is { } error ? error : new ProofView(order.Value, null);
    }

    private async Task<Result<ProofView>> AskSupportAsync(CheckProofProcess request, CancellationToken cancellationToken)
    {
        Result<OrderView> order = await sender.Send(new GetOrderQuery(request.Account, request.Order), cancellationToken);
        if (order.Error is { } missing) return missing;
        if (!order.Value.AllowedActions.Contains(OrderAction.ConfirmProof))
        {
            return OrderErrors.TransitionNotAllowed
                .With("status", order.Value.Status.ToString()).With("action", nameof(OrderAction.ConfirmProof));
        }

        Result<TicketView> ticket = await sender.Send(
            new OpenTicketProcess(request.Account, TicketTopic.Collection, request.Order, request.Reason!, AsProof: true), cancellationToken);
        return ticket.Error is { } error ? error : new ProofView(order.Value, ticket.Value.Id);
    }
}

internal sealed record ConfirmProofCommand(AccountId Account, OrderId Order) : ICommand<OrderView>;

internal sealed class ConfirmProofHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ConfirmProofCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(ConfirmProofCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result confirmed = order.ConfirmProof(new Actor(ActorKind.Student, command.Account.Value), now);
        return confirmed.Error is { } error ? error : OrderView.Of(order, now);
    }
}
