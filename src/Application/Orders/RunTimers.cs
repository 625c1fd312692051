using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Production;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Orders;

/// <summary>
/// Does what is due: asks WeChat for unsettled payments, expires unpaid orders, closes rejected ones whose time is over,
/// clears leases that ran out and ends batches whose making was broken off. Each step is a command of its own, so
/// several nodes may run it at once.
/// </summary>
/// <param name="Since">The last run, or null after a start: then every open attempt is asked for.</param>
public sealed record RunTimersProcess(DateTimeOffset? Since) : IProcess<TimersRun>;

/// <summary>What a run did.</summary>
/// <param name="Asked">Payment attempts that WeChat was asked for.</param>
/// <param name="Expired">Unpaid orders that were expired.</param>
/// <param name="Closed">Orders closed without an approved photo.</param>
/// <param name="LeasesCleared">Leases that had run out.</param>
/// <param name="DraftsEnded">Batches that were left in the making.</param>
public sealed record TimersRun(int Asked, int Expired, int Closed, int LeasesCleared, int DraftsEnded);

internal sealed class RunTimersHandler(ISender sender, IReadDb db, AttemptSettlement settlement, TimeProvider clock)
    : IRequestHandler<RunTimersProcess, Result<TimersRun>>
{
    private const int MostAtOnce = 200;

    // Making a batch takes seconds; who takes so long has died over it.
    private static readonly TimeSpan LongestMaking = TimeSpan.FromMinutes(15);

    // WeChat Pay's plan 1 for asking after an unsettled payment, by the attempt's age.
    private static readonly TimeSpan[] Ages =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
    ];

    public async Task<Result<TimersRun>> Handle(RunTimersProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new TimersRun(
            await SettleAsync(request.Since, now, cancellationToken),
            await ExpireAsync(now, cancellationToken),
            await CloseAsync(now, cancellationToken),
            await ClearLeasesAsync(now, cancellationToken),
            await EndDraftsAsync(now, cancellationToken));
    }

    private async Task<int> SettleAsync(DateTimeOffset? since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await db.Orders
            .SelectMany(order => order.Attempts)
            .Where(attempt => attempt.State == AttemptState.Created
                || attempt.State == AttemptState.Pending
                || attempt.State == AttemptState.Closing)
            .OrderBy(attempt => attempt.CreatedAt)
            .Select(attempt => new { attempt.MerchantAccount, attempt.OutTradeNo, attempt.CreatedAt, attempt.State })
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        int asked = 0;
        foreach (var attempt in open)
        {
            if (attempt.State == AttemptState.Closing)
                await settlement.CloseAsync(attempt.MerchantAccount, attempt.OutTradeNo, cancellationToken);
            else if (since is null || Array.Exists(Ages, age => attempt.CreatedAt + age > since && attempt.CreatedAt + age <= now))
                await settlement.AskAsync(attempt.MerchantAccount, attempt.OutTradeNo, cancellationToken);
            else
                continue;
            asked++;
        }

        return asked;
    }

    private async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> due = await db.Orders
            .Where(order => order.Status == OrderStatus.PendingPayment && order.PaymentDueAt <= now
                && !order.Attempts.Any(attempt => attempt.State == AttemptState.Suspicious))
            .OrderBy(order => order.PaymentDueAt).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        int expired = 0;
        foreach (OrderId id in due)
        {
            Result<AttemptToClose> begun = await sender.Send(new BeginToExpireCommand(id), cancellationToken);
            if (begun.Error is not null) continue;
            if (begun.Value is { OutTradeNo: { } outTradeNo, MerchantAccount: { } account }
                && (await settlement.CloseAsync(account, outTradeNo, cancellationToken)).Error is not null)
            {
                continue;
            }

            expired++;
        }

        return expired;
    }

    private async Task<int> CloseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> due = await db.Orders
            .Where(order => (order.Status == OrderStatus.Rejected || order.Status == OrderStatus.Withdrawn)
                && order.ResubmissionDeadline <= now && order.ResubmissionEndsAt <= now)
            .OrderBy(order => order.ResubmissionDeadline).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        int closed = 0;
        foreach (OrderId id in due)
        {
            if ((await sender.Send(new CloseOverdueCommand(id), cancellationToken)).Succeeded) closed++;
        }

        return closed;
    }

    private async Task<int> ClearLeasesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> due = await db.Orders
            .Where(order => order.Status == OrderStatus.PendingReview && order.LeaseExpiresAt <= now)
            .OrderBy(order => order.LeaseExpiresAt).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        int cleared = 0;
        foreach (OrderId id in due)
        {
            if ((await sender.Send(new ClearLeaseCommand(id), cancellationToken)).Succeeded) cleared++;
        }

        return cleared;
    }

    // Its orders are in production already: they are delivered with what it took so far.
    private async Task<int> EndDraftsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset before = now - LongestMaking;
        var left = await db.Batches
            .Where(batch => batch.Status == BatchStatus.Draft && batch.CreatedAt <= before)
            .OrderBy(batch => batch.CreatedAt)
            .Select(batch => new { batch.Id, HasOrders = db.BatchLines.Any(line => line.BatchId == batch.Id) })
            .Take(MostAtOnce).ToListAsync(cancellationToken);
        int ended = 0;
        foreach (var batch in left)
        {
            if ((await sender.Send(new EndDraftCommand(batch.Id, Lock: batch.HasOrders), cancellationToken)).Succeeded) ended++;
        }

        return ended;
    }
}

internal sealed record BeginToExpireCommand(OrderId Order) : ICommand<AttemptToClose>;

internal sealed class BeginToExpireHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<BeginToExpireCommand, Result<AttemptToClose>>
{
    public async Task<Result<AttemptToClose>> Handle(BeginToExpireCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result<PaymentAttempt?> begun = order.BeginToEnd(OrderAction.Expire, Actor.System, clock.GetUtcNow());
        return begun.Error is { } error ? error : AttemptToClose.Of(begun.Value);
    }
}

internal sealed record CloseOverdueCommand(OrderId Order) : ICommand;

internal sealed class CloseOverdueHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<CloseOverdueCommand, Result>
{
    public async Task<Result> Handle(CloseOverdueCommand command, CancellationToken cancellationToken) =>
        await orders.GetAsync(command.Order, cancellationToken) is { } order
            ? order.Close(clock.GetUtcNow())
            : OrderErrors.NotFound;
}

internal sealed record ClearLeaseCommand(OrderId Order) : ICommand;

internal sealed class ClearLeaseHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ClearLeaseCommand, Result>
{
    public async Task<Result> Handle(ClearLeaseCommand command, CancellationToken cancellationToken) =>
        await orders.GetAsync(command.Order, cancellationToken) is { } order
            ? order.ExpireLease(clock.GetUtcNow())
            : OrderErrors.NotFound;
}
