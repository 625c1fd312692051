using System.Security.Cryptography;
using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Receives a mini-program call and answers it as WeChat does: 200, with an errcode when something is wrong.</summary>
internal sealed class MiniProgram(AccessTokens tokens, Faults faults, Journal journal)
{
    /// <summary>Answers a call that needs no access token.</summary>
    public async Task<IResult> OpenAsync(HttpContext http, Func<JsonElement, object> answerCall)
    {
        if (await ReadAsync(http) is not { } body) return Error(http, 47001, "data format error");
        return Guarded(http, null, () => answerCall(body));
    }

    /// <summary>Answers a call that needs an access token.</summary>
    /// <param name="http">The request.</param>
    /// <param name="subject">The body's field by which faults are chosen, or null.</param>
    /// <param name="answerCall">Does it.</param>
    public async Task<IResult> WithTokenAsync(HttpContext http, string? subject, Func<JsonElement, object> answerCall)
    {
        if (faults.Take(Faults.TokenExpiredOnce))
        {
            tokens.Clear();
            return Error(http, 42001, "access_token expired");
        }

        if (faults.Take(Faults.TokenInvalidOnce))
        {
            tokens.Clear();
            return Error(http, 40001, "invalid credential, access_token is invalid or not latest");
        }

        switch (tokens.Check(http.Request.Query["access_token"]))
        {
            case TokenVerdict.Invalid: return Error(http, 40001, "invalid credential, access_token is invalid or not latest");
            case TokenVerdict.Expired: return Error(http, 42001, "access_token expired");
            default: break;
        }

        if (await ReadAsync(http) is not { } body) return Error(http, 47001, "data format error");
        return Guarded(http, subject is null ? null : PayBody.Text(body, subject), () => answerCall(body));
    }

    /// <summary>Answers unless a fault says otherwise.</summary>
    public IResult Guarded(HttpContext http, string? subject, Func<object> answerCall)
    {
        if (faults.Take(Faults.ApiBusy, subject)) return Error(http, -1, "system error");
        if (faults.Take(Faults.ApiMinuteQuota, subject)) return Error(http, 45011, "api minute-quota reach limit, please retry next minute");
        var answer = answerCall();
        if (faults.Take(Faults.ApiResetAfterCommit, subject))
        {
            journal.Add(http.Request.Method, http.Request.Path, 0, "no answer", "-", outTradeNo: subject);
            http.Abort();
            return Results.Empty;
        }

        if (answer is ErrCode refused) return Error(http, refused.Code, refused.Message);
        journal.Add(http.Request.Method, http.Request.Path, 200, "", "-", outTradeNo: subject);
        return Results.Json(answer, JsonSerializerOptions.Default);
    }

    /// <summary>Answers with an errcode.</summary>
    public IResult Error(HttpContext http, int code, string message)
    {
        var rid = RandomNumberGenerator.GetHexString(8, true) + "-" + RandomNumberGenerator.GetHexString(8, true);
        journal.Add(http.Request.Method, http.Request.Path, 200, $"{code}", rid);
        return Results.Json(new { errcode = code, errmsg = $"{message}, rid: {rid}" }, JsonSerializerOptions.Default);
    }

    private static async Task<JsonElement?> ReadAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
            return body.ValueKind == JsonValueKind.Object ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An errcode with its words.</summary>
internal sealed record ErrCode(int Code, string Message)
{
    /// <summary>Success without anything to tell.</summary>
    public static readonly object None = new { errcode = 0, errmsg = "ok" };
}
