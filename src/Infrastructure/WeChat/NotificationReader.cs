using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Verifies and decrypts what claims to be a notification of WeChat Pay.</summary>
internal sealed class NotificationReader(MerchantDirectory merchants, PlatformKeys keys, ILogger<NotificationReader> logger)
{
    private const int MaxBodyBytes = 64 * 1024;

    public async Task<Result<Notification>> ReadAsync(RawNotification raw, CancellationToken cancellationToken)
    {
        if (merchants.Find(raw.Account) is not { } merchant) return PaymentErrors.NotificationRejected;
        if (raw.Body.Length > MaxBodyBytes) return Refuse(merchant, "the body is too large");

        var signature = new PlatformSignature(raw.Timestamp, raw.Nonce, raw.Signature, raw.Serial);
        var verdict = await keys.CheckAsync(signature, merchant, raw.Body, cancellationToken);
        switch (verdict)
        {
            case SignatureVerdict.Genuine:
                return Read(merchant, raw.Body.Span);

            // WeChat tests from time to time that wrong signatures are refused; a genuine repeat follows.
            case SignatureVerdict.Probe or SignatureVerdict.Undecodable:
                logger.NotificationProbe(merchant.Facts.Account, verdict);
                return PaymentErrors.NotificationRejected;
            default:
                return Refuse(merchant, verdict.ToString());
        }
    }

    private Result<Notification> Read(Merchant merchant, ReadOnlySpan<byte> body)
    {
        if (WeChatJson.TryRead<NotificationBody>(body) is not { Resource: { } resource } told)
            return Unreadable(merchant, null, "it is not JSON of a notification");
        if (KindOf(told) is not { } kind) return PaymentErrors.NotAPayment;
        if (SealedResource.Open(merchant, resource) is not { } plaintext)
            return Unreadable(merchant, told.Id, "no APIv3 key opens it");

        var (notification, fault) = kind switch
        {
            "transaction" => OfCharge(merchant, plaintext),
            "refund" => OfRefund(merchant, plaintext),
            _ => OfEcho(plaintext),
        };
        return notification is null ? Unreadable(merchant, told.Id, fault!) : notification;
    }

    private static string? KindOf(NotificationBody told)
    {
        var kind = told.EventType switch
        {
            "TRANSACTION.SUCCESS" => "transaction",
            "REFUND.SUCCESS" or "REFUND.CLOSED" or "REFUND.ABNORMAL" => "refund",
            "SECURITY_ECHO.SUCCESS" => "security",
            _ => null,
        };
        return told.Resource?.OriginalType is null || told.Resource.OriginalType == kind ? kind : null;
    }

    private (Notification? Notification, string? Fault) OfCharge(Merchant merchant, byte[] plaintext)
    {
        var reading = TransactionReading.Of(WeChatJson.TryRead<TransactionBody>(plaintext), merchant);
        if (reading.Charge is { State: ChargeState.Other } strange)
            logger.UnknownTradeState(merchant.Facts.Account, strange.OutTradeNo);
        return reading.Charge is { } charge ? (new Notification(Charge: charge), null) : (null, reading.Fault);
    }

    private (Notification? Notification, string? Fault) OfRefund(Merchant merchant, byte[] plaintext)
    {
        var reading = RefundReading.OfNotification(WeChatJson.TryRead<RefundNotified>(plaintext), merchant);
        if (reading.Refund is { Outcome: RefundOutcome.Other } strange)
            logger.UnknownTradeState(merchant.Facts.Account, strange.OutRefundNo);
        return reading.Refund is { } refund ? (new Notification(Refund: refund), null) : (null, reading.Fault);
    }

    private static (Notification? Notification, string? Fault) OfEcho(byte[] plaintext) =>
        WeChatJson.TryRead<EchoAnswer>(plaintext)?.EchoMessage is { Length: > 0 } echo
            ? (new Notification(Echo: echo), null)
            : (null, "echo_message is missing");

    private Result<Notification> Refuse(Merchant merchant, string reason)
    {
        logger.NotificationRefused(merchant.Facts.Account, reason);
        return PaymentErrors.NotificationRejected;
    }

    private Result<Notification> Unreadable(Merchant merchant, string? id, string fault)
    {
        logger.NotificationUnreadable(merchant.Facts.Account, id ?? "-", fault);
        return PaymentErrors.NotificationRejected;
    }
}
