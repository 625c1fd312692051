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

    /// <summary>A charge as the query and the notification tell it.</summary>
    public static object Transaction(Charge charge, TransactionChanges changes) => new
    {
        Appid = charge.Terms.AppId,
        Mchid = changes.MerchantId ?? charge.Terms.MerchantId,
        OutTradeNo = changes.OutTradeNo ?? charge.Terms.OutTradeNo,
        charge.TransactionId,
        TradeType = charge.State == TradeState.Success ? "JSAPI" : null,
        TradeState = charge.State switch
        {
            TradeState.Success => "SUCCESS",
            TradeState.Closed => "CLOSED",
            _ => "NOTPAY",
        },
        TradeStateDesc = charge.State switch
        {
            TradeState.Success => "支付成功",
            TradeState.Closed => "订单已关闭",
            _ => "订单未支付",
        },
        BankType = charge.State == TradeState.Success ? "OTHERS" : null,
        charge.Terms.Attach,
        SuccessTime = charge.PaidAt?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        Payer = new { Openid = changes.OpenId ?? charge.Terms.OpenId },
        Amount = new
        {
            Total = charge.Terms.Total + changes.AddedFen,
            PayerTotal = charge.State == TradeState.Success ? charge.Terms.Total + changes.AddedFen : (long?)null,
            charge.Terms.Currency,
            PayerCurrency = charge.State == TradeState.Success ? charge.Terms.Currency : null,
        },
    };
}

/// <summary>How a notification shall lie about its charge.</summary>
internal sealed record TransactionChanges(
    long AddedFen = 0, string? OpenId = null, string? MerchantId = null, string? OutTradeNo = null)
{
    public static readonly TransactionChanges None = new();
}
