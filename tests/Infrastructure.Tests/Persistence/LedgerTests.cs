using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>The ledger is added to with the order and neither changed nor deleted; what is due is claimed by one node.</summary>
public sealed class LedgerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_and_its_refund_are_posted_with_the_order_and_sum_up_to_nothing()
    {
        await using var school = await Installation.OpenAsync();
        await PaidAndRefundedAsync(school);
        await using var db = school.Node.Open();
        var lines = await db.LedgerEntries.AsNoTracking().ToListAsync(Ct);
        lines.Select(line => line.Posting.Split(' ')[0]).Distinct().ShouldBe(["charge", "decision", "refund"], ignoreOrder: true);
        lines.Sum(line => line.AmountFen).ShouldBe(0);
        lines.Where(line => line.Book == LedgerBook.Provider).Sum(line => line.AmountFen).ShouldBe(2_000);
        lines.Where(line => line.Book == LedgerBook.Earned).Sum(line => line.AmountFen).ShouldBe(-2_000);
    }

    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task A_line_of_the_ledger_is_neither_changed_nor_deleted(EntityState change)
    {
        await using var school = await Installation.OpenAsync();
        await PaidAndRefundedAsync(school);
        await using var db = school.Node.Open();
        db.Entry(await db.LedgerEntries.FirstAsync(Ct)).State = change;
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
        Should.Throw<InvalidOperationException>(() => db.SaveChanges());
        await using var afterwards = school.Node.Open();
        (await afterwards.LedgerEntries.CountAsync(Ct)).ShouldBe(6);
    }

    [Fact]
    public async Task The_same_posting_twice_is_refused_by_the_database()
    {
        await using var school = await Installation.OpenAsync();
        await PaidAndRefundedAsync(school);
        await using var db = school.Node.Open();
        var line = await db.LedgerEntries.AsNoTracking().FirstAsync(Ct);
        db.Add(line);
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task An_order_has_one_open_attempt_at_most_whoever_writes_it()
    {
        await using var school = await Installation.OpenAsync();
        var order = (await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync()).Place();
        order.Pay(Campus.AppId, Campus.MerchantId, "oPayer", Campus.Owner(order), school.Node.Now).Succeeded.ShouldBeTrue();
        await school.Node.SaveAsync(order);
        order.RecordClosed(order.Attempts[0].OutTradeNo, school.Node.Now);
        order.Pay(Campus.AppId, Campus.MerchantId, "oPayer", Campus.Owner(order), school.Node.Now).Succeeded.ShouldBeTrue();
        await using var db = school.Node.Open();
        var second = order.Attempts[1];
        db.Entry(second).Property("OrderId").CurrentValue = order.Id;
        db.Entry(second).State = EntityState.Added;
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Several_nodes_at_once_claim_each_due_attempt_once_and_its_next_time_is_the_plans()
    {
        await using var school = await Installation.OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        List<Order> orders = [];
        for (var count = 0; count < 20; count++)
        {
            var order = (await open.EnrolAsync()).Place();
            order.Pay(Campus.AppId, Campus.MerchantId, "oPayer", Campus.Owner(order), school.Node.Now).Succeeded.ShouldBeTrue();
            orders.Add(order);
        }

        await school.Node.SaveAsync([.. orders]);
        var work = Enumerable.Range(0, 4).Select(_ => school.AddNode().Get<IDueWork>()).ToArray();
        (await work[0].ClaimAttemptsAsync(50, Ct)).ShouldBeEmpty("nothing is due before five seconds");
        school.Node.Clock.Advance(TimeSpan.FromSeconds(5));
        var claimed = (await Task.WhenAll(work.Select(node => Task.Run(() => node.ClaimAttemptsAsync(50, Ct), Ct)))).SelectMany(one => one).ToArray();
        claimed.Select(one => one.OutTradeNo).ShouldBe(orders.Select(order => order.Attempts[0].OutTradeNo), ignoreOrder: true);
        await using var db = school.Node.Open();
        (await db.Set<PaymentAttempt>().Select(attempt => new { attempt.NextCheckAt, attempt.Checks }).Distinct().SingleAsync(Ct))
            .ShouldBe(new { NextCheckAt = (DateTimeOffset?)Installation.Start.AddSeconds(30), Checks = 1 });
        await work[1].BringForwardAsync(Ct);
        (await work[2].ClaimAttemptsAsync(50, Ct)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task An_event_that_was_given_up_is_listed_and_delivered_again()
    {
        await using var school = await Installation.OpenAsync();
        await PaidAndRefundedAsync(school);
        var letters = school.Node.Get<IDeadLetters>();
        (await letters.ListAsync(Ct)).ShouldBeEmpty();
        await using var db = school.Node.Open();
        var message = await db.OutboxMessages.FirstAsync(Ct);
        await db.OutboxMessages.Where(one => one.Id == message.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.DeadAt, school.Node.Now).SetProperty(one => one.Attempts, 10), Ct);
        (await letters.ListAsync(Ct)).Single().Id.ShouldBe(message.Id);
        (await letters.ReplayAsync(message.Id, Ct)).ShouldNotBeNull().Attempts.ShouldBe(10);
        (await letters.ReplayAsync(message.Id, Ct)).ShouldBeNull();
        var revived = await db.OutboxMessages.AsNoTracking().SingleAsync(one => one.Id == message.Id, Ct);
        (revived.DeadAt, revived.Attempts, revived.NextAttemptAt).ShouldBe((null, 0, school.Node.Now));
    }

    [Fact]
    public async Task A_reconciliation_comes_back_and_a_later_comparison_takes_its_place()
    {
        await using var school = await Installation.OpenAsync();
        var day = new Reconciliation("main", new DateOnly(2026, 5, 5));
        day.Record(
            new DaySums(2, 1, 6_000, 3_000, 500, 400), new FundFlowSums(3, 6_000, 600, 36, 1, 2),
            [new Difference(DifferenceKind.MissingThere, DifferenceHandling.Alarm, "000015-20260505000000000-01", "42001", "R1", 7, 8, BillKind.FundFlow)], school.Node.Now);
        day.Resolve("已核实", Campus.Finance).Succeeded.ShouldBeTrue();
        await school.Node.SaveAsync(day);
        await using var scope = school.Node.Scope();
        var days = (IReconciliationRepository)scope.ServiceProvider.GetService(typeof(IReconciliationRepository))!;
        var loaded = (await days.FindAsync("main", new DateOnly(2026, 5, 5), Ct))!;
        Every.Field(loaded).ShouldBe(Every.Field(day));
        Every.DefaultField([loaded]).ShouldBeEmpty();
        loaded.Record(new DaySums(2, 1, 6_000, 6_000, 500, 500), FundFlowSums.None, [], school.Node.Now);
        (await ((IUnitOfWork)scope.ServiceProvider.GetService(typeof(IUnitOfWork))!).TrySaveAsync(Ct)).ShouldBeTrue();
        await using var db = school.Node.Open();
        (await db.Reconciliations.SingleAsync(Ct)).Differences.ShouldBeEmpty();
    }

    private static async Task PaidAndRefundedAsync(Installation school)
    {
        var order = (await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync()).Place();
        Campus.Pay(order, school.Node.Now);
        order.RefundGoodwill(new Money(1_000), "等待太久", Campus.Finance, Campus.SecondFinance, school.Node.Now).Succeeded.ShouldBeTrue();
        Campus.Refund(order, order.Refunds[0].OutRefundNo, RefundOutcome.Succeeded, school.Node.Now);
        await school.Node.SaveAsync(order);
    }
}
