using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>对账: bills with extra, missing and differing rows; each is found and handled.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public async Task A_day_without_differences_has_equal_sums_on_both_sides()
    {
        await using var school = await School.OpenAsync();
        var orders = await PaidAsync(school, 3);
        await RefundAsync(school, orders[0]);
        var report = await CompareAsync(school);
        (report.Charges, report.Refunds, report.Differences.Count, report.Open).ShouldBe((3, 1, 0, 0));
        (report.OurCharged, report.OurRefunded).ShouldBe((report.TheirCharged, report.TheirRefunded));
        (report.OurCharged.AmountFen, report.OurRefunded.AmountFen).ShouldBe((9000, 3000));
    }

    [Fact]
    public async Task A_row_that_is_no_order_of_ours_waits_for_a_person_until_somebody_has_looked_into_it()
    {
        await using var school = await School.OpenAsync();
        await PaidAsync(school, 1);
        school.WeChatPay.BillChanges = rows => rows.SelectMany(row => new[] { row, row with { TransactionId = "42009999", OutTradeNo = "somebody-elses" } });
        var report = await CompareAsync(school);
        OfTrade(report).Select(one => (one.Kind, one.Handling, one.OurFen, one.TheirFen)).ShouldBe([(DifferenceKind.Foreign, DifferenceHandling.Alarm, null, 3000)]);
        report.Open.ShouldBe(2, "and the account took in nothing of the kind");
        var resolved = await school.SendAsync(new ResolveReconciliationCommand("main", report.Day, "测试订单，已核实", Books.Finance));
        (resolved.Value.Open, resolved.Value.Note).ShouldBe((0, "测试订单，已核实"));
        (await school.SendAsync(new ResolveReconciliationCommand("main", report.Day, "再次", Books.Finance))).Error!.Code.ShouldBe("reconciliation.nothing_open");
    }

    [Fact]
    public async Task A_charge_that_the_bill_does_not_have_waits_for_a_person()
    {
        await using var school = await School.OpenAsync();
        await PaidAsync(school, 2);
        school.WeChatPay.BillChanges = rows => rows.Skip(1);
        var report = await CompareAsync(school);
        report.Differences.Select(one => (one.Kind, one.Handling, one.OurFen, one.TheirFen)).ShouldBe([(DifferenceKind.MissingThere, DifferenceHandling.Alarm, 3000, null)]);
        report.OurCharged.AmountFen.ShouldBe(report.TheirCharged.AmountFen + 3000);
    }

    [Fact]
    public async Task A_refund_that_the_bill_does_not_have_waits_for_a_person()
    {
        await using var school = await School.OpenAsync();
        await RefundAsync(school, (await PaidAsync(school, 1)).Single());
        school.WeChatPay.BillChanges = rows => rows.Where(row => row.Kind != TradeBillKind.Refund);
        var found = OfTrade(await CompareAsync(school)).ShouldHaveSingleItem();
        (found.Kind, found.Handling, found.OutRefundNo, found.OurFen, found.TheirFen).ShouldBe(
            (DifferenceKind.MissingThere, DifferenceHandling.Alarm, school.WeChatPay.Refunds.Single().OutRefundNo, 3000L, null));
    }

    [Fact]
    public async Task A_row_with_another_amount_waits_for_a_person()
    {
        await using var school = await School.OpenAsync();
        await PaidAsync(school, 1);
        school.WeChatPay.BillChanges = rows => rows.Select(row => row with { AmountFen = 2999 });
        OfTrade(await CompareAsync(school)).Select(one => (one.Kind, one.OurFen, one.TheirFen)).ShouldBe([(DifferenceKind.AmountDiffers, 3000, 2999)]);
    }

    [Fact]
    public async Task A_refund_of_another_amount_and_one_that_is_not_ours_wait_for_a_person_and_one_that_has_ended_is_applied()
    {
        await using var school = await School.OpenAsync();
        var orders = await PaidAsync(school, 2);
        await RefundAsync(school, orders[0]);
        await RefundAsync(school, orders[1]);
        var ended = school.WeChatPay.Refunds.First();
        school.WeChatPay.EndRefund(ended.OutRefundNo, RefundOutcome.Succeeded);
        school.WeChatPay.BillChanges = rows => rows
            .Select(row => row.Kind == TradeBillKind.Refund && row.OutRefundNo != ended.OutRefundNo ? row with { RefundFen = 1 } : row)
            .SelectMany(row => row.OutRefundNo == ended.OutRefundNo ? new[] { row, row with { OutRefundNo = "by-hand" } } : [row]);
        var report = await CompareAsync(school);
        OfTrade(report).Select(one => (one.Kind, one.Handling)).ShouldBe(
            [(DifferenceKind.StateDiffers, DifferenceHandling.Applied), (DifferenceKind.Foreign, DifferenceHandling.Alarm), (DifferenceKind.AmountDiffers, DifferenceHandling.Alarm)],
            ignoreOrder: true);
        (await school.OrderAsync(orders[0])).RefundStatus.ShouldBe(RefundStatus.Refunded);
    }

    [Fact]
    public async Task What_the_account_took_in_and_gave_out_is_compared_with_the_charges_and_refunds()
    {
        await using var school = await School.OpenAsync();
        var orders = await PaidAsync(school, 2);
        await RefundAsync(school, orders[0]);
        school.WeChatPay.EndRefund(school.WeChatPay.Refunds.Single().OutRefundNo, RefundOutcome.Succeeded);
        school.WeChatPay.FlowChanges = rows => rows
            .Append(Movement("扣除交易手续费", income: false, 18)).Append(Movement("提现", income: false, 1000)).Append(Movement("充值", income: true, 500));
        var flow = (await CompareAsync(school)).Flow;
        (flow.Movements, flow.Income.AmountFen, flow.Expense.AmountFen, flow.Fees.AmountFen, flow.OtherIncome.AmountFen, flow.OtherExpense.AmountFen)
            .ShouldBe((6, 6500, 4018, 18, 500, 1000));
    }

    [Theory]
    [InlineData("missing", DifferenceKind.MissingThere, 3000L, null)]
    [InlineData("amount", DifferenceKind.AmountDiffers, 3000L, 2999L)]
    [InlineData("extra", DifferenceKind.Foreign, null, 777L)]
    [InlineData("refund missing", DifferenceKind.MissingThere, 3000L, null)]
    [InlineData("refund came back", DifferenceKind.AmountDiffers, 3000L, 0L)]
    [InlineData("refund extra", DifferenceKind.Foreign, null, 777L)]
    public async Task A_movement_that_is_missing_differs_or_is_nobodys_waits_for_a_person(string what, DifferenceKind kind, long? ours, long? theirs)
    {
        await using var school = await School.OpenAsync();
        var orders = await PaidAsync(school, 2);
        await RefundAsync(school, orders[0]);
        school.WeChatPay.EndRefund(school.WeChatPay.Refunds.Single().OutRefundNo, RefundOutcome.Succeeded);
        await school.RunTimersAsync();
        school.WeChatPay.FlowChanges = rows => what switch
        {
            "missing" => rows.Skip(1),
            "amount" => rows.Select((row, at) => at == 0 ? row with { AmountFen = 2999 } : row),
            "extra" => rows.Append(Movement("交易", income: true, 777)),
            "refund missing" => rows.Where(row => row.IsIncome),
            "refund came back" => rows.SelectMany(row => row.IsIncome ? [row] : new[] { row, row with { IsIncome = true } }),
            _ => rows.Append(Movement("退款", income: false, 777)),
        };
        var found = (await CompareAsync(school)).Differences.Where(one => one.Bill == BillKind.FundFlow).ShouldHaveSingleItem();
        (found.Kind, found.Handling, found.OurFen, found.TheirFen).ShouldBe((kind, DifferenceHandling.Alarm, ours, theirs));
    }

    [Fact]
    public async Task Every_day_is_compared_once_its_bill_is_there_also_after_days_of_standstill()
    {
        await using var school = await School.OpenAsync();
        await PaidAsync(school, 1);
        (await school.SendAsync(new ReconcileDueProcess())).Value.ShouldBe(0, "today's bill comes tomorrow");
        school.Clock.Advance(TimeSpan.FromHours(23));
        (await school.SendAsync(new ReconcileDueProcess())).Value.ShouldBe(0, "before ten no bill is there");
        school.WeChatPay.BillIsReady = false;
        school.Clock.Advance(TimeSpan.FromHours(2));
        (await school.SendAsync(new ReconcileDueProcess())).Value.ShouldBe(0);
        school.WeChatPay.BillIsReady = true;
        school.Clock.Advance(TimeSpan.FromDays(3));
        (await school.SendAsync(new ReconcileDueProcess())).Value.ShouldBe(4);
        (await school.SendAsync(new ReconcileDueProcess())).Value.ShouldBe(0);
        (await school.SendAsync(new ListReconciliationsQuery())).Value.Items.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Days_without_a_bill_and_unknown_accounts_are_refused()
    {
        await using var school = await School.OpenAsync();
        var today = Today(school);
        (await school.SendAsync(new ReconcileDayProcess("main", today))).Error!.Code.ShouldBe("reconciliation.day_without_bill");
        (await school.SendAsync(new ReconcileDayProcess("main", today.AddDays(-91)))).Error!.Code.ShouldBe("reconciliation.day_without_bill");
        (await school.SendAsync(new ReconcileDayProcess("nobody", today.AddDays(-1)))).Error!.Code.ShouldBe("payment.unknown");
        (await school.SendAsync(new GetReconciliationQuery("main", today.AddDays(-1)))).Error!.Code.ShouldBe("reconciliation.not_found");
    }

    private static DateOnly Today(School school) => DateOnly.FromDateTime(school.Now.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static IEnumerable<DifferenceView> OfTrade(ReconciliationView report) => report.Differences.Where(one => one.Bill == BillKind.Trade);

    private static FundFlowRow Movement(string business, bool income, long fen) =>
        new(default, "4200099999", "F1", business, income, fen, 0, "somebody-elses");

    private static async Task<ReconciliationView> CompareAsync(School school)
    {
        var day = Today(school);
        school.Clock.Advance(TimeSpan.FromDays(1));
        return (await school.SendAsync(new ReconcileDayProcess("main", day))).Value;
    }

    private static async Task<IReadOnlyList<OrderId>> PaidAsync(School school, int count)
    {
        var placed = await school.PlaceManyAsync(count);
        foreach (var (student, order) in placed)
            (await school.NotifyAsync(school.WeChatPay.Pay((await school.SendAsync(new StartPaymentProcess(student, order))).Value.OutTradeNo))).Error.ShouldBeNull();
        return [.. placed.Select(one => one.Order)];
    }

    private static async Task RefundAsync(School school, OrderId order)
    {
        (await school.SendAsync(new RequestRefundCommand(order, "不再需要", Books.Operator, await school.VersionAsync(order)))).Error.ShouldBeNull();
        (await school.SendAsync(new ApproveRefundCommand(order, Books.Finance, await school.VersionAsync(order)))).Error.ShouldBeNull();
        await school.RunTimersAsync();
    }
}
