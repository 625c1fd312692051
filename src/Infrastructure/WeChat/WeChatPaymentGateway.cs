using System.Globalization;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>WeChat Pay v3, JSAPI, direct merchant.</summary>
internal sealed partial class WeChatPaymentGateway(
    MerchantDirectory merchants,
    PayClient client,
    BillDownload bills,
    PlatformKeys keys,
    NotificationReader notifications,
    TimeProvider clock,
    ILogger<WeChatPaymentGateway> logger) : IPaymentGateway
{
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    public MerchantAccount? FindAccount(string account) => merchants.Find(account)?.Facts;

    public async Task<Result<string>> PrepayAsync(PrepayRequest request, CancellationToken cancellationToken)
    {
        // WeChat refuses zero, and an order over nothing must never get here.
        ArgumentOutOfRangeException.ThrowIfLessThan(request.AmountFen, 1);
        if (merchants.Find(request.Account) is not { } merchant) return PaymentErrors.Unknown;

        var body = new PrepayBody(
            merchant.Facts.AppId,
            merchant.Facts.MerchantId,
            request.Description,
            request.OutTradeNo,
            request.ExpiresAt.ToOffset(ChinaStandardTime).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            merchant.NotifyUrl,
            new PrepayAmount(request.AmountFen, Money.Currency),
            new PrepayPayer(request.PayerOpenId));
        var sent = await client.SendAsync(
            merchant, "prepay", request.OutTradeNo, HttpMethod.Post, "/v3/pay/transactions/jsapi", WeChatJson.Write(body), cancellationToken);
        if (sent.Error is { } error) return error;

        var answer = sent.Value;
        if (answer.Succeeded)
        {
            return WeChatJson.TryRead<PrepayAnswer>(answer.Body)?.PrepayId is { Length: > 0 } prepayId
                ? prepayId
                : Unusable(merchant, "prepay", request.OutTradeNo, "prepay_id is missing", answer);
        }

        return answer.Code switch
        {
            "ORDERPAID" => PaymentErrors.AlreadyPaid,
            "ORDERCLOSED" => PaymentErrors.AttemptClosed,
            _ => PaymentErrors.Refused.With("reason", answer.Code),
        };
    }

    public ClientPayment SignForClient(string account, string prepayId)
    {
        var merchant = merchants.Find(account)
            ?? throw new InvalidOperationException("A prepay id was signed for an account that is not configured.");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var package = $"prepay_id={prepayId}";
        var message = PayMessage.OfClientPayment(merchant.Facts.AppId, timestamp, nonce, package);
        return new ClientPayment(timestamp, nonce, package, "RSA", merchant.Sign(message));
    }

    public async Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        var asked = await QueryAsync(account, ChargePath(outTradeNo), outTradeNo, cancellationToken);
        if (asked.Error is { } error) return error;
        return asked.Value is { } charge ? Checked(account, charge, charge.OutTradeNo == outTradeNo) : new Charge(outTradeNo, ChargeState.Unknown, null);
    }

    public async Task<Result<Charge>> QueryByTransactionAsync(
        string account, string transactionId, CancellationToken cancellationToken)
    {
        var path = $"/v3/pay/transactions/id/{Uri.EscapeDataString(transactionId)}";
        var asked = await QueryAsync(account, path, transactionId, cancellationToken);
        if (asked.Error is { } error) return error;
        return asked.Value is { } charge
            ? Checked(account, charge, charge.Fact is null || charge.Fact.TransactionId == transactionId)
            : PaymentErrors.Unknown;
    }

    public async Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        if (merchants.Find(account) is not { } merchant) return PaymentErrors.Unknown;
        var body = WeChatJson.Write(new CloseBody(merchant.Facts.MerchantId));
        var sent = await client.SendAsync(
            merchant, "close", outTradeNo, HttpMethod.Post, $"{ChargePath(outTradeNo)}/close", body, cancellationToken);
        if (sent.Error is { } error) return error;

        if (sent.Value.Succeeded) return Result.Ok;
        return sent.Value.Code switch
        {
            "ORDERPAID" => PaymentErrors.AlreadyPaid,

            // Closed before, or prepay never reached WeChat: either way there is nothing left to pay.
            "ORDERCLOSED" or "ORDERNOTEXIST" => Result.Ok,
            _ => LoginErrors.WeChatUnavailable,
        };
    }

    public Task<Result<Notification>> ReadNotificationAsync(RawNotification raw, CancellationToken cancellationToken) =>
        notifications.ReadAsync(raw, cancellationToken);

    private static string ChargePath(string outTradeNo) =>
        $"/v3/pay/transactions/out-trade-no/{Uri.EscapeDataString(outTradeNo)}";

    /// <summary>Null where WeChat does not know the number.</summary>
    private async Task<Result<Charge?>> QueryAsync(string account, string path, string number, CancellationToken cancellationToken)
    {
        if (merchants.Find(account) is not { } merchant) return PaymentErrors.Unknown;
        var sent = await client.SendAsync(
            merchant, "query", number, HttpMethod.Get, $"{path}?mchid={merchant.Facts.MerchantId}", null, cancellationToken);
        if (sent.Error is { } error) return error;

        var answer = sent.Value;
        if (answer.Code == "ORDERNOTEXIST") return default(Charge);
        if (!answer.Succeeded) return LoginErrors.WeChatUnavailable;
        var reading = TransactionReading.Of(WeChatJson.TryRead<TransactionBody>(answer.Body), merchant);
        return reading.Charge is { } charge ? charge : Unusable(merchant, "query", number, reading.Fault!, answer);
    }

    /// <summary>The charge, unless it is another one than was asked for.</summary>
    private Result<Charge> Checked(string account, Charge charge, bool isTheOne)
    {
        if (!isTheOne)
        {
            logger.PayAnswerUnusable(account, "query", charge.OutTradeNo, "it tells of another charge", "-");
            return LoginErrors.WeChatUnavailable;
        }

        if (charge.State == ChargeState.Other) logger.UnknownTradeState(account, charge.OutTradeNo);
        return charge;
    }

    private Error Unusable(Merchant merchant, string call, string outTradeNo, string fault, PayAnswer answer)
    {
        logger.PayAnswerUnusable(merchant.Facts.Account, call, outTradeNo, fault, answer.RequestId);
        return LoginErrors.WeChatUnavailable;
    }
}
