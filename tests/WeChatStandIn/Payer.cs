namespace CampusPhoto.WeChatStandIn;

/// <summary>What <c>wx.requestPayment</c> is given, by whom, and what the person does.</summary>
/// <param name="AppId">The mini-program; the charge's own unless given.</param>
/// <param name="TimeStamp">Of the API's parameters.</param>
/// <param name="NonceStr">Of the API's parameters.</param>
/// <param name="Package">Of the API's parameters.</param>
/// <param name="SignType">Of the API's parameters.</param>
/// <param name="PaySign">Of the API's parameters.</param>
/// <param name="OpenId">Whose phone it is.</param>
/// <param name="Outcome">success, cancel, fail, or timeout: the money goes, but the phone does not learn of it.</param>
/// <param name="Coupon">What a coupon of WeChat's pays of it, in fen.</param>
internal sealed record PayRequest(
    string? AppId, string? TimeStamp, string? NonceStr, string? Package, string? SignType, string? PaySign, string? OpenId, string? Outcome,
    long Coupon = 0);

/// <summary>What <c>wx.requestPayment</c> answers.</summary>
internal sealed record PayOutcome(bool Accepted, string ErrMsg, string? OutTradeNo = null, string? TransactionId = null);

/// <summary>Acts as WeChat's client on the payer's phone: checks the parameters, then pays, cancels or fails.</summary>
internal sealed class Payer(Ledger ledger, StandInKeys keys, Notifier notifier, Faults faults, BusinessClock clock)
{
    public PayOutcome Pay(PayRequest request)
    {
        const string Prefix = "prepay_id=";
        if (request.SignType != "RSA" || request.Package?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            return Refused("requestPayment:fail 参数错误");
        if (ledger.FindByPrepay(request.Package[Prefix.Length..]) is not { } charge)
            return Refused("requestPayment:fail prepay_id 无效或已过期");
        if (!IsSignedByMerchant(request, charge)) return Refused("requestPayment:fail 支付验证签名失败");
        if (request.OpenId != charge.Terms.OpenId) return Refused("requestPayment:fail 支付者与下单用户不一致");
        if (request.Coupon < 0 || request.Coupon >= charge.Terms.Total) return Refused("requestPayment:fail 优惠券金额有误");

        return request.Outcome switch
        {
            null or "success" => Settle(charge, request.Coupon),
            "timeout" when Settle(charge, request.Coupon) is { } paid =>
                paid.Accepted ? paid with { ErrMsg = "requestPayment:fail timeout", TransactionId = null } : paid,
            "cancel" => new PayOutcome(true, "requestPayment:fail cancel", charge.Terms.OutTradeNo),
            "fail" => new PayOutcome(true, "requestPayment:fail 余额不足", charge.Terms.OutTradeNo),
            _ => Refused("requestPayment:fail outcome 应为 success、cancel、fail 或 timeout"),
        };
    }

    /// <summary>Takes the money without asking the payer; for races that a fault describes.</summary>
    public PayOutcome Settle(Charge charge, long coupon = 0)
    {
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return Refused("requestPayment:fail 该订单已支付");
            var despite = charge.State == TradeState.Closed && faults.Take(Faults.PayDespiteClose, charge.Terms.OutTradeNo);
            if (charge.State == TradeState.Closed && !despite) return Refused("requestPayment:fail 该订单已关闭");
            if (charge.PayableUntil <= clock.Now && !despite) return Refused("requestPayment:fail 订单已过期");
            ledger.MarkPaid(charge, coupon);
        }

        Announce(charge);
        return new PayOutcome(true, "requestPayment:ok", charge.Terms.OutTradeNo, charge.TransactionId);
    }

    /// <summary>The parameters of <c>wx.requestPayment</c>, signed as the merchant; for the cashier's page.</summary>
    public PayRequest Sign(string prepayId, Charge charge)
    {
        var (time, nonce, package) = ($"{clock.Now.ToUnixTimeSeconds()}", RandomText.Of(32), $"prepay_id={prepayId}");
        var sign = keys.SignAsMerchant(keys.Merchant(charge.Terms.MerchantId)!, $"{charge.Terms.AppId}\n{time}\n{nonce}\n{package}\n");
        return new PayRequest(null, time, nonce, package, "RSA", sign, charge.Terms.OpenId, null);
    }

    private void Announce(Charge charge)
    {
        var number = charge.Terms.OutTradeNo;
        var changes = new TransactionChanges(
            Takes(Faults.NotifyWrongAmount) ? 1 : 0,
            Takes(Faults.NotifyWrongCurrency) ? "USD" : null,
            Takes(Faults.NotifyWrongPayer) ? RandomText.OpenId() : null,
            Takes(Faults.NotifyWrongMerchant) ? "1600000000" : null,
            Takes(Faults.NotifyWrongApp) ? "wx0000000000000000" : null,
            Takes(Faults.NotifyUnknownNumber) ? RandomText.Digits(24) : null,
            Takes(Faults.NotifyUnknownState) ? "SOMETHING_NEW" : null,
            Takes(Faults.NotifyNotPaid),
            AsFirstPaid: true);
        notifier.Announce(new News(
            "TRANSACTION.SUCCESS", "transaction", "支付成功", charge.Terms.MerchantId, charge.Terms.NotifyUrl, number, null,
            () => PayJson.Transaction(charge, changes)));

        bool Takes(string fault) => faults.Take(fault, number);
    }

    private bool IsSignedByMerchant(PayRequest request, Charge charge)
    {
        var signature = new byte[request.PaySign?.Length ?? 0];
        if (!Convert.TryFromBase64String(request.PaySign ?? "", signature, out var length)) return false;
        var message = $"{request.AppId ?? charge.Terms.AppId}\n{request.TimeStamp}\n{request.NonceStr}\n{request.Package}\n";
        return keys.Merchant(charge.Terms.MerchantId) is { } merchant
            && StandInKeys.IsMerchants(merchant, System.Text.Encoding.UTF8.GetBytes(message), signature[..length]);
    }

    private static PayOutcome Refused(string errMsg) => new(false, errMsg);
}
