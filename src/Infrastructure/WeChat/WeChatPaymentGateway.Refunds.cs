using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Giving money back.</summary>
internal sealed partial class WeChatPaymentGateway
{
    private const string RefundsPath = "/v3/refund/domestic/refunds";

    /// <summary>WeChat counts the reason in bytes.</summary>
    private const int MaxReasonBytes = 80;

    public async Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.AmountFen, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.AmountFen, request.TotalFen);
        if (merchants.Find(request.Account) is not { } merchant) return PaymentErrors.Unknown;
        var body = new RefundBody(
            request.TransactionId,
            request.OutRefundNo,
            request.Reason is { } reason ? CutToBytes(reason, MaxReasonBytes) : null,
            merchant.NotifyUrl,
            new RefundAmount(request.AmountFen, request.TotalFen, Money.Currency));
        return await SendRefundAsync(
            merchant, "refund", request.OutRefundNo, HttpMethod.Post, RefundsPath, WeChatJson.Write(body), cancellationToken);
    }

    public async Task<Result<RefundFact>> QueryRefundAsync(
        string account, string outRefundNo, CancellationToken cancellationToken)
    {
        if (merchants.Find(account) is not { } merchant) return PaymentErrors.Unknown;
        var path = $"{RefundsPath}/{Uri.EscapeDataString(outRefundNo)}";
        return await SendRefundAsync(merchant, "refund query", outRefundNo, HttpMethod.Get, path, null, cancellationToken);
    }

    public async Task<Result<RefundFact>> RedirectRefundAsync(RefundRedirection request, CancellationToken cancellationToken)
    {
        if (merchants.Find(request.Account) is not { } merchant) return PaymentErrors.Unknown;
        if (await keys.CurrentAsync(merchant, cancellationToken) is not { } platform) return LoginErrors.WeChatUnavailable;
        var body = new RedirectionBody(
            request.OutRefundNo,
            request.Card is null ? "MERCHANT_BANK_CARD" : "USER_BANK_CARD",
            request.Card?.Bank,
            request.Card is { } card ? platform.Key.Encrypt(card.Number) : null,
            request.Card is { } held ? platform.Key.Encrypt(held.Holder) : null);
        var path = $"{RefundsPath}/{Uri.EscapeDataString(request.RefundId)}/apply-abnormal-refund";
        return await SendRefundAsync(
            merchant, "abnormal refund", request.OutRefundNo, HttpMethod.Post, path, WeChatJson.Write(body), cancellationToken);
    }

    private async Task<Result<RefundFact>> SendRefundAsync(
        Merchant merchant, string call, string outRefundNo, HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var sent = await client.SendAsync(merchant, call, outRefundNo, method, path, body, cancellationToken);
        if (sent.Error is { } error) return error;
        var answer = sent.Value;
        if (!answer.Succeeded)
        {
            return answer.Code switch
            {
                "RESOURCENOTEXISTS" or "REFUNDNOTEXIST" => PaymentErrors.RefundUnknown,
                "NOTENOUGH" => PaymentErrors.RefundNotFunded,
                _ => PaymentErrors.RefundRefused.With("reason", answer.Code),
            };
        }

        var reading = RefundReading.OfAnswer(WeChatJson.TryRead<RefundAnswer>(answer.Body), merchant);
        if (reading.Refund is not { } refund) return Unusable(merchant, call, outRefundNo, reading.Fault!, answer);
        if (refund.OutRefundNo != outRefundNo) return Unusable(merchant, call, outRefundNo, "it tells of another refund", answer);
        if (refund.Outcome == RefundOutcome.Other) logger.UnknownTradeState(merchant.Facts.Account, outRefundNo);
        return refund;
    }

    private static string CutToBytes(string text, int most)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > most) break;
            kept.Append(rune);
        }

        return kept.ToString();
    }
}
