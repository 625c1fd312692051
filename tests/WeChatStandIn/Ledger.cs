using System.Collections.Concurrent;

namespace CampusPhoto.WeChatStandIn;

/// <summary>What a merchant asked for. Two prepay calls are the same when this is equal.</summary>
internal sealed record PrepayTerms(
    string AppId,
    string MerchantId,
    string OutTradeNo,
    string Description,
    string? TimeExpire,
    string? Attach,
    string NotifyUrl,
    long Total,
    string Currency,
    string OpenId);

internal enum TradeState
{
    NotPay,
    Success,
    Closed,
}

/// <summary>One charge. Its own lock guards its state.</summary>
internal sealed class Charge(PrepayTerms terms, DateTimeOffset createdAt, DateTimeOffset payableUntil)
{
    public Lock Lock { get; } = new();

    public PrepayTerms Terms { get; } = terms;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset PayableUntil { get; } = payableUntil;

    public TradeState State { get; private set; }

    public string? TransactionId { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public void Pay(string transactionId, DateTimeOffset now) =>
        (State, TransactionId, PaidAt) = (TradeState.Success, transactionId, now);

    public void Close() => State = TradeState.Closed;
}

/// <summary>What became of opening a charge.</summary>
internal readonly record struct Opening(string? PrepayId, string? Code, string? Message)
{
    public static Opening Refused(string code, string message) => new(null, code, message);
}

/// <summary>All charges and the prepay ids that lead to them.</summary>
internal sealed class Ledger(BusinessClock clock)
{
    private static readonly TimeSpan PrepayLifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan DefaultPayable = TimeSpan.FromDays(7);
    private readonly ConcurrentDictionary<(string MerchantId, string OutTradeNo), Charge> _charges = new();
    private readonly ConcurrentDictionary<string, (Charge Charge, DateTimeOffset Until)> _prepays = new(StringComparer.Ordinal);
    private long _transactions;

    public IEnumerable<Charge> Charges => _charges.Values.OrderBy(charge => charge.CreatedAt);

    public Charge? Find(string merchantId, string outTradeNo) => _charges.GetValueOrDefault((merchantId, outTradeNo));

    public Charge? FindByPrepay(string prepayId) =>
        _prepays.TryGetValue(prepayId, out var prepay) && prepay.Until > clock.Now ? prepay.Charge : null;

    public Opening Open(PrepayTerms terms, DateTimeOffset? timeExpire)
    {
        var now = clock.Now;
        var charge = _charges.GetOrAdd(
            (terms.MerchantId, terms.OutTradeNo),
            _ => new Charge(terms, now, timeExpire ?? now + DefaultPayable));
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return Opening.Refused("ORDERPAID", "该订单已支付");
            if (charge.State == TradeState.Closed) return Opening.Refused("ORDER_CLOSED", "该订单已关闭");
            if (charge.Terms != terms) return Opening.Refused("INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
        }

        var prepayId = "wx" + RandomText.Digits(28) + RandomText.Of(4);
        _prepays[prepayId] = (charge, now + PrepayLifetime);
        return new Opening(prepayId, null, null);
    }

    /// <summary>Marks an open charge as paid; the caller holds its lock.</summary>
    public void MarkPaid(Charge charge) =>
        charge.Pay($"4200{Interlocked.Increment(ref _transactions):D6}{RandomText.Digits(18)}", clock.Now);

    public void Clear()
    {
        _charges.Clear();
        _prepays.Clear();
    }
}
