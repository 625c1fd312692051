namespace CampusPhoto.WeChatStandIn;

/// <summary>WeChat Pay v3: refunds.</summary>
internal static class RefundEndpoints
{
    private const string Root = "/v3/refund/domestic/refunds";

    private static readonly string[] Banks =
    [
        "CMB_DEBIT", "COMM_DEBIT", "ABC_DEBIT", "CCB_DEBIT", "ICBC_DEBIT", "BOC_DEBIT", "PAB_DEBIT", "SPDB_DEBIT", "CITIC_DEBIT",
        "CEB_DEBIT", "CMBC_DEBIT", "CIB_DEBIT", "GDB_DEBIT", "PSBC_DEBIT", "NBCB_DEBIT",
    ];

    public static void Map(WebApplication app)
    {
        app.MapPost(Root, (HttpContext http, PayCalls calls, Refunds refunds) =>
            calls.HandleAsync(http, PayCallNames.Refund, null, call => Open(call, refunds)));
        app.MapGet($"{Root}/{{number}}", (HttpContext http, string number, PayCalls calls, Refunds refunds) =>
            calls.HandleAsync(http, PayCallNames.RefundQuery, number, call => Answer(refunds.Find(call.Merchant.MerchantId, number))));
        app.MapPost($"{Root}/{{id}}/apply-abnormal-refund", (HttpContext http, string id, PayCalls calls, Refunds refunds, StandInKeys keys) =>
            calls.HandleAsync(http, PayCallNames.RefundRedirect, null, call => Redirect(call, id, refunds, keys)));
    }

    private static PayAnswer Open(PayCall call, Refunds refunds)
    {
        var body = PayBody.Read(call.Body);
        var amount = PayBody.Member(body, "amount");
        var (transaction, number) = (PayBody.Text(body, "transaction_id"), PayBody.Text(body, "out_trade_no"));
        var terms = new RefundTerms(
            PayBody.Text(body, "out_refund_no") ?? "",
            PayBody.Number(amount, "refund") ?? 0,
            PayBody.Number(amount, "total") ?? 0,
            PayBody.Text(body, "reason"),
            PayBody.Text(body, "notify_url"));
        var fault = terms switch
        {
            _ when (transaction is null) == (number is null) => "transaction_id 与 out_trade_no 二选一",
            { OutRefundNo.Length: 0 or > 64 } => "out_refund_no 长度应为 1 到 64",
            _ when !terms.OutRefundNo.All(c => char.IsAsciiLetterOrDigit(c) || "_-|*@".Contains(c, StringComparison.Ordinal)) =>
                "out_refund_no 只能是数字、大小写字母及 _-|*@",
            { Amount: < 1 } => "amount.refund 应为不小于 1 的整数",
            { Total: < 1 } => "amount.total 应为不小于 1 的整数",
            _ when terms.Amount > terms.Total => "amount.refund 不能大于 amount.total",
            _ when PayBody.Text(amount, "currency") != "CNY" => "amount.currency 应为 CNY",
            _ when System.Text.Encoding.UTF8.GetByteCount(terms.Reason ?? "") > 80 => "reason 不超过 80 字节",
            { NotifyUrl: { } url } when !StartRule.IsLoopback(url) || new Uri(url).Query.Length > 0 => "notify_url 在替身中只能是不带参数的本机回环地址",
            _ => null,
        };
        if (fault is not null) return PayAnswer.Fault(400, "PARAM_ERROR", fault);
        var opening = refunds.Open(call.Merchant.MerchantId, transaction, number, terms);
        return opening is { Charge: { } charge, Refund: { } refund }
            ? Answer((charge, refund))
            : PayAnswer.Fault(opening.Status, opening.Code!, opening.Message!);
    }

    private static PayAnswer Redirect(PayCall call, string id, Refunds refunds, StandInKeys keys)
    {
        if (refunds.FindById(call.Merchant.MerchantId, id) is not { } found) return Answer(null);
        var body = PayBody.Read(call.Body);
        if (PayBody.Text(body, "out_refund_no") != found.Refund.Terms.OutRefundNo)
            return PayAnswer.Fault(400, "PARAM_ERROR", "out_refund_no 与 refund_id 不一致");
        string receivedBy;
        switch (PayBody.Text(body, "type"))
        {
            case "MERCHANT_BANK_CARD":
                receivedBy = "商户结算银行账户";
                break;
            case "USER_BANK_CARD":
                if (!Banks.Contains(PayBody.Text(body, "bank_type"))) return PayAnswer.Fault(400, "PARAM_ERROR", "bank_type 有误");
                var key = keys.Platform(call.Http.Request.Headers["Wechatpay-Serial"].ToString());
                if (keys.Decrypt(key, PayBody.Text(body, "bank_account")) is not { Length: > 4 } card
                    || keys.Decrypt(key, PayBody.Text(body, "real_name")) is not { Length: > 0 })
                    return PayAnswer.Fault(400, "PARAM_ERROR", "敏感信息解密失败");
                receivedBy = $"{PayBody.Text(body, "bank_type")}{card[^4..]}";
                break;
            default:
                return PayAnswer.Fault(400, "PARAM_ERROR", "type 有误");
        }

        return refunds.TryRedirect(found.Charge, found.Refund, receivedBy)
            ? Answer(found)
            : PayAnswer.Fault(400, "INVALID_REQUEST", "退款单状态不是退款异常");
    }

    private static PayAnswer Answer((Charge Charge, Refund Refund)? found)
    {
        if (found is not { } entry) return PayAnswer.Fault(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
        lock (entry.Charge.Lock) return PayAnswer.Ok(PayJson.Refund(entry.Charge, entry.Refund));
    }
}
