using System.Text.Json.Serialization;

namespace CampusPhoto.Infrastructure.WeChat;

internal sealed record PrepayBody(
    [property: JsonPropertyName("appid")] string AppId,
    [property: JsonPropertyName("mchid")] string MerchantId,
    string Description,
    string OutTradeNo,
    string TimeExpire,
    string NotifyUrl,
    PrepayAmount Amount,
    PrepayPayer Payer);

internal sealed record PrepayAmount(long Total, string Currency);

internal sealed record PrepayPayer([property: JsonPropertyName("openid")] string OpenId);

internal sealed record PrepayAnswer(string? PrepayId);

internal sealed record CloseBody([property: JsonPropertyName("mchid")] string MerchantId);

internal sealed record PayFault(string? Code);

/// <summary>A charge as the query and the decrypted notification tell it; everything may be missing.</summary>
internal sealed record TransactionBody(
    [property: JsonPropertyName("appid")] string? AppId,
    [property: JsonPropertyName("mchid")] string? MerchantId,
    string? OutTradeNo,
    string? TransactionId,
    string? TradeState,
    DateTimeOffset? SuccessTime,
    TransactionPayer? Payer,
    TransactionAmount? Amount);

internal sealed record TransactionPayer([property: JsonPropertyName("openid")] string? OpenId);

internal sealed record TransactionAmount(long? Total, string? Currency);

internal sealed record NotificationBody(string? Id, string? EventType, NotificationResource? Resource);

internal sealed record NotificationResource(
    string? OriginalType,
    string? Algorithm,
    string? Ciphertext,
    string? AssociatedData,
    string? Nonce);
