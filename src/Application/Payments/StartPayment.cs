using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>去支付: opens a payment attempt, or hands the open one out again.</summary>
public sealed record StartPaymentProcess(AccountId Account, OrderId Order) : IProcess<PaymentView>, IIdempotent;

/// <summary>What <c>wx.requestPayment</c> needs.</summary>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="ExpiresAt">When it stops being payable.</param>
/// <param name="Parameters">The parameters of <c>wx.requestPayment</c>, signed.</param>
public sealed record PaymentView(string OutTradeNo, DateTimeOffset ExpiresAt, ClientPayment Parameters);

internal sealed class StartPaymentHandler(ISender sender, IPaymentGateway gateway, AttemptSettlement settlement)
    : IRequestHandler<StartPaymentProcess, Result<PaymentView>>
{
    // Shown on the payer's receipt; nothing personal.
    private const string Description = "毕业生图像采集";

    public async Task<Result<PaymentView>> Handle(StartPaymentProcess request, CancellationToken cancellationToken)
    {
        Result<OpenedAttempt> opened = await sender.Send(
            new OpenAttemptCommand(request.Account, request.Order), cancellationToken);
        if (opened.Error is { } refused) return refused;
        OpenedAttempt attempt = opened.Value;
        if (attempt.PrepayId is { } known) return View(attempt, known);

        Result<string> prepay = await gateway.PrepayAsync(
            new PrepayRequest(
                attempt.MerchantAccount, attempt.OutTradeNo, Description, attempt.AmountFen, attempt.PayerOpenId,
                attempt.ExpiresAt),
            cancellationToken);
        if (prepay.Error is { } error)
        {
            await LearnAsync(attempt, error, cancellationToken);
            return error;
        }

        Result recorded = await sender.Send(new RecordPrepayCommand(attempt.OutTradeNo, prepay.Value), cancellationToken);
        return recorded.Error is { } unsaved ? unsaved : View(attempt, prepay.Value);
    }

    private async Task LearnAsync(OpenedAttempt attempt, Error error, CancellationToken cancellationToken)
    {
        var due = new DueAttempt(PaymentMethod.WeChat, attempt.MerchantAccount, attempt.OutTradeNo, Closing: false);

        // The money, or the closing, was first: the order learns of it before the student does.
        if (error.Is(PaymentErrors.AlreadyPaid) || error.Is(PaymentErrors.AttemptClosed))
            await settlement.AskAsync(due, cancellationToken);

        // WeChat takes no changed request under a number: the next try gets another one.
        if (error.Is(PaymentErrors.Refused)
            && (await sender.Send(new BeginToReplaceCommand(attempt.OutTradeNo), cancellationToken)).Succeeded)
        {
            await settlement.CloseAsync(due, cancellationToken);
        }
    }

    private PaymentView View(OpenedAttempt attempt, string prepayId) => new(
        attempt.OutTradeNo,
        attempt.ExpiresAt.ToOffset(OrderNumber.ChinaOffset),
        gateway.SignForClient(attempt.MerchantAccount, prepayId));
}

internal sealed record OpenAttemptCommand(AccountId Account, OrderId Order) : ICommand<OpenedAttempt>;

internal sealed record OpenedAttempt(
    string OutTradeNo,
    string MerchantAccount,
    long AmountFen,
    string PayerOpenId,
    DateTimeOffset ExpiresAt,
    string? PrepayId);

internal sealed class OpenAttemptHandler(
    IOrderRepository orders, IAccountRepository accounts, IPaymentGateway gateway, TimeProvider clock)
    : IRequestHandler<OpenAttemptCommand, Result<OpenedAttempt>>
{
    public async Task<Result<OpenedAttempt>> Handle(OpenAttemptCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        if (gateway.FindAccount(order.MerchantAccount) is not { } merchant) return PaymentErrors.Unknown;
        DateTimeOffset now = clock.GetUtcNow();
        Result<PaymentAttempt> paid = order.Pay(
            merchant.AppId, merchant.MerchantId, account.OpenId,
            new Actor(ActorKind.Student, command.Account.Value), now);
        if (paid.Error is { } error) return error;
        PaymentAttempt attempt = paid.Value;
        return new OpenedAttempt(
            attempt.OutTradeNo, attempt.MerchantAccount, attempt.Amount.Fen, attempt.PayerOpenId, attempt.ExpiresAt,
            attempt.UsablePrepayId(now));
    }
}

internal sealed record RecordPrepayCommand(string OutTradeNo, string PrepayId) : ICommand;

internal sealed class RecordPrepayHandler(IOrderRepository orders, TimeProvider clock) : IRequestHandler<RecordPrepayCommand, Result>
{
    public async Task<Result> Handle(RecordPrepayCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutTradeNoAsync(command.OutTradeNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        order.RecordPrepay(command.OutTradeNo, command.PrepayId, clock.GetUtcNow());
        return Result.Ok;
    }
}

internal sealed record BeginToReplaceCommand(string OutTradeNo) : ICommand;

internal sealed class BeginToReplaceHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<BeginToReplaceCommand, Result>
{
    public async Task<Result> Handle(BeginToReplaceCommand command, CancellationToken cancellationToken)
    {
        if (await orders.FindByOutTradeNoAsync(command.OutTradeNo, cancellationToken) is not { } order) return PaymentErrors.Unknown;
        return order.BeginToReplace(command.OutTradeNo, clock.GetUtcNow()) ? Result.Ok : PaymentErrors.AttemptClosed;
    }
}
