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

internal sealed record RefundBody(
    string TransactionId,
    string OutRefundNo,
    string? Reason,
    string NotifyUrl,
    RefundAmount Amount);

internal sealed record RefundAmount(long Refund, long Total, string Currency);

internal sealed record RedirectionBody(
    string OutRefundNo,
    string Type,
    string? BankType,
    string? BankAccount,
    string? RealName);

/// <summary>A refund as its request and query answer; everything may be missing.</summary>
internal sealed record RefundAnswer(
    string? RefundId,
    string? OutRefundNo,
    string? TransactionId,
    string? OutTradeNo,
    string? Status,
    DateTimeOffset? SuccessTime,
    RefundedAmount? Amount);

/// <summary>A refund as the decrypted notification tells it.</summary>
internal sealed record RefundNotified(
    [property: JsonPropertyName("mchid")] string? MerchantId,
    string? RefundId,
    string? OutRefundNo,
    string? TransactionId,
    string? OutTradeNo,
    string? RefundStatus,
    DateTimeOffset? SuccessTime,
    RefundedAmount? Amount);

internal sealed record RefundedAmount(long? Refund, long? Total);

internal sealed record BillAnswer(string? HashType, string? HashValue, string? DownloadUrl);

internal sealed record CertificatesAnswer(IReadOnlyList<CertificateEntry>? Data);

internal sealed record CertificateEntry(string? SerialNo, NotificationResource? EncryptCertificate);

internal sealed record EchoBody(string EchoMessage, string EncryptedEchoMessage, string NotifyUrl);

internal sealed record EchoAnswer(string? EchoMessage, string? EncryptedEchoMessage);
