using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Production;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Orders;

/// <summary>
/// Does what is due: expires unpaid orders, asks the provider for unsettled payments and refunds, closes rejected orders
/// whose time is over, clears leases that ran out and ends batches whose making was broken off. Each step is a command of
/// its own, so several nodes may run it at once.
/// </summary>
/// <param name="AfterStart">Whether the program has just started: then every open attempt and refund is asked for.</param>
public sealed record RunTimersProcess(bool AfterStart = false) : IProcess<TimersRun>;

/// <summary>What a run did.</summary>
/// <param name="Asked">Payment attempts that the provider was asked for.</param>
/// <param name="RefundsTried">Refunds that were sent or asked for.</param>
/// <param name="Expired">Unpaid orders whose time was over.</param>
/// <param name="Closed">Orders closed without an approved photo.</param>
/// <param name="LeasesCleared">Leases that had run out.</param>
/// <param name="DraftsEnded">Batches that were left in the making.</param>
public sealed record TimersRun(int Asked, int RefundsTried, int Expired, int Closed, int LeasesCleared, int DraftsEnded);

internal sealed class RunTimersHandler(ISender sender, IReadDb db, IDueWork due, DueWorker worker, TimeProvider clock)
    : IRequestHandler<RunTimersProcess, Result<TimersRun>>
{
    private const int MostAtOnce = 200;

    // Making a batch takes seconds; who takes so long has died over it.
    private static readonly TimeSpan LongestMaking = TimeSpan.FromMinutes(15);

    public async Task<Result<TimersRun>> Handle(RunTimersProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (request.AfterStart) await due.BringForwardAsync(cancellationToken);

        // What expires is closed at the provider right after, with all else that is to be closed.
        int expired = await ExpireAsync(now, cancellationToken);
        int asked = await worker.SettleAttemptsAsync(cancellationToken);
        int closed = await CloseAsync(now, cancellationToken);
        return new TimersRun(
            asked,
            await worker.SettleRefundsAsync(cancellationToken),
            expired,
            closed,
            await ClearLeasesAsync(now, cancellationToken),
            await EndDraftsAsync(now, cancellationToken));
    }

    private async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> overdue = await db.Orders
            .Where(order => order.Status == OrderStatus.PendingPayment && order.PaymentDueAt <= now
                && order.EndsWhenClosed == null
                && !order.Charges.Any(charge => charge.Disposition == ChargeDisposition.Suspicious)
                && !order.Attempts.Any(attempt => attempt.Method == PaymentMethod.Transfer && attempt.State == AttemptState.Pending))
            .OrderBy(order => order.PaymentDueAt).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        return await sender.SendEachAsync(overdue.Select(id => new BeginToExpireCommand(id)), cancellationToken);
    }

    private async Task<int> CloseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> due = await db.Orders
            .Where(order => (order.Status == OrderStatus.Rejected || order.Status == OrderStatus.Withdrawn)
                && order.ResubmissionDeadline <= now && order.ResubmissionEndsAt <= now)
            .OrderBy(order => order.ResubmissionDeadline).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        return await sender.SendEachAsync(due.Select(id => new CloseOverdueCommand(id)), cancellationToken);
    }

    private async Task<int> ClearLeasesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<OrderId> due = await db.Orders
            .Where(order => order.LeaseExpiresAt <= now)
            .OrderBy(order => order.LeaseExpiresAt).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        return await sender.SendEachAsync(due.Select(id => new ClearLeaseCommand(id)), cancellationToken);
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
        return await sender.SendEachAsync(left.Select(batch => new EndDraftCommand(batch.Id, Lock: batch.HasOrders)), cancellationToken);
    }
}

internal sealed record BeginToExpireCommand(OrderId Order) : ICommand;

internal sealed class BeginToExpireHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<BeginToExpireCommand, Result>
{
    public async Task<Result> Handle(BeginToExpireCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetAsync(command.Order, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Result<PaymentAttempt?> begun = order.BeginToEnd(OrderAction.Expire, Actor.System, clock.GetUtcNow());
        return begun.Error is { } error ? error : Result.Ok;
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
