using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Brings a refund to what the provider says of it: sends it until it is accepted, always under the same number, then asks
/// for it until it has ended. Calls the provider outside any transaction.
/// </summary>
internal sealed class RefundSettlement(ISender sender, IReadDb db, PaymentProviders providers)
{
    /// <summary>One step.</summary>
    /// <returns>Whether it went on; or <c>payment.unknown</c>, <c>payment.refund_refused</c>, <c>wechat.unavailable</c> and the like.</returns>
    public async Task<Result<bool>> SettleAsync(string outRefundNo, CancellationToken cancellationToken)
    {
        if (await FindAsync(outRefundNo, cancellationToken) is not { } found) return PaymentErrors.Unknown;
        (Refund refund, ReceivedCharge charge, PaymentAttempt attempt) = found;
        IPaymentProvider provider = providers.Of(attempt.Method);
        Result<RefundFact> told = refund.State == RefundState.Decided
            ? await provider.RefundAsync(
                new RefundRequest(
                    attempt.MerchantAccount, charge.TransactionId, refund.OutRefundNo, refund.Amount.Fen, charge.Amount.Fen,
                    RefundWords.Of(refund.Cause).Zh),
                cancellationToken)
            : await provider.QueryRefundAsync(attempt.MerchantAccount, refund.OutRefundNo, cancellationToken);
        if (told.Error is not { } error) return await sender.Send(new ApplyRefundCommand(told.Value), cancellationToken);

        if (error.Is(PaymentErrors.RefundRefused) || error.Is(PaymentErrors.RefundNotFunded))
        {
            string fault = error.Facts.TryGetValue("reason", out object? reason) ? reason.ToString()! : error.Code;
            await sender.Send(new RefuseRefundCommand(outRefundNo, fault, error.Is(PaymentErrors.RefundRefused)), cancellationToken);
        }

        return error;
    }

    private async Task<(Refund Refund, ReceivedCharge Charge, PaymentAttempt Attempt)?> FindAsync(
        string outRefundNo, CancellationToken cancellationToken)
    {
        Order? order = await db.Orders.Include(one => one.Refunds).Include(one => one.Charges).Include(one => one.Attempts)
            .SingleOrDefaultAsync(one => one.Refunds.Any(refund => refund.OutRefundNo == outRefundNo), cancellationToken);
        if (order is null) return null;
        Refund found = order.Refunds.Single(refund => refund.OutRefundNo == outRefundNo);
        ReceivedCharge charge = order.Charges.Single(one => one.TransactionId == found.TransactionId);
        return (found, charge, order.Attempts.Single(attempt => attempt.OutTradeNo == charge.OutTradeNo));
    }
}
