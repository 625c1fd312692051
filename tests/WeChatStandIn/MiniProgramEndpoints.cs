using System.Security.Cryptography;
using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>The mini-program's server calls. Like WeChat they answer 200 with an errcode when something is wrong.</summary>
internal static class MiniProgramEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/sns/jscode2session", Session);
        app.MapPost("/cgi-bin/stable_token", TokenAsync);
        app.MapPost("/wxa/business/getuserphonenumber", PhoneAsync);
    }

    private static IResult Session(
        HttpContext http, SingleUseCodes codes, StandInKeys keys, Faults faults, Journal journal)
    {
        var query = http.Request.Query;
        if (query["appid"] != keys.Set.AppId) return Error(http, journal, 40013, "invalid appid");
        if (query["secret"] != keys.Set.Secret) return Error(http, journal, 40125, "invalid appsecret");
        if (query["grant_type"] != "authorization_code") return Error(http, journal, 40002, "invalid grant_type");
        if (faults.Take(Faults.ApiBusy)) return Error(http, journal, -1, "system error");
        if (faults.Take(Faults.LoginBlocked)) return Error(http, journal, 40226, "code blocked");
        var code = query["js_code"].ToString();
        if (code.Length == 0) return Error(http, journal, 41008, "missing code");
        var (verdict, openId, _) = codes.Redeem(CodeKind.Login, code, null);
        return verdict switch
        {
            CodeVerdict.Good => Answer(http, journal, new
            {
                session_key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)),
                openid = openId,
            }),
            CodeVerdict.Used => Error(http, journal, 40163, "code been used"),
            _ => Error(http, journal, 40029, "invalid code"),
        };
    }

    private static async Task<IResult> TokenAsync(
        HttpContext http, AccessTokens tokens, StandInKeys keys, Faults faults, Journal journal)
    {
        if (await ReadAsync(http) is not { } body) return Error(http, journal, 47001, "data format error");
        if (Text(body, "grant_type") != "client_credential") return Error(http, journal, 40002, "invalid grant_type");
        if (Text(body, "appid") != keys.Set.AppId) return Error(http, journal, 40013, "invalid appid");
        if (Text(body, "secret") != keys.Set.Secret) return Error(http, journal, 40125, "invalid appsecret");
        if (faults.Take(Faults.ApiBusy)) return Error(http, journal, -1, "system error");
        var force = body.TryGetProperty("force_refresh", out var flag) && flag.ValueKind == JsonValueKind.True;
        var (token, expiresIn) = tokens.Issue(force);
        return Answer(http, journal, new { access_token = token, expires_in = expiresIn });
    }

    private static async Task<IResult> PhoneAsync(
        HttpContext http, SingleUseCodes codes, AccessTokens tokens, StandInKeys keys, Faults faults, Journal journal, TimeProvider clock)
    {
        if (faults.Take(Faults.TokenExpiredOnce))
        {
            tokens.Clear();
            return Error(http, journal, 42001, "access_token expired");
        }

        switch (tokens.Check(http.Request.Query["access_token"]))
        {
            case TokenVerdict.Invalid: return Error(http, journal, 40001, "invalid credential, access_token is invalid or not latest");
            case TokenVerdict.Expired: return Error(http, journal, 42001, "access_token expired");
            default: break;
        }

        if (await ReadAsync(http) is not { } body) return Error(http, journal, 47001, "data format error");
        if (faults.Take(Faults.ApiBusy)) return Error(http, journal, -1, "system error");
        if (Text(body, "code") is not { Length: > 0 } code) return Error(http, journal, 41008, "missing code");
        var (verdict, _, phone) = codes.Redeem(CodeKind.Phone, code, Text(body, "openid"));
        if (verdict != CodeVerdict.Good || phone is null) return Error(http, journal, 40029, "invalid code");

        var appId = faults.Take(Faults.PhoneForeignWatermark) ? "wx0000000000000000" : keys.Set.AppId;
        return Answer(http, journal, new
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
        });
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

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IResult Answer(HttpContext http, Journal journal, object body)
    {
        journal.Add(http.Request.Method, http.Request.Path, 200, "", "-");
        return Results.Json(body, JsonSerializerOptions.Default);
    }

    private static IResult Error(HttpContext http, Journal journal, int code, string message)
    {
        var rid = RandomNumberGenerator.GetHexString(8, true) + "-" + RandomNumberGenerator.GetHexString(8, true);
        journal.Add(http.Request.Method, http.Request.Path, 200, $"{code}", rid);
        return Results.Json(new { errcode = code, errmsg = $"{message}, rid: {rid}" }, JsonSerializerOptions.Default);
    }
}
