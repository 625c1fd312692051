using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
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
            Result<ChargeState> asked = await settlement.AskAsync(open.ToDue(), cancellationToken);
            if (asked.Error is { } error) return error;
        }

        return await sender.Send(new GetOrderQuery(request.Account, request.Order), cancellationToken);
    }
}
