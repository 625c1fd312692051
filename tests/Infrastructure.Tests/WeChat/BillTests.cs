using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.WeChat;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>Each test has a stand-in of its own: a bill tells of all that happened on its day.</summary>
public sealed class BillTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly WeChatFixture _weChat = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _weChat.InitializeAsync();

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    [Fact]
    public async Task A_days_bill_tells_every_charge_and_refund_to_the_fen()
    {
        var (day, fact, refund) = await ADayAsync();

        var bill = (await _weChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value;
        (bill.Day, bill.ChargedFen, bill.RefundedFen).ShouldBe((day, 2500 + 1999, 1001));
        var charge = bill.Rows.Single(row => row.OutTradeNo == fact.OutTradeNo && row.Kind == TradeBillKind.Charge);
        charge.ShouldBe(new TradeBillRow(
            TradeBillKind.Charge, charge.At, fact.MerchantId, fact.TransactionId, fact.OutTradeNo, fact.PayerOpenId, 2500, null, null, 0,
            null, 0.15m));
        charge.At.ShouldBe(fact.PaidAt);
        var returned = bill.Rows.Single(row => row.Kind == TradeBillKind.Refund);
        (returned.OutRefundNo, returned.RefundId, returned.RefundFen, returned.AmountFen, returned.RefundStatus, returned.FeeYuan)
            .ShouldBe((refund.OutRefundNo, refund.RefundId, 1001, 0, "SUCCESS", -0.06m));
        bill.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_days_fund_flow_adds_up()
    {
        var (day, fact, refund) = await ADayAsync();

        var bill = (await _weChat.Gateway.DownloadFundFlowBillAsync("main", day, Token)).Value;
        (bill.IncomeFen, bill.ExpenseFen, bill.Rows[^1].BalanceFen).ShouldBe((4499, 1001, 3498));
        bill.Rows.Single(row => row.Voucher == fact.OutTradeNo).IsIncome.ShouldBeTrue();
        bill.Rows.Single(row => row.Voucher == refund.OutRefundNo).AmountFen.ShouldBe(1001);
    }

    [Fact]
    public async Task A_day_without_payments_is_an_empty_bill_and_accounts_are_kept_apart()
    {
        var (day, _, _) = await ADayAsync();

        (await _weChat.Gateway.DownloadTradeBillAsync("second", day, Token)).Value.Rows.ShouldBeEmpty();
        (await _weChat.Gateway.DownloadTradeBillAsync("main", day.AddDays(-1), Token)).Value.Rows.ShouldBeEmpty();
        (await _weChat.Gateway.DownloadFundFlowBillAsync("main", day.AddDays(-1), Token)).Value.Rows.ShouldBeEmpty();
        (await _weChat.Gateway.DownloadTradeBillAsync("other", day, Token)).Error.ShouldBe(PaymentErrors.Unknown);
    }

    [Fact]
    public async Task A_bill_that_is_being_written_or_that_is_damaged_is_told_as_such()
    {
        var (day, _, _) = await ADayAsync();
        await RefusedAsync("bill-creating", PaymentErrors.BillNotReady);
        await RefusedAsync("bill-hash-mismatch", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-malformed", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-file-malformed", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-500", LoginErrors.WeChatUnavailable, count: 3);
        await RefusedAsync("bill-file-500", LoginErrors.WeChatUnavailable, count: 3);
        (await _weChat.Gateway.DownloadTradeBillAsync("main", day.AddDays(7), Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);

        await _weChat.StandIn.FaultAsync("bill-file-reset-after-commit", Token);
        (await _weChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value.Rows.Count.ShouldBe(3);

        async Task RefusedAsync(string fault, Domain.Common.Error error, int count = 1)
        {
            await _weChat.StandIn.FaultAsync(fault, Token, count);
            (await _weChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Error.ShouldBe(error, fault);
        }
    }

    [Theory]
    [InlineData("bill-extra-row", 4, 4499 + 2500)]
    [InlineData("bill-missing-row", 2, 1999)]
    [InlineData("bill-wrong-amount", 3, 4499 + 1)]
    public async Task What_reconciliation_must_find_is_in_the_bill(string fault, int rows, long charged)
    {
        var (day, _, _) = await ADayAsync();
        await _weChat.StandIn.FaultAsync(fault, Token);

        var bill = (await _weChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value;
        (bill.Rows.Count, bill.ChargedFen).ShouldBe((rows, charged));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\r\n")]
    [InlineData("a,b\r\n`1,`2\r\n")]
    [InlineData("a,b\r\n`1\r\nc\r\n`1\r\n")]
    [InlineData("a,b\r\n`1,`2\r\nc\r\n`1,`2\r\n")]
    public void What_does_not_look_like_a_bill_is_not_read_as_one(string text) =>
        Should.Throw<FormatException>(() => BillTable.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_bill_is_read_by_the_names_of_its_columns()
    {
        var table = BillTable.Parse(Encoding.UTF8.GetBytes("\uFEFFb,a\r\n`x,y,`25.01\r\n`z,`-0.10\r\nn,sum\r\n`2,`24.91\r\n"));

        (table.Count, table.Column("b")(0), table.Column("missing", "a")(1), table.Sum("sum")).ShouldBe((2, "x,y", "-0.10", "24.91"));
        (BillTable.Fen("25.01"), BillTable.Fen("-0.10"), BillTable.Fen("0")).ShouldBe((2501, -10, 0));
        Should.Throw<FormatException>(() => BillTable.Fen("0.001"));
        Should.Throw<FormatException>(() => BillTable.Fen("1,000.00"));
        Should.Throw<FormatException>(() => table.Column("missing"));
    }

    /// <summary>Two charges and a refund, and the day after.</summary>
    private async Task<(DateOnly Day, PaymentFact Fact, RefundFact Refund)> ADayAsync()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var charge = WeChatFixture.Charge(_weChat.NewNumber());
        await _weChat.PayAsync(charge);
        var fact = (await _weChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        await _weChat.PayAsync(WeChatFixture.Charge(_weChat.NewNumber(), fen: 1999));
        await _weChat.NextNotificationAsync();
        await _weChat.Gateway.RefundAsync(new RefundRequest("main", fact.TransactionId, $"R{fact.OutTradeNo}-01", 1001, 2500, null), Token);
        var refund = (await _weChat.NextNotificationAsync()).Result.Value.Refund!;
        await _weChat.StandIn.AdvanceAsync(Day, Token);
        return (day, fact, refund);
    }
}
