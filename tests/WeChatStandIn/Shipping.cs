using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>What one charge has in the shipping management; the charge's lock guards it.</summary>
internal sealed class Shipping
{
    public Shipping()
    {
    }

    public Shipping(KeptShipping kept)
    {
        (State, Uploads, Info, Content) = (kept.State, kept.Uploads, kept.Info, kept.Content);
        (WasReminded, PresaleUntil) = (kept.WasReminded, kept.PresaleUntil);
    }

    /// <summary>1 待发货, 2 已发货, 3 确认收货, 4 交易完成, 5 已退款, 6 资金待结算.</summary>
    public int State { get; private set; } = 1;

    /// <summary>How often shipping information was taken.</summary>
    public int Uploads { get; private set; }

    /// <summary>The last one.</summary>
    public string? Info { get; private set; }

    public bool WasReminded { get; private set; }

    /// <summary>Until when it may take, if that was reported.</summary>
    public DateTimeOffset? PresaleUntil { get; private set; }

    /// <summary>What was uploaded last, without its time.</summary>
    public string? Content { get; private set; }

    public KeptShipping ToKept() => new(State, Uploads, Info, Content, WasReminded, PresaleUntil);

    public void Ship(string info, string content) => (State, Uploads, Info, Content) = (2, Uploads + 1, info, content);

    public void Remind() => WasReminded = true;

    public void ReportPresale(DateTimeOffset until) => PresaleUntil = until;

    public void Refund() => State = 5;

    /// <summary>The buyer confirms: received, then settled.</summary>
    public bool TryConfirm()
    {
        if (State != 2) return false;
        State = 4;
        return true;
    }
}

/// <summary>发货信息管理.</summary>
internal sealed class ShippingManagement(Ledger ledger, Faults faults, BusinessClock clock)
{
    private const int MaxItemLength = 120;
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(10);
    private static readonly ErrCode NotFound = new(10060001, "支付单不存在");

    public object Upload(JsonElement body)
    {
        var key = PayBody.Member(body, "order_key");
        if (Find(key) is not { } charge) return NotFound;
        if (PayBody.Number(body, "logistics_type") is not ({ } logistics and >= 1 and <= 4)) return new ErrCode(10060005, "物流类型有误");
        if (PayBody.Number(body, "delivery_mode") is not ({ } mode and (1 or 2))) return new ErrCode(10060014, "参数错误 delivery_mode");
        if (mode == 2 && logistics != 1) return new ErrCode(10060006, "非快递发货时不允许分拆发货");
        if (!DateTimeOffset.TryParseExact(
            PayBody.Text(body, "upload_time"), "yyyy-MM-dd'T'HH:mm:ss.fffzzz", null, System.Globalization.DateTimeStyles.None, out _))
            return new ErrCode(268485216, "上传时间非法");
        if (PayBody.Member(body, "shipping_list") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > 15)
            return new ErrCode(10060024, "物流信息列表太长");
        foreach (var item in list.EnumerateArray())
        {
            if (PayBody.Text(item, "item_desc") is not { Length: > 0 } words) return new ErrCode(10060008, "商品描述 item_desc 字段不能为空");
            if (words.Length > MaxItemLength) return new ErrCode(10060009, "商品描述 item_desc 字段太长");
            if (logistics == 1 && (PayBody.Text(item, "tracking_no") is null || PayBody.Text(item, "express_company") is null))
                return new ErrCode(10060014, "参数错误 tracking_no");
        }

        if (PayBody.Text(PayBody.Member(body, "payer"), "openid") != charge.Terms.OpenId) return new ErrCode(10060014, "参数错误 payer");
        lock (charge.Lock)
        {
            var shipping = charge.Shipping;
            if (shipping.State == 5) return new ErrCode(10060004, "支付单处于不可发货的状态");
            if (shipping.State > 2) return new ErrCode(10060002, "支付单已完成发货，无法继续发货");
            var content = $"{logistics}{list.GetRawText()}";
            if (shipping.Content == content) return new ErrCode(10060023, "发货信息未更新");
            if (shipping.Uploads >= 2) return new ErrCode(10060003, "支付单已使用重新发货机会");
            shipping.Ship(body.GetRawText(), content);
            ledger.Keep(charge);
        }

