using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Verifies and decrypts what claims to be a notification of WeChat Pay.</summary>
internal sealed class NotificationReader(MerchantDirectory merchants, TimeProvider clock, ILogger<NotificationReader> logger)
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int GcmTagBytes = 16;
    private const int GcmNonceBytes = 12;

    public Result<Charge> Read(RawNotification raw)
    {
        if (merchants.Find(raw.Account) is not { } merchant) return PaymentErrors.NotificationRejected;
        if (raw.Body.Length > MaxBodyBytes) return Refuse(merchant, "the body is too large");

        var verdict = new PlatformSignature(raw.Timestamp, raw.Nonce, raw.Signature, raw.Serial)
            .Check(merchant, raw.Body.Span, clock.GetUtcNow());
        switch (verdict)
        {
            case SignatureVerdict.Genuine:
                break;

            // WeChat tests from time to time that wrong signatures are refused; a genuine repeat follows.
            case SignatureVerdict.Probe or SignatureVerdict.Undecodable:
                logger.NotificationProbe(merchant.Facts.Account, verdict);
                return PaymentErrors.NotificationRejected;
            default:
                return Refuse(merchant, verdict.ToString());
        }

        if (WeChatJson.TryRead<NotificationBody>(raw.Body.Span) is not { Resource: { } resource } body)
            return Unreadable(merchant, null, "it is not JSON of a notification");
        if (body.EventType != "TRANSACTION.SUCCESS" || resource.OriginalType is not (null or "transaction"))
            return PaymentErrors.NotAPayment;
        if (Decrypt(merchant, resource) is not { } plaintext)
            return Unreadable(merchant, body.Id, "no APIv3 key opens it");

        var reading = TransactionReading.Of(WeChatJson.TryRead<TransactionBody>(plaintext), merchant);
        if (reading.Charge is not { } charge) return Unreadable(merchant, body.Id, reading.Fault!);
        if (charge.State == ChargeState.Other) logger.UnknownTradeState(merchant.Facts.Account, charge.OutTradeNo);
        return charge;
    }

    private static byte[]? Decrypt(Merchant merchant, NotificationResource resource)
    {
        if (resource.Algorithm != "AEAD_AES_256_GCM" || resource.Ciphertext is null || resource.Nonce is null) return null;
        var nonce = Encoding.UTF8.GetBytes(resource.Nonce);
        var sealedText = new byte[resource.Ciphertext.Length];
        if (nonce.Length != GcmNonceBytes
            || !Convert.TryFromBase64String(resource.Ciphertext, sealedText, out var length)
            || length < GcmTagBytes)
            return null;

        var ciphertext = sealedText.AsSpan(0, length - GcmTagBytes);
        var tag = sealedText.AsSpan(length - GcmTagBytes, GcmTagBytes);
        var associated = Encoding.UTF8.GetBytes(resource.AssociatedData ?? "");
        var plaintext = new byte[ciphertext.Length];
        foreach (var key in merchant.ApiV3Keys)
        {
            using var aes = new AesGcm(key, GcmTagBytes);
            try
            {
                aes.Decrypt(nonce, ciphertext, tag, plaintext, associated);
                return plaintext;
            }
            catch (AuthenticationTagMismatchException)
            {
                // Not this key: the next one may be it while the APIv3 key is being changed.
                continue;
            }
        }

        return null;
    }

    private Result<Charge> Refuse(Merchant merchant, string reason)
    {
        logger.NotificationRefused(merchant.Facts.Account, reason);
        return PaymentErrors.NotificationRejected;
    }

    private Result<Charge> Unreadable(Merchant merchant, string? id, string fault)
    {
        logger.NotificationUnreadable(merchant.Facts.Account, id ?? "-", fault);
        return PaymentErrors.NotificationRejected;
    }
}
