using System.Collections.Concurrent;
using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>A message that reached somebody's WeChat.</summary>
internal sealed record SentMessage(DateTimeOffset At, string Kind, string OpenId, string? TemplateId, string? Page, IReadOnlyDictionary<string, string> Values);

/// <summary>Subscribe messages, customer messages, and who has allowed how many of them.</summary>
internal sealed class Messages(Faults faults, BusinessClock clock)
{
    private const int PerCustomerSession = 5;
    private static readonly TimeSpan CustomerSession = TimeSpan.FromHours(48);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string OpenId, string Template), int> _credits = [];
    private readonly Dictionary<string, (DateTimeOffset Until, int Left)> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SentMessage> _sent = new();
    private long _numbers;

    public IEnumerable<SentMessage> Sent => _sent;

    /// <summary>The person taps 允许, once or more often.</summary>
    public int Allow(string openId, string template, int count)
    {
        lock (_lock) return _credits[(openId, template)] = _credits.GetValueOrDefault((openId, template)) + count;
    }

    /// <summary>The person writes to the customer service.</summary>
    public void Write(string openId)
    {
        lock (_lock) _sessions[openId] = (clock.Now + CustomerSession, PerCustomerSession);
    }

    public object Subscribe(JsonElement body)
    {
        var (openId, template) = (PayBody.Text(body, "touser") ?? "", PayBody.Text(body, "template_id") ?? "");
        if (!openId.StartsWith('o')) return new ErrCode(40003, "invalid openid");
        if (template.Length == 0 || template == "unknown") return new ErrCode(40037, "invalid template_id");
        var page = PayBody.Text(body, "page");
        if (page?.StartsWith('/') == true) return new ErrCode(41030, "invalid page");
        if (PayBody.Text(body, "miniprogram_state") is not (null or "developer" or "trial" or "formal"))
            return new ErrCode(47003, "argument invalid! miniprogram_state");
        if (body.TryGetProperty("data", out var data) is false || data.ValueKind != JsonValueKind.Object)
            return new ErrCode(47003, "argument invalid! data");
        var values = data.EnumerateObject().ToDictionary(
            field => field.Name, field => PayBody.Text(field.Value, "value") ?? "", StringComparer.Ordinal);
        if (TemplateRules.Fault(values) is { } fault) return new ErrCode(47003, $"argument invalid! {fault}");
        if (faults.Take(Faults.MessageInvalidValue, openId)) return new ErrCode(47003, "argument invalid! data.thing1.value is empty");
        lock (_lock)
        {
            if (faults.Take(Faults.MessageRefused, openId) || _credits.GetValueOrDefault((openId, template)) < 1)
                return new ErrCode(43101, "user refuse to accept the msg");
            _credits[(openId, template)]--;
        }

        _sent.Enqueue(new SentMessage(clock.Now, "subscribe", openId, template, page, values));
        return new { errcode = 0, errmsg = "ok", msgid = Interlocked.Increment(ref _numbers) };
    }

    public object Customer(JsonElement body)
    {
        var (openId, kind) = (PayBody.Text(body, "touser") ?? "", PayBody.Text(body, "msgtype") ?? "");
        if (!openId.StartsWith('o')) return new ErrCode(40003, "invalid openid");
        if (kind is not ("text" or "image" or "link" or "miniprogrampage")) return new ErrCode(40008, "invalid message type");
        lock (_lock)
        {
            if (!_sessions.TryGetValue(openId, out var session) || session.Until <= clock.Now)
                return new ErrCode(45015, "response out of time limit or subscription is canceled");
            if (session.Left < 1) return new ErrCode(45047, "out of response count limit");
            _sessions[openId] = session with { Left = session.Left - 1 };
        }

        var content = PayBody.Text(PayBody.Member(body, kind), "content") ?? "";
        _sent.Enqueue(new SentMessage(clock.Now, kind, openId, null, null, new Dictionary<string, string> { ["content"] = content }));
        return ErrCode.None;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _credits.Clear();
            _sessions.Clear();
        }

        _sent.Clear();
    }
}

/// <summary>What WeChat checks in the fields of a template, whose kind is the name without its number.</summary>
internal static class TemplateRules
{
    public static string? Fault(IReadOnlyDictionary<string, string> values) =>
        values.Select(field => Fault(field.Key, field.Value)).FirstOrDefault(fault => fault is not null);

    private static string? Fault(string name, string value)
    {
        var kind = name.TrimEnd("0123456789".ToCharArray());
        if (value.Length == 0) return $"data.{name}.value is empty";
        var (limit, holds) = kind switch
        {
            "thing" => (20, true),
            "number" => (32, value.All(c => char.IsAsciiDigit(c) || c is '.' or '-')),
            "letter" => (32, value.All(char.IsAsciiLetter)),
            "symbol" => (5, value.All(c => !char.IsLetterOrDigit(c))),
            "character_string" => (32, value.All(char.IsAscii)),
            "phrase" => (5, value.All(c => c is >= '\u4e00' and <= '\u9fff')),
            "name" => (value.All(char.IsAscii) ? 20 : 10, value.All(c => !char.IsAsciiDigit(c))),
            "phone_number" => (17, value.All(c => char.IsAsciiDigit(c) || c is '+' or '-')),
            "car_number" => (8, true),
            "amount" => (20, value.Any(char.IsAsciiDigit)),
            "date" or "time" => (40, value.Any(char.IsAsciiDigit)),
            _ => (0, false),
        };
        return holds && value.Length <= limit ? null : $"data.{name}.value invalid";
    }
}
