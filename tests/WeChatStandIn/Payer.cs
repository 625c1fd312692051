using System.Text;

namespace CampusPhoto.WeChatStandIn;

/// <summary>What <c>wx.requestPayment</c> is given, by whom, and what the person does.</summary>
internal sealed record PayRequest(
    string? AppId, string? TimeStamp, string? NonceStr, string? Package, string? SignType, string? PaySign, string? OpenId, string? Outcome);

/// <summary>What <c>wx.requestPayment</c> answers.</summary>
internal sealed record PayOutcome(bool Accepted, string ErrMsg, string? OutTradeNo = null, string? TransactionId = null);

/// <summary>Acts as WeChat's client on the payer's phone: checks the parameters, then pays, cancels or fails.</summary>
internal sealed class Payer(Ledger ledger, StandInKeys keys, Notifier notifier, BusinessClock clock)
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

        return request.Outcome switch
        {
            null or "success" => Settle(charge),
            "cancel" => new PayOutcome(true, "requestPayment:fail cancel", charge.Terms.OutTradeNo),
            "fail" => new PayOutcome(true, "requestPayment:fail 余额不足", charge.Terms.OutTradeNo),
            _ => Refused("requestPayment:fail outcome 应为 success、cancel 或 fail"),
        };
    }

    /// <summary>Takes the money without asking the payer; for races that a fault describes.</summary>
    public PayOutcome Settle(Charge charge)
    {
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return Refused("requestPayment:fail 该订单已支付");
            if (charge.State == TradeState.Closed) return Refused("requestPayment:fail 该订单已关闭");
            if (charge.PayableUntil <= clock.Now) return Refused("requestPayment:fail 订单已过期");
            ledger.MarkPaid(charge);
        }

        notifier.Announce(charge);
        return new PayOutcome(true, "requestPayment:ok", charge.Terms.OutTradeNo, charge.TransactionId);
    }

    private bool IsSignedByMerchant(PayRequest request, Charge charge)
    {
        var signature = new byte[request.PaySign?.Length ?? 0];
        if (!Convert.TryFromBase64String(request.PaySign ?? "", signature, out var length)) return false;
        var message = $"{request.AppId ?? charge.Terms.AppId}\n{request.TimeStamp}\n{request.NonceStr}\n{request.Package}\n";
        return keys.Merchant(charge.Terms.MerchantId) is { } merchant
            && keys.IsMerchants(merchant, Encoding.UTF8.GetBytes(message), signature[..length]);
    }

    private static PayOutcome Refused(string errMsg) => new(false, errMsg);
}
