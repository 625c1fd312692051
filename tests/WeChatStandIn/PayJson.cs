using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampusPhoto.WeChatStandIn;

/// <summary>How WeChat Pay writes JSON.</summary>
internal static class PayJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>A time as WeChat writes it: in China, to the second.</summary>
    public static string Time(DateTimeOffset at) =>
        at.ToOffset(BusinessClock.China).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Word(RefundState state) => state switch
    {
        RefundState.Success => "SUCCESS",
        RefundState.Closed => "CLOSED",
        RefundState.Abnormal => "ABNORMAL",
        _ => "PROCESSING",
    };

    /// <summary>A charge as the query and the notification tell it.</summary>
    public static object Transaction(Charge charge, TransactionChanges changes)
    {
        var paid = charge.State == TradeState.Success && !changes.AsUnpaid;
        var (state, words) = charge.State switch
        {
            _ when changes.TradeState is { } other => (other, "未知"),
            TradeState.Closed => ("CLOSED", "订单已关闭"),
            TradeState.NotPay => ("NOTPAY", "订单未支付"),
            _ when changes.AsUnpaid => ("NOTPAY", "订单未支付"),
            _ when charge.Refunds.Count > 0 && !changes.AsFirstPaid => ("REFUND", "转入退款"),
            _ => ("SUCCESS", "支付成功"),
        };
        return new
        {
            Appid = changes.AppId ?? charge.Terms.AppId,
            Mchid = changes.MerchantId ?? charge.Terms.MerchantId,
            OutTradeNo = changes.OutTradeNo ?? charge.Terms.OutTradeNo,
            TransactionId = paid ? charge.TransactionId : null,
            TradeType = paid ? "JSAPI" : null,
            TradeState = state,
            TradeStateDesc = words,
            BankType = paid ? "OTHERS" : null,
            charge.Terms.Attach,
            SuccessTime = paid ? Time(charge.PaidAt!.Value) : null,
            Payer = new { Openid = changes.OpenId ?? charge.Terms.OpenId },
            Amount = new
            {
                Total = charge.Terms.Total + changes.AddedFen,
                PayerTotal = paid ? charge.Terms.Total + changes.AddedFen - charge.Coupon : (long?)null,
                Currency = changes.Currency ?? charge.Terms.Currency,
                PayerCurrency = paid ? changes.Currency ?? charge.Terms.Currency : null,
            },
            PromotionDetail = paid && charge.Coupon > 0
                ? new[] { new { CouponId = "109519", Name = "优惠券", Scope = "GLOBAL", Type = "CASH", Amount = charge.Coupon, WechatpayContribute = charge.Coupon } }
                : null,
        };
    }

    /// <summary>A refund as its request and query answer.</summary>
    public static object Refund(Charge charge, Refund refund) => new
    {
        refund.RefundId,
        refund.Terms.OutRefundNo,
        charge.TransactionId,
        charge.Terms.OutTradeNo,
        Channel = "ORIGINAL",
        UserReceivedAccount = refund.ReceivedBy,
        SuccessTime = refund.RefundedAt is { } at ? Time(at) : null,
        CreateTime = Time(refund.CreatedAt),
        Status = Word(refund.State),
        FundsAccount = "AVAILABLE",
        Amount = new
        {
            refund.Terms.Total,
            Refund = refund.Terms.Amount,
            PayerTotal = charge.Terms.Total - charge.Coupon,
            PayerRefund = refund.Terms.Amount,
            SettlementRefund = refund.Terms.Amount,
            SettlementTotal = refund.Terms.Total,
            DiscountRefund = 0,
            charge.Terms.Currency,
        },
    };

    /// <summary>A refund as the notification tells it.</summary>
    public static object RefundNotified(Charge charge, Refund refund, string merchantId) => new
    {
        Mchid = merchantId,
        charge.TransactionId,
        charge.Terms.OutTradeNo,
        refund.RefundId,
        refund.Terms.OutRefundNo,
        RefundStatus = Word(refund.State),
        SuccessTime = refund.RefundedAt is { } at ? Time(at) : null,
        UserReceivedAccount = refund.ReceivedBy,
        Amount = new
        {
            refund.Terms.Total,
            Refund = refund.Terms.Amount,
            PayerTotal = charge.Terms.Total - charge.Coupon,
            PayerRefund = refund.Terms.Amount,
        },
    };
}

/// <summary>How a notification or a query shall lie about its charge.</summary>
internal sealed record TransactionChanges(
    long AddedFen = 0,
    string? Currency = null,
    string? OpenId = null,
    string? MerchantId = null,
    string? AppId = null,
    string? OutTradeNo = null,
    string? TradeState = null,
    bool AsUnpaid = false,
    bool AsFirstPaid = false)
{
    public static readonly TransactionChanges None = new();
}
