using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace CampusPhoto.WeChatStandIn;

/// <summary>A payment call whose merchant's signature held.</summary>
internal sealed record PayCall(MerchantKeys Merchant, byte[] Body, HttpContext Http)
{
    /// <summary>Our number of the charge, as soon as it is known; for the journal.</summary>
    public string? OutTradeNo { get; set; }
}

/// <summary>What is answered before it is signed.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Code">WeChat's error code, for the journal.</param>
/// <param name="IsSigned">Files of bills alone are not.</param>
internal sealed record PayAnswer(int Status, byte[] Body, string Code = "", bool IsSigned = true)
{
    public static PayAnswer File(byte[] body) => new(200, body, IsSigned: false);

    public static PayAnswer Ok(object body) => new(200, PayJson.Write(body));

    public static PayAnswer NoContent => new(204, []);

    public static PayAnswer Fault(int status, string code, string message) =>
        new(status, PayJson.Write(new { Code = code, Message = message }), code);
}

/// <summary>Checks the merchant's signature of each call under /v3 and signs each answer.</summary>
internal sealed class PayCalls(StandInKeys keys, Faults faults, Journal journal, TimeProvider clock)
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048 ";
    private const int MaxBodyBytes = 64 * 1024;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>WeChat's callers give up long before.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(35);

    /// <summary>Answers a call that is done at once.</summary>
    public Task HandleAsync(HttpContext http, string name, string? number, Func<PayCall, PayAnswer> answerCall) =>
        HandleAsync(http, name, number, call => Task.FromResult(answerCall(call)));

    /// <summary>Answers a call.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The call, of <see cref="PayCallNames"/>.</param>
    /// <param name="number">The charge or refund that its address names, or null.</param>
    /// <param name="answerCall">Does it.</param>
    public async Task HandleAsync(HttpContext http, string name, string? number, Func<PayCall, Task<PayAnswer>> answerCall)
    {
        var body = await ReadBodyAsync(http);
        var requestId = "08" + RandomText.Digits(18) + "-" + RandomText.Digits(4);
        var (call, refusal, nonce) = body is null
            ? (null, PayAnswer.Fault(413, "PARAM_ERROR", "请求体过大"), null)
            : Authenticate(http, body);
        call?.OutTradeNo = number ?? NumberIn(body!);
        var answer = refusal ?? await AnswerAsync(name, call!, answerCall);
        journal.Add(
            http.Request.Method, http.Request.Path, answer?.Status ?? 0, answer?.Code ?? "no answer", requestId,
            call?.Merchant.MerchantId, call?.OutTradeNo, nonce is not null && journal.IsNonceReused(nonce),
            http.Request.Headers["Wechatpay-Serial"].ToString());
        if (answer is null) http.Abort();
        else await WriteAsync(http, answer, requestId, call?.OutTradeNo);
    }

    private async Task<PayAnswer?> AnswerAsync(string name, PayCall call, Func<PayCall, Task<PayAnswer>> answerCall)
    {
        if (Goes(Faults.ServerError)) return PayAnswer.Fault(500, "SYSTEM_ERROR", "系统异常，请稍后重试");
        if (Goes(Faults.TooMany)) return PayAnswer.Fault(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率");
        if (Goes(Faults.SignRefused)) return PayAnswer.Fault(401, "SIGN_ERROR", "签名错误，请检查后再试");
        if (Goes(Faults.ResetBeforeCommit)) return null;
        if (Goes(Faults.Slow)) await WaitAsync();
        var answer = await answerCall(call);
        if (Goes(Faults.ResetAfterCommit)) return null;
        if (Goes(Faults.Malformed)) return answer with { Body = "{\"prepay_id\": "u8.ToArray() };
        if (!Goes(Faults.TimeoutAfterCommit)) return answer;
        await WaitAsync();
        return null;

        bool Goes(string kind) => faults.Take($"{name}-{kind}", call.OutTradeNo);

        async Task WaitAsync() => await Task.Delay(TooLong, call.Http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The charge or refund that a body names.</summary>
    private static string? NumberIn(byte[] body)
    {
        var json = PayBody.Read(body);
        return PayBody.Text(json, "out_refund_no") ?? PayBody.Text(json, "out_trade_no");
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        var pipe = http.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(http.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > MaxBodyBytes)
            {
                var body = read.Buffer.Length > MaxBodyBytes ? null : read.Buffer.ToArray();
                pipe.AdvanceTo(read.Buffer.End);
                return body;
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private (PayCall? Call, PayAnswer? Refusal, string? Nonce) Authenticate(HttpContext http, byte[] body)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return Refuse("缺少 Authorization 或认证类型不正确");
        var fields = header[Scheme.Length..].Split(',')
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].Trim(), pair => pair[1].Trim().Trim('"'), StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Last(), StringComparer.Ordinal);
        var nonce = fields.GetValueOrDefault("nonce_str", "");
        if (keys.Merchant(fields.GetValueOrDefault("mchid", "")) is not { } merchant) return Refuse("商户号不存在");
        if (fields.GetValueOrDefault("serial_no") != merchant.SerialNo) return Refuse("商户证书序列号有误");
        if (nonce.Length is 0 or > 32) return Refuse("nonce_str 长度应为 1 到 32");
        if (!long.TryParse(fields.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > (long)Window.TotalSeconds)
            return Refuse("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");

        // The target as it came over the wire, not as it was decoded.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes($"{http.Request.Method}\n{target}\n{fields["timestamp"]}\n{nonce}\n"), .. body, (byte)'\n',
        ];
        var text = fields.GetValueOrDefault("signature", "");
        var signature = new byte[text.Length];
        return Convert.TryFromBase64String(text, signature, out var length) && StandInKeys.IsMerchants(merchant, message, signature[..length])
            ? (new PayCall(merchant, body, http), null, nonce)
            : Refuse("签名错误，请检查后再试");

        static (PayCall?, PayAnswer?, string?) Refuse(string message) => (null, PayAnswer.Fault(401, "SIGN_ERROR", message), null);
    }

    private async Task WriteAsync(HttpContext http, PayAnswer answer, string requestId, string? outTradeNo)
    {
        var key = keys.Platform(http.Request.Headers["Wechatpay-Serial"].ToString());
        var late = faults.Take(Faults.StaleResponse, outTradeNo) ? -301 : 0;
        var timestamp = (clock.GetUtcNow().ToUnixTimeSeconds() + late).ToString(CultureInfo.InvariantCulture);
        var nonce = RandomText.Of(32);
        var signed = faults.Take(Faults.WrongResponseSignature, outTradeNo) ? [.. answer.Body, (byte)' '] : answer.Body;
        var headers = http.Response.Headers;
        headers["Request-ID"] = requestId;
        if (faults.Take(Faults.ClockAhead, outTradeNo))
            headers.Date = clock.GetUtcNow().AddMinutes(2).ToString("R", CultureInfo.InvariantCulture);
        if (answer.IsSigned && !faults.Take(Faults.UnsignedResponse, outTradeNo))
        {
            headers["Wechatpay-Timestamp"] = timestamp;
            headers["Wechatpay-Nonce"] = nonce;
            headers["Wechatpay-Serial"] = key.Serial;
            headers["Wechatpay-Signature-Type"] = "WECHATPAY2-SHA256-RSA2048";
            headers["Wechatpay-Signature"] = keys.SignAsPlatform(key, NotificationSealing.PlatformMessage(timestamp, nonce, signed));
        }

        http.Response.StatusCode = answer.Status;
        if (answer.Status == 204) return;
        http.Response.ContentType = answer.IsSigned ? "application/json; charset=utf-8" : "application/octet-stream";
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