        return ErrCode.None;
    }

    public object Get(JsonElement body) =>
        Find(PayBody.Text(body, "transaction_id"), PayBody.Text(body, "merchant_id"), PayBody.Text(body, "merchant_trade_no")) is { } charge
            ? new { errcode = 0, errmsg = "ok", order = View(charge) }
            : NotFound;

    public object List(JsonElement body)
    {
        var state = PayBody.Number(body, "order_state");
        var openId = PayBody.Text(body, "openid");
        return new
        {
            errcode = 0,
            errmsg = "ok",
            has_more = false,
            order_list = ledger.Charges
                .Where(charge => charge.State == TradeState.Success && IsKnown(charge))
                .Where(charge => (state is null || charge.Shipping.State == state) && (openId is null || charge.Terms.OpenId == openId))
                .Take(100)
                .Select(View),
        };
    }

    public object Remind(JsonElement body)
    {
        if (Find(PayBody.Text(body, "transaction_id"), PayBody.Text(body, "merchant_id"), PayBody.Text(body, "merchant_trade_no")) is not { } charge)
            return NotFound;
        lock (charge.Lock)
        {
            if (charge.Shipping.State != 2) return new ErrCode(10060004, "支付单处于不可发货的状态");
            if (charge.Shipping.WasReminded) return new ErrCode(10060032, "该支付单已提醒过用户确认收货");
            charge.Shipping.Remind();
            ledger.Keep(charge);
        }

        return ErrCode.None;
    }

    public object Special(JsonElement body)
    {
        if (Find(PayBody.Text(body, "order_id"), null, null) is not { } charge) return NotFound;
        var until = PayBody.Number(body, "delay_to") is { } seconds and > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        var after = until - charge.PaidAt!.Value;
        if (PayBody.Number(body, "type") is not (1 or 2) || after < TimeSpan.FromDays(15) || after > TimeSpan.FromDays(330))
            return new ErrCode(268546000, "参数错误");
        lock (charge.Lock)
        {
            charge.Shipping.ReportPresale(until);
            ledger.Keep(charge);
        }

        return ErrCode.None;
    }

    private static object View(Charge charge)
    {
        lock (charge.Lock)
        {
            return new
            {
                transaction_id = charge.TransactionId,
                merchant_id = charge.Terms.MerchantId,
                merchant_trade_no = charge.Terms.OutTradeNo,
                description = charge.Terms.Description,
                paid_amount = charge.Terms.Total,
                openid = charge.Terms.OpenId,
                pay_time = charge.PaidAt!.Value.ToUnixTimeSeconds(),
                order_state = charge.Shipping.State,
                in_complaint = false,
                shipping = new { finish_shipping = charge.Shipping.Uploads > 0, finish_shipping_count = charge.Shipping.Uploads },
            };
        }
    }

    private Charge? Find(JsonElement? key) => PayBody.Number(key, "order_number_type") switch
    {
        1 => Find(null, PayBody.Text(key, "mchid"), PayBody.Text(key, "out_trade_no")),
        2 => Find(PayBody.Text(key, "transaction_id"), null, null),
        _ => null,
    };

    private Charge? Find(string? transaction, string? merchant, string? number)
    {
        var charge = transaction is not null ? ledger.FindByTransaction(transaction) : ledger.Find(merchant ?? "", number ?? "");
        return charge is { State: TradeState.Success } && IsKnown(charge) ? charge : null;
    }

    private bool IsKnown(Charge charge) =>
        clock.Now - charge.PaidAt >= Unknown && !faults.Take(Faults.ShippingUnknown, charge.Terms.OutTradeNo);
}
