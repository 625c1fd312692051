using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Background;

/// <inheritdoc />
internal sealed class DueWork(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IDueWork
{
    public async Task BringForwardAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        // Rows of earlier versions had no time of their own.
        await db.Set<PaymentAttempt>()
            .Where(attempt => attempt.NextCheckAt > now
                || (attempt.NextCheckAt == null && attempt.Method == PaymentMethod.WeChat
                    && (attempt.State == AttemptState.Created || attempt.State == AttemptState.Pending || attempt.State == AttemptState.Closing)))
            .ExecuteUpdateAsync(row => row.SetProperty(attempt => attempt.NextCheckAt, now), cancellationToken);
        await db.Set<Refund>()
            .Where(refund => refund.NextCheckAt > now
                || (refund.NextCheckAt == null && refund.State == RefundState.Decided && refund.OutTradeNo == ""))
            .ExecuteUpdateAsync(row => row.SetProperty(refund => refund.NextCheckAt, now), cancellationToken);
    }

    public async Task<IReadOnlyList<DueAttempt>> ClaimAttemptsAsync(int atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.Set<PaymentAttempt>().AsNoTracking()
            .Where(attempt => attempt.NextCheckAt <= now)
            .OrderBy(attempt => attempt.NextCheckAt).ThenBy(attempt => attempt.OutTradeNo)
            .Select(attempt => new
            {
                attempt.Method, attempt.MerchantAccount, attempt.OutTradeNo, attempt.State, attempt.CreatedAt, attempt.Checks,
                attempt.NextCheckAt,
            })
            .Take(atMost).ToListAsync(cancellationToken);
        List<DueAttempt> claimed = [];
        foreach (var one in due)
        {
            bool closing = one.State == AttemptState.Closing;
            DateTimeOffset next = closing ? CheckPlan.NextTry(one.Checks + 1, now) : CheckPlan.NextAsk(one.CreatedAt, now);
            int taken = await db.Set<PaymentAttempt>()
                .Where(attempt => attempt.OutTradeNo == one.OutTradeNo && attempt.NextCheckAt == one.NextCheckAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(attempt => attempt.NextCheckAt, next)
                        .SetProperty(attempt => attempt.Checks, attempt => attempt.Checks + 1),
                    cancellationToken);
            if (taken == 1) claimed.Add(new DueAttempt(one.Method, one.MerchantAccount, one.OutTradeNo, closing));
        }

        return claimed;
    }

    public async Task<IReadOnlyList<DueRefund>> ClaimRefundsAsync(int atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.Set<Refund>().AsNoTracking()
            .Where(refund => refund.NextCheckAt <= now)
            .OrderBy(refund => refund.NextCheckAt).ThenBy(refund => refund.OutRefundNo)
            .Select(refund => new { refund.OutRefundNo, refund.Checks, refund.NextCheckAt })
            .Take(atMost).ToListAsync(cancellationToken);
        List<DueRefund> claimed = [];
        foreach (var one in due)
        {
            DateTimeOffset next = CheckPlan.NextTry(one.Checks + 1, now);
            int taken = await db.Set<Refund>()
                .Where(refund => refund.OutRefundNo == one.OutRefundNo && refund.NextCheckAt == one.NextCheckAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(refund => refund.NextCheckAt, next)
                        .SetProperty(refund => refund.Checks, refund => refund.Checks + 1),
                    cancellationToken);
            if (taken == 1) claimed.Add(new DueRefund(one.OutRefundNo));
        }

        return claimed;
    }

    public async Task<IReadOnlyList<string>> ClaimShippingAsync(int atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.ShippingUploads.AsNoTracking()
            .Where(upload => upload.NextTryAt <= now)
            .OrderBy(upload => upload.NextTryAt).ThenBy(upload => upload.TransactionId)
            .Select(upload => new { upload.TransactionId, upload.Tries, upload.NextTryAt })
            .Take(atMost).ToListAsync(cancellationToken);
        List<string> claimed = [];
        foreach (var one in due)
        {
            DateTimeOffset next = CheckPlan.NextTry(one.Tries + 1, now);
            int taken = await db.ShippingUploads
                .Where(upload => upload.TransactionId == one.TransactionId && upload.NextTryAt == one.NextTryAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(upload => upload.NextTryAt, next).SetProperty(upload => upload.Tries, upload => upload.Tries + 1),
                    cancellationToken);
            if (taken == 1) claimed.Add(one.TransactionId);
        }

        return claimed;
    }

    public async Task<IReadOnlyList<Guid>> ClaimMessagesAsync(int atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.SubscribeDeliveries.AsNoTracking()
            .Where(delivery => delivery.NextTryAt <= now)
            .OrderBy(delivery => delivery.NextTryAt).ThenBy(delivery => delivery.At)
            .Select(delivery => new { delivery.Id, delivery.Tries, delivery.NextTryAt })
            .Take(atMost).ToListAsync(cancellationToken);
        List<Guid> claimed = [];
        foreach (var one in due)
        {
            DateTimeOffset next = CheckPlan.NextTry(one.Tries + 1, now);
            int taken = await db.SubscribeDeliveries
                .Where(delivery => delivery.Id == one.Id && delivery.NextTryAt == one.NextTryAt)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(delivery => delivery.NextTryAt, next)
                        .SetProperty(delivery => delivery.Tries, delivery => delivery.Tries + 1),
                    cancellationToken);
            if (taken == 1) claimed.Add(one.Id);
        }

        return claimed;
    }
}
