using System.Globalization;
using System.Text.Encodings.Web;

namespace CampusPhoto.WeChatStandIn;

/// <summary>A page on which a person plays the payer: paste what wx.requestPayment would be given, then pay or cancel.</summary>
internal static class Cashier
{
    public static void Map(WebApplication app) => app.MapGet("/sim/pay/{prepayId}", Page);

    private static IResult Page(string prepayId, HttpContext http, Ledger ledger)
    {
        if (ledger.FindByPrepay(prepayId) is not { } charge)
            return Results.Content("<!doctype html><meta charset=utf-8><p>prepay_id 无效或已过期。", "text/html; charset=utf-8", statusCode: 404);

        var query = http.Request.Query;
        var yuan = (charge.Terms.Total / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var html = $$"""
            <!doctype html>
            <html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>微信支付（替身）</title>
            <style>body{font:16px sans-serif;max-width:24em;margin:2em auto}input{width:100%;box-sizing:border-box}button{font-size:1.1em;padding:.5em 2em;margin:1em .5em 0 0}</style>
            <h1>微信支付（替身）</h1>
            <p>{{Encode(charge.Terms.Description)}}<br>订单号 {{Encode(charge.Terms.OutTradeNo)}}</p>
            <p style="font-size:2em">¥{{yuan}}</p>
            <form id="f">
            {{Field("timeStamp")}}{{Field("nonceStr")}}{{Field("paySign")}}
            <label>openId<input name="openId" value="{{Encode(charge.Terms.OpenId)}}"></label>
            <button value="success">支付</button><button value="cancel">取消</button><button value="fail">余额不足</button>
            </form><p id="r"></p>
            <script>
            document.getElementById('f').onsubmit = async e => {
              e.preventDefault();
              const body = Object.fromEntries(new FormData(e.target));
              Object.assign(body, {package: 'prepay_id={{JavaScriptEncoder.Default.Encode(prepayId)}}', signType: 'RSA', outcome: e.submitter.value});
              const answer = await fetch('/sim/pay', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
              document.getElementById('r').textContent = (await answer.json()).errMsg;
            };
            </script></html>
            """;
        return Results.Content(html, "text/html; charset=utf-8");

        string Field(string name) => $"<label>{name}<input name=\"{name}\" value=\"{Encode(query[name].ToString())}\"></label>";
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
