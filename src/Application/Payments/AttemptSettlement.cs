using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>Brings a payment attempt to what WeChat says of it. Calls WeChat outside any transaction.</summary>
internal sealed class AttemptSettlement(ISender sender, IPaymentGateway gateway)
{
    /// <summary>Asks WeChat and applies what it says.</summary>
    /// <returns>What WeChat says, or <c>wechat.unavailable</c>.</returns>
    public async Task<Result<ChargeState>> AskAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        Result<Charge> asked = await gateway.QueryAsync(account, outTradeNo, cancellationToken);
        if (asked.Error is { } error) return error;
        if (asked.Value.Fact is { } fact)
        {
            Result<Domain.Orders.ChargeOutcome> applied = await sender.Send(new ApplyPaymentCommand(fact), cancellationToken);
            if (applied.Error is { } refused) return refused;
        }
        else if (asked.Value.State == ChargeState.Closed)
        {
            await sender.Send(new RecordClosedCommand(outTradeNo), cancellationToken);
        }

        return asked.Value.State;
    }

    /// <summary>
    /// Closes an attempt: asks, closes, asks again. Money that came first is applied. While WeChat is out of reach the
    /// attempt stays as it is, and closing is tried again later.
    /// </summary>
    /// <returns>Success once it is closed; <c>payment.already_paid</c> when money came first; or <c>wechat.unavailable</c>.</returns>
    public async Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        Result<ChargeState> before = await AskAsync(account, outTradeNo, cancellationToken);
        if (before.Error is { } unasked) return unasked;
        if (Settled(before.Value) is { } settled) return settled;

        Result closed = await gateway.CloseAsync(account, outTradeNo, cancellationToken);
        if (closed.Error is { } refused && !refused.Is(PaymentErrors.AlreadyPaid)) return refused;
        Result<ChargeState> after = await AskAsync(account, outTradeNo, cancellationToken);
        if (after.Error is { } unanswered) return unanswered;
        if (Settled(after.Value) is { } outcome) return outcome;

        // A charge that WeChat has never heard of was closed before it was opened.
        if (after.Value != ChargeState.Unknown) return LoginErrors.WeChatUnavailable;
        return await sender.Send(new RecordClosedCommand(outTradeNo), cancellationToken);
    }

    private static Result? Settled(ChargeState state) => state switch
    {
        ChargeState.Paid or ChargeState.Refunded => Result.Failure(PaymentErrors.AlreadyPaid),
        ChargeState.Closed => Result.Ok,
        _ => default(Result?),
    };
}
