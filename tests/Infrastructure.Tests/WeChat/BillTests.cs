using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.WeChat;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>Two charges and a refund at noon, and the day after.</summary>
public sealed class BilledDay : IAsyncLifetime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal WeChatFixture WeChat { get; } = new();

    internal DateOnly Day { get; private set; }

    internal PaymentFact Fact { get; private set; } = null!;

    internal RefundFact Refund { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await WeChat.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow().ToOffset(China);
        var noon = new DateTimeOffset(now.Date.AddDays(1).AddHours(12), China);
        await WeChat.StandIn.AdvanceAsync(noon - now, CancellationToken.None);
        Day = DateOnly.FromDateTime(noon.DateTime);
        Fact = await PayAsync(2500);
        await PayAsync(1999);
        var request = new RefundRequest("main", Fact.TransactionId, $"R{Fact.OutTradeNo}-01", 1001, 2500, null);
        (await WeChat.Gateway.RefundAsync(request, CancellationToken.None)).Succeeded.ShouldBeTrue();
        Refund = (await WeChat.NextNotificationAsync()).Result.Value.Refund!;
        await WeChat.StandIn.AdvanceAsync(TimeSpan.FromDays(1), CancellationToken.None);

        async Task<PaymentFact> PayAsync(long fen)
        {
            await WeChat.PayAsync(WeChatFixture.Charge(WeChat.NewNumber(), fen: fen) with { ExpiresAt = noon.AddHours(1) });
            return (await WeChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        }
    }

    public ValueTask DisposeAsync() => WeChat.DisposeAsync();
}

public sealed class BillTests(BilledDay billed) : IClassFixture<BilledDay>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WeChatFixture WeChat => billed.WeChat;

    [Fact]
    public async Task A_days_bill_tells_every_charge_and_refund_to_the_fen()
    {
        var (day, fact, refund) = (billed.Day, billed.Fact, billed.Refund);

        var bill = (await WeChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value;
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
        var (day, fact, refund) = (billed.Day, billed.Fact, billed.Refund);

        var bill = (await WeChat.Gateway.DownloadFundFlowBillAsync("main", day, Token)).Value;
        (bill.IncomeFen, bill.ExpenseFen, bill.Rows[^1].BalanceFen).ShouldBe((4499, 1001, 3498));
        bill.Rows.Single(row => row.Voucher == fact.OutTradeNo).IsIncome.ShouldBeTrue();
        bill.Rows.Single(row => row.Voucher == refund.OutRefundNo).AmountFen.ShouldBe(1001);
    }

    [Fact]
    public async Task A_day_without_payments_is_an_empty_bill_and_accounts_are_kept_apart()
    {
        var day = billed.Day;

        (await WeChat.Gateway.DownloadTradeBillAsync("second", day, Token)).Value.Rows.ShouldBeEmpty();
        (await WeChat.Gateway.DownloadTradeBillAsync("main", day.AddDays(-1), Token)).Value.Rows.ShouldBeEmpty();
        (await WeChat.Gateway.DownloadFundFlowBillAsync("main", day.AddDays(-1), Token)).Value.Rows.ShouldBeEmpty();
        (await WeChat.Gateway.DownloadTradeBillAsync("other", day, Token)).Error.ShouldBe(PaymentErrors.Unknown);
    }

    [Fact]
    public async Task A_bill_that_is_being_written_or_that_is_damaged_is_told_as_such()
    {
        var day = billed.Day;
        await RefusedAsync("bill-creating", PaymentErrors.BillNotReady);
        await RefusedAsync("bill-hash-mismatch", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-malformed", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-file-malformed", PaymentErrors.BillDamaged);
        await RefusedAsync("bill-500", LoginErrors.WeChatUnavailable, count: 3);
        await RefusedAsync("bill-file-500", LoginErrors.WeChatUnavailable, count: 3);
        (await WeChat.Gateway.DownloadTradeBillAsync("main", day.AddDays(7), Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);

        await WeChat.StandIn.FaultAsync("bill-file-reset-after-commit", Token);
        (await WeChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value.Rows.Count.ShouldBe(3);

        async Task RefusedAsync(string fault, Domain.Common.Error error, int count = 1)
        {
            await WeChat.StandIn.FaultAsync(fault, Token, count);
            (await WeChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Error.ShouldBe(error, fault);
        }
    }

    [Theory]
    [InlineData("bill-extra-row", 4, 4499 + 2500)]
    [InlineData("bill-missing-row", 2, 1999)]
    [InlineData("bill-wrong-amount", 3, 4499 + 1)]
    public async Task What_reconciliation_must_find_is_in_the_bill(string fault, int rows, long charged)
    {
        var day = billed.Day;
        await WeChat.StandIn.FaultAsync(fault, Token);

        var bill = (await WeChat.Gateway.DownloadTradeBillAsync("main", day, Token)).Value;
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
}
