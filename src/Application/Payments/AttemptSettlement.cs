using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>Brings a payment attempt to what the provider says of it. Calls the provider outside any transaction.</summary>
internal sealed class AttemptSettlement(ISender sender, PaymentProviders providers)
{
    /// <summary>Asks the provider and applies what it says.</summary>
    /// <returns>What the provider says, or <c>wechat.unavailable</c>.</returns>
    public async Task<Result<ChargeState>> AskAsync(DueAttempt attempt, CancellationToken cancellationToken)
    {
        Result<Charge> asked = await providers.Of(attempt.Method)
            .QueryAsync(attempt.MerchantAccount, attempt.OutTradeNo, cancellationToken);
        if (asked.Error is { } error) return error;
        if (asked.Value.Fact is { } fact)
        {
            Result<ChargeOutcome> applied = await sender.Send(new ApplyPaymentCommand(fact), cancellationToken);
            if (applied.Error is { } refused) return refused;
        }
        else if (asked.Value.State == ChargeState.Closed)
        {
            await sender.Send(new RecordClosedCommand(attempt.OutTradeNo), cancellationToken);
        }

        return asked.Value.State;
    }

    /// <summary>
    /// Closes an attempt: asks, closes, asks again. Money that came first is applied. While the provider is out of reach
    /// the attempt stays as it is, and closing is tried again later.
    /// </summary>
    /// <returns>Success once it is closed; <c>payment.already_paid</c> when money came first; or <c>wechat.unavailable</c>.</returns>
    public async Task<Result> CloseAsync(DueAttempt attempt, CancellationToken cancellationToken)
    {
        Result<ChargeState> before = await AskAsync(attempt, cancellationToken);
        if (before.Error is { } unasked) return unasked;
        if (Settled(before.Value) is { } settled) return settled;

        Result closed = await providers.Of(attempt.Method)
            .CloseAsync(attempt.MerchantAccount, attempt.OutTradeNo, cancellationToken);
        if (closed.Error is { } refused && !refused.Is(PaymentErrors.AlreadyPaid)) return refused;
        Result<ChargeState> after = await AskAsync(attempt, cancellationToken);
        if (after.Error is { } unanswered) return unanswered;
        if (Settled(after.Value) is { } outcome) return outcome;

        // A charge that the provider has never heard of was closed before it was opened.
        if (after.Value != ChargeState.Unknown) return LoginErrors.WeChatUnavailable;
        return await sender.Send(new RecordClosedCommand(attempt.OutTradeNo), cancellationToken);
    }

    private static Result? Settled(ChargeState state) => state switch
    {
        ChargeState.Paid or ChargeState.Refunded => Result.Failure(PaymentErrors.AlreadyPaid),
        ChargeState.Closed => Result.Ok,
        _ => default(Result?),
    };
}

internal static class DueAttempts
{
    /// <summary>The attempt as it is asked for or closed.</summary>
    public static DueAttempt ToDue(this PaymentAttempt attempt) =>
        new(attempt.Method, attempt.MerchantAccount, attempt.OutTradeNo, attempt.State == AttemptState.Closing);
}
