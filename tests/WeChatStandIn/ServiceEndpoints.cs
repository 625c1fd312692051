using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>The mini-program's server calls for messages, judging texts and pictures, and shipping information.</summary>
internal static class ServiceEndpoints
{
    private const int MaxContentLength = 2500;
    private const string Orders = "/wxa/sec/order/";

    public static void Map(WebApplication app)
    {
        app.MapPost("/cgi-bin/message/subscribe/send", (HttpContext http, MiniProgram calls, Messages messages) =>
            calls.WithTokenAsync(http, "touser", messages.Subscribe));
        app.MapPost("/cgi-bin/message/custom/send", (HttpContext http, MiniProgram calls, Messages messages) =>
            calls.WithTokenAsync(http, "touser", messages.Customer));
        app.MapPost("/wxa/msg_sec_check", (HttpContext http, MiniProgram calls, Faults faults) =>
            calls.WithTokenAsync(http, "openid", body => Text(body, faults)));
        app.MapPost("/wxa/media_check_async", (HttpContext http, MiniProgram calls) =>
            calls.WithTokenAsync(http, "openid", Media));
        app.MapPost($"{Orders}upload_shipping_info", (HttpContext http, MiniProgram calls, ShippingManagement shipping) =>
            calls.WithTokenAsync(http, null, shipping.Upload));
        app.MapPost($"{Orders}get_order", (HttpContext http, MiniProgram calls, ShippingManagement shipping) =>
            calls.WithTokenAsync(http, null, shipping.Get));
        app.MapPost($"{Orders}get_order_list", (HttpContext http, MiniProgram calls, ShippingManagement shipping) =>
            calls.WithTokenAsync(http, null, shipping.List));
        app.MapPost($"{Orders}notify_confirm_receive", (HttpContext http, MiniProgram calls, ShippingManagement shipping) =>
            calls.WithTokenAsync(http, null, shipping.Remind));
        app.MapPost($"{Orders}opspecialorder", (HttpContext http, MiniProgram calls, ShippingManagement shipping) =>
            calls.WithTokenAsync(http, null, shipping.Special));
        app.MapPost($"{Orders}is_trade_managed", (HttpContext http, MiniProgram calls, StandInKeys keys) =>
            calls.WithTokenAsync(http, null, body => Managed(body, keys, "is_trade_managed")));
        app.MapPost($"{Orders}is_trade_management_confirmation_completed", (HttpContext http, MiniProgram calls, StandInKeys keys) =>
            calls.WithTokenAsync(http, null, body => Managed(body, keys, "completed")));
        app.MapPost($"{Orders}set_msg_jump_path", (HttpContext http, MiniProgram calls) =>
            calls.WithTokenAsync(http, null, body => PayBody.Text(body, "path") is { Length: > 0 } ? ErrCode.None : new ErrCode(10060014, "参数错误 path")));
    }

    /// <summary>Texts with 违规 are risky and those with 可疑 are to be reviewed.</summary>
    private static object Text(JsonElement body, Faults faults)
    {
        var (content, openId) = (PayBody.Text(body, "content") ?? "", PayBody.Text(body, "openid") ?? "");
        if (content.Length is 0 or > MaxContentLength) return new ErrCode(44004, "empty or too long content");
        if (PayBody.Number(body, "version") != 2) return new ErrCode(40097, "invalid args version");
        if (PayBody.Number(body, "scene") is not (>= 1 and <= 4)) return new ErrCode(40097, "invalid args scene");
        if (!openId.StartsWith('o')) return new ErrCode(40003, "invalid openid");
        if (faults.Take(Faults.TextAuthorInactive, openId)) return new ErrCode(61010, "code is expired");
        var (suggest, label) = content switch
        {
            _ when faults.Take(Faults.TextRisky, openId) || content.Contains("违规", StringComparison.Ordinal) => ("risky", 20001),
            _ when faults.Take(Faults.TextReview, openId) || content.Contains("可疑", StringComparison.Ordinal) => ("review", 21000),
            _ => ("pass", 100),
        };
        return new
        {
            errcode = 0,
            errmsg = "ok",
            trace_id = RandomText.Of(32),
            result = new { suggest, label },
            detail = new[] { new { strategy = "content_model", errcode = 0, suggest, label, prob = 90 } },
        };
    }

    private static object Media(JsonElement body)
    {
        if (!Uri.TryCreate(PayBody.Text(body, "media_url"), UriKind.Absolute, out _)) return new ErrCode(40066, "invalid url");
        if (PayBody.Number(body, "media_type") is not (1 or 2)) return new ErrCode(40097, "invalid args media_type");
        if (PayBody.Number(body, "version") != 2) return new ErrCode(40097, "invalid args version");
        return new { errcode = 0, errmsg = "ok", trace_id = RandomText.Of(32) };
    }

    private static object Managed(JsonElement body, StandInKeys keys, string answer) =>
        PayBody.Text(body, "appid") == keys.Set.AppId
            ? new Dictionary<string, object> { ["errcode"] = 0, ["errmsg"] = "ok", [answer] = true }
            : new ErrCode(40013, "invalid appid");
}
