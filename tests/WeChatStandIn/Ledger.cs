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
    public Charge(KeptCharge kept)
        : this(kept.Terms, kept.CreatedAt, kept.PayableUntil)
    {
        (State, TransactionId, PaidAt, Coupon) = (kept.State, kept.TransactionId, kept.PaidAt, kept.Coupon);
        foreach (var (id, until) in kept.Prepays) Prepays[id] = until;
        Refunds.AddRange(kept.Refunds.Select(refund => new Refund(refund)));
        Shipping = new Shipping(kept.Shipping);
    }

    public Lock Lock { get; } = new();

    public PrepayTerms Terms { get; } = terms;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset PayableUntil { get; } = payableUntil;

    public TradeState State { get; private set; }

    public string? TransactionId { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>What the payer's coupon paid, in fen.</summary>
    public long Coupon { get; private set; }

    /// <summary>Prepay ids that lead here, with their end.</summary>
    public Dictionary<string, DateTimeOffset> Prepays { get; } = new(StringComparer.Ordinal);

    /// <summary>Refunds, oldest first.</summary>
    public List<Refund> Refunds { get; } = [];

    /// <summary>What goes back or has gone back, in fen.</summary>
    public long Refunded => Refunds.Where(refund => refund.State != RefundState.Closed).Sum(refund => refund.Terms.Amount);

    /// <summary>What it put into the shipping management.</summary>
    public Shipping Shipping { get; } = new();

    public void Pay(string transactionId, long coupon, DateTimeOffset now) =>
        (State, TransactionId, Coupon, PaidAt) = (TradeState.Success, transactionId, coupon, now);

    public void Close() => State = TradeState.Closed;

    public KeptCharge ToKept() => new(
        Terms, CreatedAt, PayableUntil, State, TransactionId, PaidAt, Coupon, Prepays, [.. Refunds.Select(refund => refund.ToKept())],
        Shipping.ToKept());
}

/// <summary>What became of opening a charge.</summary>
internal readonly record struct Opening(string? PrepayId, string? Code, string? Message)
{
    public static Opening Refused(string code, string message) => new(null, code, message);
}

/// <summary>All charges and the prepay ids that lead to them.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan PrepayLifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan DefaultPayable = TimeSpan.FromDays(7);
    private readonly ConcurrentDictionary<(string MerchantId, string OutTradeNo), Charge> _charges = new();
    private readonly ConcurrentDictionary<string, (Charge Charge, DateTimeOffset Until)> _prepays = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Charge> _paid = new(StringComparer.Ordinal);
    private readonly BusinessClock _clock;
    private readonly LedgerFile _file;
    private long _transactions;

    public Ledger(BusinessClock clock, LedgerFile file)
    {
        (_clock, _file) = (clock, file);
        foreach (var kept in file.Kept)
        {
            var charge = new Charge(kept);
            _charges[(charge.Terms.MerchantId, charge.Terms.OutTradeNo)] = charge;
            foreach (var (id, until) in charge.Prepays) _prepays[id] = (charge, until);
            if (charge.TransactionId is not { } transaction) continue;
            _paid[transaction] = charge;
            _transactions++;
        }
    }

    /// <summary>Prepay ids that still lead to a charge, the latest of each.</summary>
    public IEnumerable<(string PrepayId, Charge Charge)> Prepays => _prepays
        .Where(prepay => prepay.Value.Until > _clock.Now)
        .GroupBy(prepay => prepay.Value.Charge)
        .Select(group => (PrepayId: group.MaxBy(prepay => prepay.Value.Until).Key, Charge: group.Key))
        .OrderByDescending(prepay => prepay.Charge.CreatedAt);

    public IEnumerable<Charge> Charges => _charges.Values.OrderBy(charge => charge.CreatedAt);

    public Charge? Find(string merchantId, string outTradeNo) => _charges.GetValueOrDefault((merchantId, outTradeNo));

    public Charge? FindByPrepay(string prepayId) =>
        _prepays.TryGetValue(prepayId, out var prepay) && prepay.Until > _clock.Now ? prepay.Charge : null;

    public Opening Open(PrepayTerms terms, DateTimeOffset? timeExpire)
    {
        var now = _clock.Now;
        var prepayId = "wx" + RandomText.Digits(28) + RandomText.Of(4);
        var charge = _charges.GetOrAdd(
            (terms.MerchantId, terms.OutTradeNo),
            _ => new Charge(terms, now, timeExpire ?? now + DefaultPayable));
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return Opening.Refused("ORDERPAID", "该订单已支付");
            if (charge.State == TradeState.Closed) return Opening.Refused("ORDER_CLOSED", "该订单已关闭");
            if (charge.Terms != terms) return Opening.Refused("INVALID_REQUEST", "请求重入时，参数与首次请求时不一致");
            charge.Prepays[prepayId] = now + PrepayLifetime;
            Keep(charge);
        }

        _prepays[prepayId] = (charge, now + PrepayLifetime);
        return new Opening(prepayId, null, null);
    }

    public Charge? FindByTransaction(string merchantId, string transactionId) =>
        FindByTransaction(transactionId) is { } charge && charge.Terms.MerchantId == merchantId ? charge : null;

    public Charge? FindByTransaction(string transactionId) => _paid.GetValueOrDefault(transactionId);

    /// <summary>Marks a charge as paid; the caller holds its lock.</summary>
    public void MarkPaid(Charge charge, long coupon)
    {
        charge.Pay($"4200{Interlocked.Increment(ref _transactions):D6}{RandomText.Digits(18)}", coupon, _clock.Now);
        _paid[charge.TransactionId!] = charge;
        Keep(charge);
    }

    /// <summary>Writes a changed charge into the file, if there is one; the caller holds its lock.</summary>
    public void Keep(Charge charge) => _file.Write(charge);

    public void Clear()
    {
        _file.Clear();
        _charges.Clear();
        _paid.Clear();
        _prepays.Clear();
    }
}
