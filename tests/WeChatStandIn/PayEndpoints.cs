using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>WeChat Pay v3: prepay, query and close.</summary>
internal static class PayEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/v3/pay/transactions/jsapi", (HttpContext http, PayCalls calls, Ledger ledger, Faults faults, Payer payer, Notifier notifier, BusinessClock clock, StandInKeys keys) =>
            calls.HandleAsync(http, call => PrepayAsync(call, ledger, faults, payer, notifier, clock, keys)));
        app.MapGet("/v3/pay/transactions/out-trade-no/{number}", (HttpContext http, string number, PayCalls calls, Ledger ledger, Faults faults) =>
            calls.HandleAsync(http, call => Task.FromResult<PayAnswer?>(Query(call, number, ledger, faults))));
        app.MapPost("/v3/pay/transactions/out-trade-no/{number}/close", (HttpContext http, string number, PayCalls calls, Ledger ledger, Faults faults, Payer payer) =>
            calls.HandleAsync(http, call => Task.FromResult<PayAnswer?>(Close(call, number, ledger, faults, payer))));
        app.Map("/v3/{**rest}", (HttpContext http, PayCalls calls) =>
            calls.HandleAsync(http, _ => Task.FromResult<PayAnswer?>(PayAnswer.Fault(404, "RESOURCE_NOT_EXISTS", "接口不存在"))));
    }

    private static async Task<PayAnswer?> PrepayAsync(
        PayCall call, Ledger ledger, Faults faults, Payer payer, Notifier notifier, BusinessClock clock, StandInKeys keys)
    {
        var (terms, expires, fault) = PrepayRules.Read(call.Body, clock.Now);
        if (terms is null || fault is not null) return PayAnswer.Fault(400, "PARAM_ERROR", fault!);
        call.OutTradeNo = terms.OutTradeNo;
        if (terms.MerchantId != call.Merchant.MerchantId) return PayAnswer.Fault(401, "SIGN_ERROR", "商户号与签名的商户号不一致");
        if (terms.AppId != keys.Set.AppId) return PayAnswer.Fault(400, "APPID_MCHID_NOT_MATCH", "appid 与 mchid 不匹配");
        if (faults.Take(Faults.Prepay500, terms.OutTradeNo)) return SystemError();

        var opening = ledger.Open(terms, expires);
        if (opening.PrepayId is null) return PayAnswer.Fault(400, opening.Code!, opening.Message!);
        if (faults.Take(Faults.PrepayResetAfterCommit, terms.OutTradeNo)) return null;
        if (faults.Take(Faults.PrepayTimeoutAfterCommit, terms.OutTradeNo))
        {
            await Task.Delay(TimeSpan.FromSeconds(35), call.Http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }

        if (faults.Take(Faults.NotifyBeforePrepayAnswer, terms.OutTradeNo) && ledger.Find(terms.MerchantId, terms.OutTradeNo) is { } charge)
        {
            payer.Settle(charge);
            await notifier.WaitForAsync(charge, call.Http.RequestAborted);
        }

        return PayAnswer.Ok(new { opening.PrepayId });
    }

    private static PayAnswer Query(PayCall call, string number, Ledger ledger, Faults faults)
    {
        call.OutTradeNo = number;
        if (call.Http.Request.Query["mchid"].ToString() != call.Merchant.MerchantId)
            return PayAnswer.Fault(400, "PARAM_ERROR", "mchid 与签名的商户号不一致");
        if (faults.Take(Faults.Query500, number)) return SystemError();
        if (ledger.Find(call.Merchant.MerchantId, number) is not { } charge) return NotExist();
        lock (charge.Lock) return PayAnswer.Ok(PayJson.Transaction(charge, TransactionChanges.None));
    }

    private static PayAnswer Close(PayCall call, string number, Ledger ledger, Faults faults, Payer payer)
    {
        call.OutTradeNo = number;
        if (MerchantIdOf(call.Body) != call.Merchant.MerchantId)
            return PayAnswer.Fault(400, "PARAM_ERROR", "mchid 与签名的商户号不一致");
        if (faults.Take(Faults.Close500, number)) return SystemError();
        if (ledger.Find(call.Merchant.MerchantId, number) is not { } charge) return NotExist();
        if (faults.Take(Faults.CloseOrderPaid, number)) payer.Settle(charge);
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return PayAnswer.Fault(400, "ORDERPAID", "该订单已支付");
            charge.Close();
        }

        return PayAnswer.NoContent;
    }

    private static string? MerchantIdOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<CloseBody>(body)?.mchid;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PayAnswer SystemError() => PayAnswer.Fault(500, "SYSTEM_ERROR", "系统异常，请稍后重试");

    private static PayAnswer NotExist() => PayAnswer.Fault(404, "ORDER_NOT_EXIST", "订单不存在");

    private sealed record CloseBody(string? mchid);
}
