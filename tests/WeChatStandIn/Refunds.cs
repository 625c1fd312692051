using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>What became of asking for a refund.</summary>
internal readonly record struct RefundOpening(Charge? Charge, Refund? Refund, int Status, string? Code, string? Message)
{
    public static RefundOpening Refused(int status, string code, string message) => new(null, null, status, code, message);
}

/// <summary>All refunds: they are taken at once and end a little later, when WeChat tells of it.</summary>
internal sealed class Refunds
{
    private const int MostPerCharge = 50;
    private static readonly TimeSpan Refundable = TimeSpan.FromDays(365);
    private readonly ConcurrentDictionary<(string MerchantId, string OutRefundNo), (Charge Charge, Refund Refund)> _all = new();
    private readonly Ledger _ledger;
    private readonly Faults _faults;
    private readonly Notifier _notifier;
    private readonly BusinessClock _clock;
    private readonly IOptions<StandInOptions> _options;
    private long _numbers;

    public Refunds(Ledger ledger, Faults faults, Notifier notifier, BusinessClock clock, IOptions<StandInOptions> options)
    {
        (_ledger, _faults, _notifier, _clock, _options) = (ledger, faults, notifier, clock, options);
        foreach (var charge in ledger.Charges)
        {
            foreach (var refund in charge.Refunds)
            {
                _all[(charge.Terms.MerchantId, refund.Terms.OutRefundNo)] = (charge, refund);
                _numbers++;

                // What was under way when the stand-in ended goes on.
                if (refund.State == RefundState.Processing) EndLater(charge, refund);
            }
        }
    }

    public IEnumerable<(Charge Charge, Refund Refund)> All => _all.Values.OrderBy(entry => entry.Refund.CreatedAt);

    public (Charge Charge, Refund Refund)? Find(string merchantId, string outRefundNo) =>
        _all.TryGetValue((merchantId, outRefundNo), out var found) ? found : null;

    public (Charge Charge, Refund Refund)? FindById(string merchantId, string refundId) =>
        _all.Values.Where(entry => entry.Refund.RefundId == refundId && entry.Charge.Terms.MerchantId == merchantId)
            .Select(entry => ((Charge, Refund)?)entry).FirstOrDefault();

    public RefundOpening Open(string merchantId, string? transactionId, string? outTradeNo, RefundTerms terms)
    {
        var charge = transactionId is not null
            ? _ledger.FindByTransaction(merchantId, transactionId)
            : _ledger.Find(merchantId, outTradeNo ?? "");
        if (charge is null) return RefundOpening.Refused(404, "RESOURCE_NOT_EXISTS", "订单不存在");
        Refund refund;
        lock (charge.Lock)
        {
            if (_all.TryGetValue((merchantId, terms.OutRefundNo), out var known))
            {
                return known.Charge == charge && known.Refund.Terms == terms
                    ? new RefundOpening(known.Charge, known.Refund, 200, null, null)
                    : RefundOpening.Refused(400, "INVALID_REQUEST", "商户退款单号已被使用，且退款参数与之前不一致");
            }

            if (charge.State != TradeState.Success) return RefundOpening.Refused(400, "INVALID_REQUEST", "订单未支付，不能退款");
            if (terms.Total != charge.Terms.Total) return RefundOpening.Refused(400, "INVALID_REQUEST", "订单金额与支付时不一致");
            if (charge.Refunded + terms.Amount > terms.Total) return RefundOpening.Refused(400, "INVALID_REQUEST", "累计退款金额大于支付金额");
            if (charge.Refunds.Count >= MostPerCharge) return RefundOpening.Refused(403, "RULE_LIMIT", "退款次数超过 50 次");
            if (charge.Refunds.Exists(one => _clock.Now - one.CreatedAt < _options.Value.RefundSpacing))
                return RefundOpening.Refused(429, "FREQUENCY_LIMITED", "同一订单的多次退款须间隔 1 分钟");
            if (_clock.Now - charge.PaidAt > Refundable) return RefundOpening.Refused(400, "INVALID_REQUEST", "订单已超过一年，不能退款");
            if (_faults.Take(Faults.RefundNotEnough, terms.OutRefundNo) || _faults.Take(Faults.RefundNotEnough, charge.Terms.OutTradeNo))
                return RefundOpening.Refused(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起");

            refund = new Refund(terms, $"5030{Interlocked.Increment(ref _numbers):D6}{RandomText.Digits(19)}", _clock.Now);
            charge.Refunds.Add(refund);
            _all[(merchantId, terms.OutRefundNo)] = (charge, refund);
            _ledger.Keep(charge);
        }

        EndLater(charge, refund);
        return new RefundOpening(charge, refund, 200, null, null);
    }

    /// <summary>Sends an abnormal refund elsewhere; it is under way again.</summary>
    public bool TryRedirect(Charge charge, Refund refund, string receivedBy)
    {
        lock (charge.Lock)
        {
            if (refund.State != RefundState.Abnormal) return false;
            refund.Redirect(receivedBy);
            _ledger.Keep(charge);
        }

        EndLater(charge, refund);
        return true;
    }

    /// <summary>Ends a refund that is under way, and tells of it.</summary>
    /// <returns>False when it has ended.</returns>
    public bool TryEnd(Charge charge, Refund refund, RefundState state)
    {
        lock (charge.Lock)
        {
            if (refund.State != RefundState.Processing) return false;
            refund.End(state, _clock.Now);
            if (state == RefundState.Success && charge.Refunded == charge.Terms.Total) charge.Shipping.Refund();
            _ledger.Keep(charge);
        }

        if (refund.Terms.NotifyUrl is { } url)
        {
            var merchantId = _faults.Take(Faults.NotifyWrongMerchant, refund.Terms.OutRefundNo) ? "1600000000" : charge.Terms.MerchantId;
            _notifier.Announce(new News(
                $"REFUND.{PayJson.Word(state)}", "refund", "退款结果", charge.Terms.MerchantId, url, charge.Terms.OutTradeNo,
                refund.Terms.OutRefundNo, () => PayJson.RefundNotified(charge, refund, merchantId)));
        }

        return true;
    }

    public void Clear() => _all.Clear();

    private void EndLater(Charge charge, Refund refund)
    {
        var (number, other) = (refund.Terms.OutRefundNo, charge.Terms.OutTradeNo);
        if (Takes(Faults.RefundStaysProcessing)) return;
        var state = Takes(Faults.RefundAbnormal) ? RefundState.Abnormal
            : Takes(Faults.RefundClosed) ? RefundState.Closed
            : RefundState.Success;
        _ = EndAsync();

        bool Takes(string fault) => _faults.Take(fault, number) || _faults.Take(fault, other);

        async Task EndAsync()
        {
            await Task.Delay(_options.Value.RefundTakes);
            TryEnd(charge, refund, state);
        }
    }
}
