namespace CampusPhoto.WeChatStandIn;

/// <summary>WeChat Pay v3: prepay, query and close.</summary>
internal static class PayEndpoints
{
    /// <summary>What the openids of payers begin with who pay by themselves.</summary>
    private const string SandboxPayer = "sandbox-";

    public static void Map(WebApplication app)
    {
        app.MapPost("/v3/pay/transactions/jsapi", (HttpContext http, PayCalls calls, Ledger ledger, Faults faults, Payer payer, Notifier notifier, BusinessClock clock, StandInKeys keys) =>
            calls.HandleAsync(http, PayCallNames.Prepay, null, call => PrepayAsync(call, ledger, faults, payer, notifier, clock, keys)));
        app.MapGet("/v3/pay/transactions/out-trade-no/{number}", (HttpContext http, string number, PayCalls calls, Ledger ledger, Faults faults) =>
            calls.HandleAsync(http, PayCallNames.Query, number, call => Query(call, ledger.Find(call.Merchant.MerchantId, number), faults)));
        app.MapGet("/v3/pay/transactions/id/{id}", (HttpContext http, string id, PayCalls calls, Ledger ledger, Faults faults) =>
            calls.HandleAsync(http, PayCallNames.Query, id, call => Query(call, ledger.FindByTransaction(call.Merchant.MerchantId, id), faults)));
        app.MapPost("/v3/pay/transactions/out-trade-no/{number}/close", (HttpContext http, string number, PayCalls calls, Ledger ledger, Faults faults, Payer payer) =>
            calls.HandleAsync(http, PayCallNames.Close, number, call => Close(call, number, ledger, faults, payer)));
        app.Map("/v3/{**rest}", (HttpContext http, PayCalls calls) =>
            calls.HandleAsync(http, PayCallNames.Unknown, null, _ => PayAnswer.Fault(404, "RESOURCE_NOT_EXISTS", "接口不存在")));
    }

    private static async Task<PayAnswer> PrepayAsync(
        PayCall call, Ledger ledger, Faults faults, Payer payer, Notifier notifier, BusinessClock clock, StandInKeys keys)
    {
        var (terms, expires, fault) = PrepayRules.Read(call.Body, clock.Now);
        if (terms is null || fault is not null) return PayAnswer.Fault(400, "PARAM_ERROR", fault!);
        if (terms.MerchantId != call.Merchant.MerchantId) return PayAnswer.Fault(401, "SIGN_ERROR", "商户号与签名的商户号不一致");
        if (terms.AppId != keys.Set.AppId) return PayAnswer.Fault(400, "APPID_MCHID_NOT_MATCH", "appid 与 mchid 不匹配");

        var opening = ledger.Open(terms, expires);
        if (opening.PrepayId is null) return PayAnswer.Fault(400, opening.Code!, opening.Message!);
        if (faults.Take(Faults.NotifyBeforePrepayAnswer, terms.OutTradeNo) && ledger.Find(terms.MerchantId, terms.OutTradeNo) is { } charge)
        {
            payer.Settle(charge);
            await notifier.WaitForAsync(terms.OutTradeNo, call.Http.RequestAborted);
        }

        // The sandbox's payer needs no phone: what is asked for is paid as soon as the answer is out.
        if (terms.OpenId.StartsWith(SandboxPayer, StringComparison.Ordinal) && ledger.Find(terms.MerchantId, terms.OutTradeNo) is { } due)
        {
            call.Http.Response.OnCompleted(() =>
            {
                payer.Settle(due);
                return Task.CompletedTask;
            });
        }

        return PayAnswer.Ok(new { opening.PrepayId });
    }

    private static PayAnswer Query(PayCall call, Charge? charge, Faults faults)
    {
        if (call.Http.Request.Query["mchid"].ToString() != call.Merchant.MerchantId)
            return PayAnswer.Fault(400, "PARAM_ERROR", "mchid 与签名的商户号不一致");
        if (charge is null) return NotExist();
        lock (charge.Lock)
        {
            var lags = charge.State == TradeState.Success && faults.Take(Faults.QueryLag, charge.Terms.OutTradeNo);
            return PayAnswer.Ok(PayJson.Transaction(charge, new TransactionChanges(AsUnpaid: lags)));
        }
    }

    private static PayAnswer Close(PayCall call, string number, Ledger ledger, Faults faults, Payer payer)
    {
        if (PayBody.Text(PayBody.Read(call.Body), "mchid") != call.Merchant.MerchantId)
            return PayAnswer.Fault(400, "PARAM_ERROR", "mchid 与签名的商户号不一致");
        if (ledger.Find(call.Merchant.MerchantId, number) is not { } charge) return NotExist();
        if (faults.Take(Faults.CloseOrderPaid, number)) payer.Settle(charge);
        lock (charge.Lock)
        {
            if (charge.State == TradeState.Success) return PayAnswer.Fault(400, "ORDERPAID", "该订单已支付");
            charge.Close();
            ledger.Keep(charge);
        }

        return PayAnswer.NoContent;
    }

    private static PayAnswer NotExist() => PayAnswer.Fault(404, "ORDER_NOT_EXIST", "订单不存在");
}
