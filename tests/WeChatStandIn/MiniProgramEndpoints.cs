using System.Security.Cryptography;
using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>The mini-program's server calls for login, tokens and phone numbers.</summary>
internal static class MiniProgramEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/sns/jscode2session", Session);
        app.MapGet("/cgi-bin/token", Token);
        app.MapPost("/cgi-bin/stable_token", (HttpContext http, MiniProgram calls, AccessTokens tokens, StandInKeys keys) =>
            calls.OpenAsync(http, body => StableToken(body, tokens, keys)));
        app.MapPost("/wxa/business/getuserphonenumber", (HttpContext http, MiniProgram calls, SingleUseCodes codes, StandInKeys keys, Faults faults, TimeProvider clock) =>
            calls.WithTokenAsync(http, "openid", body => Phone(body, codes, keys, faults, clock)));
    }

    private static IResult Session(HttpContext http, MiniProgram calls, SingleUseCodes codes, StandInKeys keys, Faults faults)
    {
        var query = http.Request.Query;
        if (Refusal(query["appid"], query["secret"], query["grant_type"], "authorization_code", keys) is { } refused)
            return calls.Error(http, refused.Code, refused.Message);
        return calls.Guarded(http, null, () =>
        {
            if (faults.Take(Faults.LoginBlocked)) return new ErrCode(40226, "code blocked");
            var code = query["js_code"].ToString();
            if (code.Length == 0) return new ErrCode(41008, "missing code");
            var (verdict, openId, _) = codes.Redeem(CodeKind.Login, code, null);
            return verdict switch
            {
                CodeVerdict.Good => new
                {
                    session_key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)),
                    openid = openId,
                },
                CodeVerdict.Used => new ErrCode(40163, "code been used"),
                _ => new ErrCode(40029, "invalid code"),
            };
        });
    }

    private static IResult Token(HttpContext http, MiniProgram calls, AccessTokens tokens, StandInKeys keys)
    {
        var query = http.Request.Query;
        if (Refusal(query["appid"], query["secret"], query["grant_type"], "client_credential", keys) is { } refused)
            return calls.Error(http, refused.Code, refused.Message);
        return calls.Guarded(http, null, () =>
        {
            var (token, expiresIn) = tokens.IssueOldKind();
            return new { access_token = token, expires_in = expiresIn };
        });
    }

    private static object StableToken(JsonElement body, AccessTokens tokens, StandInKeys keys)
    {
        if (Refusal(PayBody.Text(body, "appid"), PayBody.Text(body, "secret"), PayBody.Text(body, "grant_type"), "client_credential", keys) is { } refused)
            return refused;
        var force = body.TryGetProperty("force_refresh", out var flag) && flag.ValueKind == JsonValueKind.True;
        return tokens.Issue(force) is { } issued
            ? new { access_token = issued.Token, expires_in = issued.ExpiresIn }
            : new ErrCode(45009, "reach max api daily quota limit");
    }

    private static object Phone(JsonElement body, SingleUseCodes codes, StandInKeys keys, Faults faults, TimeProvider clock)
    {
        if (PayBody.Text(body, "code") is not { Length: > 0 } code) return new ErrCode(41008, "missing code");
        var (verdict, _, phone) = codes.Redeem(CodeKind.Phone, code, PayBody.Text(body, "openid"));
        if (verdict != CodeVerdict.Good || phone is null) return new ErrCode(40029, "invalid code");

        var appId = faults.Take(Faults.PhoneForeignWatermark) ? "wx0000000000000000" : keys.Set.AppId;
        return new
        {
            errcode = 0,
            errmsg = "ok",
            phone_info = new
            {
                phoneNumber = phone,
                purePhoneNumber = phone,
                countryCode = "86",
                watermark = new { timestamp = clock.GetUtcNow().ToUnixTimeSeconds(), appid = appId },
            },
        };
    }

    private static ErrCode? Refusal(string? appId, string? secret, string? grantType, string wanted, StandInKeys keys)
    {
        if (grantType != wanted) return new ErrCode(40002, "invalid grant_type");
        if (appId != keys.Set.AppId) return new ErrCode(40013, "invalid appid");
        return secret == keys.Set.Secret ? null : new ErrCode(40125, "invalid appsecret");
    }
}
