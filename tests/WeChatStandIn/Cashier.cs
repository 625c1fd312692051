using System.Globalization;
using System.Text.Encodings.Web;

namespace CampusPhoto.WeChatStandIn;

/// <summary>
/// Pages on which a person plays the payer: what waits to be paid, and a cashier for each with pay, cancel and fail.
/// The cashier takes the parameters of <c>wx.requestPayment</c> from its address; where they are missing it signs as the
/// merchant, so that an order can be paid by hand.
/// </summary>
internal static class Cashier
{
    private const string Style = """
        body{font:16px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif;background:#ededed;margin:0;color:#191919}
        main{max-width:26em;margin:0 auto;padding:1em}h1{font-size:1.1em;font-weight:500;text-align:center;margin:1em 0}
        .card{background:#fff;border-radius:8px;padding:1.2em;margin:0 0 1em}.sum{font-size:2.4em;text-align:center;margin:.2em 0}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.3em 1em;margin:0;font-size:.9em}dt{color:#888}dd{margin:0;overflow-wrap:anywhere}
        button{font:inherit;border:0;border-radius:6px;padding:.7em;width:100%;margin:.3em 0;cursor:pointer}
        button[value=success]{background:#07c160;color:#fff}button:disabled{opacity:.5;cursor:default}
        label{display:block;font-size:.8em;color:#888;margin:.4em 0}input{font:inherit;width:100%;box-sizing:border-box;border:1px solid #ddd;border-radius:4px;padding:.3em}
        output{display:block;text-align:center;min-height:1.5em;margin-top:.5em}a{color:#576b95;text-decoration:none}li{margin:.5em 0}
        """;

    public static void Map(WebApplication app)
    {
        app.MapGet("/sim/pay", List);
        app.MapGet("/sim/pay/{prepayId}", Show);
    }

    private static IResult List(Ledger ledger)
    {
        var waiting = ledger.Prepays.Where(prepay => prepay.Charge.State == TradeState.NotPay).ToList();
        var items = string.Concat(waiting.Select(prepay =>
            $"<li><a href=\"/sim/pay/{Encode(prepay.PrepayId)}\">{Encode(prepay.Charge.Terms.OutTradeNo)}</a> ¥{Yuan(prepay.Charge.Terms.Total)} {Encode(prepay.Charge.Terms.Description)}"));
        return Page("待支付（替身）", waiting.Count == 0 ? "<div class=card>没有待支付的订单。</div>" : $"<ul class=card>{items}</ul>", 200);
    }

    private static IResult Show(string prepayId, HttpContext http, Ledger ledger, Payer payer)
    {
        if (ledger.FindByPrepay(prepayId) is not { } charge) return Page("微信支付（替身）", "<div class=card>prepay_id 无效或已过期。</div>", 404);
        var query = http.Request.Query;
        var signed = query.ContainsKey("paySign")
            ? new PayRequest(null, query["timeStamp"], query["nonceStr"], $"prepay_id={prepayId}", "RSA", query["paySign"], charge.Terms.OpenId, null)
            : payer.Sign(prepayId, charge);
        var (state, closed) = charge.State switch
        {
            TradeState.Success => ("已支付", "disabled"),
            TradeState.Closed => ("已关闭", "disabled"),
            _ => ("待支付", ""),
        };
        var body = $$"""
            <div class=card><div class=sum>¥{{Yuan(charge.Terms.Total)}}</div>
            <dl><dt>商品<dd>{{Encode(charge.Terms.Description)}}<dt>商户订单号<dd>{{Encode(charge.Terms.OutTradeNo)}}<dt>商户号<dd>{{Encode(charge.Terms.MerchantId)}}<dt>状态<dd id=state>{{state}}</dl></div>
            <form id=f class=card>
            <button value=success {{closed}}>支付</button><button value=cancel {{closed}}>取消</button><button value=fail {{closed}}>余额不足</button><button value=timeout {{closed}}>付款后断网</button>
            <output id=r></output>
            <details><summary>参数</summary>{{Field("timeStamp", signed.TimeStamp)}}{{Field("nonceStr", signed.NonceStr)}}{{Field("paySign", signed.PaySign)}}{{Field("openId", signed.OpenId)}}</details>
            </form><p style="text-align:center"><a href="/sim/pay">其他待支付订单</a>
            <script>
            const form = document.getElementById('f'), result = document.getElementById('r');
            form.onsubmit = async e => {
              e.preventDefault();
              const body = Object.fromEntries(new FormData(form));
              Object.assign(body, {package: 'prepay_id={{JavaScriptEncoder.Default.Encode(prepayId)}}', signType: 'RSA', outcome: e.submitter.value});
              const answer = await fetch('/sim/pay', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
              const outcome = await answer.json();
              result.textContent = outcome.errMsg;
              if (!outcome.accepted || !/ok|timeout/.test(outcome.errMsg)) return;
              document.getElementById('state').textContent = '已支付';
              for (const button of form.querySelectorAll('button')) button.disabled = true;
            };
            </script>
            """;
        return Page("微信支付（替身）", body, 200);

        static string Field(string name, string? value) => $"<label>{name}<input name=\"{name}\" value=\"{Encode(value ?? "")}\"></label>";
    }

    private static IResult Page(string title, string body, int status) => Results.Content(
        $"<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>{title}</title><style>{Style}</style><main><h1>{title}</h1>{body}</main></html>",
        "text/html; charset=utf-8", statusCode: status);

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
