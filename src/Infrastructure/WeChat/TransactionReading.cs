using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A charge, or what is wrong with what WeChat said of it.</summary>
internal readonly record struct TransactionReading(Charge? Charge, string? Fault)
{
    /// <summary>
    /// Translates WeChat's words. It only checks that the charge is of this merchant and mini-program; whether amount
    /// and payer are the expected ones is the order's rule.
    /// </summary>
    public static TransactionReading Of(TransactionBody? body, Merchant merchant)
    {
        if (body is null) return Faulty("it is not JSON of a transaction");
        if (string.IsNullOrEmpty(body.OutTradeNo)) return Faulty("out_trade_no is missing");
        if (body.MerchantId != merchant.Facts.MerchantId) return Faulty("mchid is another merchant's");
        if (body.AppId != merchant.Facts.AppId) return Faulty("appid is another mini-program's");

        var state = body.TradeState switch
        {
            "SUCCESS" => ChargeState.Paid,
            "REFUND" => ChargeState.Refunded,
            "NOTPAY" or "USERPAYING" or "PAYERROR" => ChargeState.NotPaid,
            "CLOSED" or "REVOKED" => ChargeState.Closed,
            _ => ChargeState.Other,
        };
        if (state is not (ChargeState.Paid or ChargeState.Refunded))
            return new TransactionReading(new Charge(body.OutTradeNo, state, null), null);

        return body is
        {
            TransactionId: { Length: > 0 } transactionId,
            Payer.OpenId: { Length: > 0 } openId,
            Amount: { Total: { } total, Currency: { Length: > 0 } currency },
            SuccessTime: { } paidAt,
        }
            ? new TransactionReading(
                new Charge(
                    body.OutTradeNo,
                    state,
                    new PaymentFact(
                        body.OutTradeNo, transactionId, merchant.Facts.AppId, merchant.Facts.MerchantId, openId, total, currency, paidAt)),
                null)
            : Faulty("a paid charge lacks transaction_id, payer, amount or success_time");
    }

    private static TransactionReading Faulty(string fault) => new(null, fault);
}
