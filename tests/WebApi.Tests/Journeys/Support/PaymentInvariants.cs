using System.Security.Cryptography;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// What must hold between the database and WeChat's own ledger, whatever died in between. Money that WeChat took reaches its
/// order, and events reach their handlers, without anybody doing anything.
/// </summary>
internal sealed class PaymentInvariants(IServiceProvider services, StandInProcess wechat)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Waits until every order that WeChat has money for is paid, then holds these orders to the rules.</summary>
    /// <param name="ids">The orders.</param>
    /// <param name="acknowledged">Those whose payment the API has confirmed to the student.</param>
    /// <returns>Those that are paid.</returns>
    public async Task<IReadOnlySet<Guid>> HoldAsync(IReadOnlyCollection<Guid> ids, IReadOnlySet<Guid> acknowledged)
    {
        var charges = (await wechat.ListAsync("charges", Now)).Where(charge => (string)charge["state"]! == "Success")
            .ToLookup(charge => ((string)charge["outTradeNo"]!)[..^3], charge => (long)charge["total"]!, StringComparer.Ordinal);
        OrderNumber[] charged = [.. charges.Select(charge => new OrderNumber(charge.Key))];
        OrderId[] wanted = [.. ids.Select(id => new OrderId(id))];

        // Whoever was charged has paid: in the end, and by itself.
        await UntilNoneAsync(db => db.Orders.Where(order => wanted.Contains(order.Id)
            && charged.Contains(order.Number) && order.Status == OrderStatus.PendingPayment));

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var orders = await db.Orders.AsNoTracking().AsSplitQuery()
            .Include(order => order.History.OrderBy(line => line.Sequence)).Include(order => order.Attempts)
            .Include(order => order.Charges).Include(order => order.Refunds)
            .Where(order => wanted.Contains(order.Id)).ToListAsync(Now);

        // Every order that was answered is there.
        orders.Count.ShouldBe(ids.Count);
        foreach (var order in orders)
        {
            // None is paid without a charge, none charged twice, and the sums are equal to the fen.
            var isPaid = order.Status == OrderStatus.PendingReview;
            charges[order.Number.Value].Count().ShouldBe(isPaid ? 1 : 0, order.Number.Value);
            order.Status.ShouldBeOneOf(OrderStatus.PendingReview, OrderStatus.PendingPayment);
            order.Charges.Sum(charge => charge.Amount.Fen).ShouldBe(charges[order.Number.Value].Sum(), order.Number.Value);
            order.Charges.ShouldAllBe(charge => charge.Disposition == ChargeDisposition.Accepted);
            order.Attempts.Count(attempt => attempt.State == AttemptState.Paid).ShouldBe(isPaid ? 1 : 0, order.Number.Value);
            order.Refunds.ShouldBeEmpty();
            if (acknowledged.Contains(order.Id.Value)) isPaid.ShouldBeTrue(order.Number.Value);
            FollowsTheTable(order);
        }

        return orders.Where(order => order.Status == OrderStatus.PendingReview).Select(order => order.Id.Value).ToHashSet();
    }

    /// <summary>Waits until the outbox is empty, then holds each payment to one message for its student.</summary>
    public async Task EachEventToldOnceAsync(IReadOnlySet<Guid> paid)
    {
        await UntilNoneAsync(db => db.OutboxMessages.Where(message => message.ProcessedAt == null));
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        (await db.OutboxMessages.CountAsync(message => message.DeadAt != null, Now)).ShouldBe(0);
        var told = await db.InboxMessages.Where(message => message.Action == OrderAction.ApplyPayment).Select(message => message.OrderId).ToListAsync(Now);
        told.Select(order => order!.Value.Value).Order().ShouldBe(paid.Order());
        (await db.HandledMarks.CountAsync(mark => mark.Handler == "TellStudent", Now)).ShouldBe(await db.InboxMessages.CountAsync(Now));
    }

    /// <summary>Every photo that a row names is there with the bytes that the row tells.</summary>
    public async Task EachPhotoIsThereAsync(string folder)
    {
        await using var scope = services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Submissions.AsNoTracking().ToListAsync(Now);
        var files = EmbeddedSchool.PhotosIn(folder);
        foreach (var photo in rows.SelectMany(row => new[] { row.Original, row.Standardised! }).DistinctBy(photo => photo.Key))
        {
            await using var file = File.OpenRead(files[photo.Key]);
            (file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, Now))).ShouldBe((photo.Bytes, photo.Sha256));
        }
    }

    private static void FollowsTheTable(Order order)
    {
        order.History.Select(line => line.Sequence).ShouldBe(Enumerable.Range(1, order.History.Count));
        order.History[0].Action.ShouldBe(OrderAction.Place);
        foreach (var (before, line) in order.History.Zip(order.History.Skip(1)))
        {
            line.From.ShouldBe(before.To);
            line.At.ShouldBeGreaterThanOrEqualTo(before.At);
            OrderTable.Leads(line.From, line.Action, line.To).ShouldBeTrue($"{line.From} {line.Action} {line.To}");
        }

        order.History[^1].To.ShouldBe(order.Status);
    }

    private async Task UntilNoneAsync<T>(Func<AppDbContext, IQueryable<T>> what)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (true)
        {
            await using (var scope = services.CreateAsyncScope())
            {
                if (!await what(scope.ServiceProvider.GetRequiredService<AppDbContext>()).AnyAsync(Now)) return;
            }

            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(AtMost);
            await looks.WaitForNextTickAsync(Now);
        }
    }
}
