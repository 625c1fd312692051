using System.Globalization;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Checks a prepay body as WeChat Pay does.</summary>
internal static class PrepayRules
{
    private static readonly TimeSpan ShortestPayable = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPayable = TimeSpan.FromDays(90);

    /// <summary>The terms and when they end, or the parameter that is wrong.</summary>
    public static (PrepayTerms? Terms, DateTimeOffset? TimeExpire, string? Fault) Read(byte[] body, DateTimeOffset now)
    {
        if (PayBody.Read(body) is not { } json) return (null, null, "请求体不是 JSON 对象");
        var amount = PayBody.Member(json, "amount");
        var terms = new PrepayTerms(
            PayBody.Text(json, "appid") ?? "",
            PayBody.Text(json, "mchid") ?? "",
            PayBody.Text(json, "out_trade_no") ?? "",
            PayBody.Text(json, "description") ?? "",
            PayBody.Text(json, "time_expire"),
            PayBody.Text(json, "attach"),
            PayBody.Text(json, "notify_url") ?? "",
            PayBody.Number(amount, "total") ?? 0,
            amount is null ? "" : PayBody.Text(amount, "currency") ?? "CNY",
            PayBody.Text(PayBody.Member(json, "payer"), "openid") ?? "");

        DateTimeOffset? expires = null;
        if (terms.TimeExpire is not null)
        {
            if (!DateTimeOffset.TryParseExact(
                terms.TimeExpire, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
                return (null, null, "time_expire 格式应为 RFC3339，如 2026-06-08T10:34:56+08:00");
            expires = parsed;
        }

        return (terms, expires, Fault(terms, expires, now));
    }

    private static string? Fault(PrepayTerms terms, DateTimeOffset? expires, DateTimeOffset now) => terms switch
    {
        { AppId.Length: 0 or > 32 } => "appid 长度应为 1 到 32",
        { MerchantId.Length: 0 or > 32 } => "mchid 长度应为 1 到 32",
        { Description.Length: 0 or > 127 } => "description 长度应为 1 到 127",
        { OutTradeNo.Length: < 6 or > 32 } => "out_trade_no 长度应为 6 到 32",
        _ when !terms.OutTradeNo.All(c => char.IsAsciiLetterOrDigit(c) || "_-|*".Contains(c, StringComparison.Ordinal)) =>
            "out_trade_no 只能是数字、大小写字母及 _-|*",
        { Attach.Length: > 128 } => "attach 长度不超过 128",
        { Total: < 1 } => "amount.total 应为不小于 1 的整数",
        { Currency: not "CNY" } => "amount.currency 应为 CNY",
        { OpenId.Length: 0 or > 128 } => "payer.openid 长度应为 1 到 128",
        { NotifyUrl.Length: 0 or > 255 } => "notify_url 长度应为 1 到 255",
        _ when !StartRule.IsLoopback(terms.NotifyUrl) => "notify_url 在替身中只能是本机回环地址",
        _ when new Uri(terms.NotifyUrl).Query.Length > 0 => "notify_url 不能带参数",
        _ when expires is { } until && (until - now < ShortestPayable || until - now > LongestPayable) =>
            "time_expire 应在 1 分钟之后、90 天之内",
        _ => null,
    };
}
