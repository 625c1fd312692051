using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>The client is back from <c>wx.requestPayment</c>: asks WeChat what came of it. The client's word is no proof.</summary>
public sealed record ConfirmPaymentProcess(AccountId Account, OrderId Order) : IProcess<OrderView>;

internal sealed class ConfirmPaymentHandler(ISender sender, IReadDb db, AttemptSettlement settlement)
    : IRequestHandler<ConfirmPaymentProcess, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(ConfirmPaymentProcess request, CancellationToken cancellationToken)
    {
        Order? order = await db.Cards().SingleOrDefaultAsync(
            found => found.Id == request.Order && found.AccountId == request.Account, cancellationToken);
        if (order is null) return OrderErrors.NotFound;
        if (order.OpenAttempt is { } open)
        {
            Result<ChargeState> asked = await settlement.AskAsync(open.MerchantAccount, open.OutTradeNo, cancellationToken);
            if (asked.Error is { } error) return error;
        }

        return await sender.Send(new GetOrderQuery(request.Account, request.Order), cancellationToken);
    }
}

/// <summary>Applies a payment notification exactly as WeChat sent it.</summary>
public sealed record ReceiveNotificationProcess(RawNotification Notification) : IProcess<ChargeOutcome>;

internal sealed class ReceiveNotificationHandler(ISender sender, IPaymentGateway gateway, IConnectivityTest connectivity)
    : IRequestHandler<ReceiveNotificationProcess, Result<ChargeOutcome>>
{
    public async Task<Result<ChargeOutcome>> Handle(
        ReceiveNotificationProcess request, CancellationToken cancellationToken)
    {
        Result<Notification> read = await gateway.ReadNotificationAsync(request.Notification, cancellationToken);
        if (read.Error is { } error) return error;
        if (read.Value.Echo is { } echo)
        {
            await connectivity.RecordEchoAsync(request.Notification.Account, echo, cancellationToken);
            return ChargeOutcome.Unchanged;
        }

        return read.Value.Charge?.Fact is { } fact
            ? await sender.Send(new ApplyPaymentCommand(fact), cancellationToken)
            : PaymentErrors.NotAPayment;
    }
}
