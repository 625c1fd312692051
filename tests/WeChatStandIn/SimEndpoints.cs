namespace CampusPhoto.WeChatStandIn;

internal sealed record LoginCodeRequest(string? OpenId);

internal sealed record PhoneCodeRequest(string OpenId, string Phone);

internal sealed record FaultRequest(string Name, int Count = 1, string? OutTradeNo = null);

internal sealed record ReplayRequest(string? Id, bool Fresh = false);

internal sealed record AdvanceRequest(double Seconds);

/// <summary>Controls that WeChat does not have: what people do on their phones, what goes wrong, and what happened.</summary>
internal static class SimEndpoints
{
    public static void Map(WebApplication app)
    {
        var sim = app.MapGroup("/sim");
        sim.MapGet("/bootstrap", Bootstrap);
        sim.MapPost("/login-codes", (LoginCodeRequest request, SingleUseCodes codes) =>
        {
            var openId = string.IsNullOrEmpty(request.OpenId) ? RandomText.OpenId() : request.OpenId;
            return Results.Ok(new { Code = codes.Issue(CodeKind.Login, openId, null), OpenId = openId });
        });
        sim.MapPost("/phone-codes", (PhoneCodeRequest request, SingleUseCodes codes) =>
            Results.Ok(new { Code = codes.Issue(CodeKind.Phone, request.OpenId, request.Phone) }));
        sim.MapPost("/pay", (PayRequest request, Payer payer) =>
        {
            var outcome = payer.Pay(request);
            return Results.Json(outcome, statusCode: outcome.Accepted ? 200 : 400);
        });
        sim.MapGet("/journal", (Journal journal) => journal.Entries);
        sim.MapGet("/charges", (Ledger ledger) => ledger.Charges.Select(charge => new
        {
            charge.Terms.MerchantId,
            charge.Terms.OutTradeNo,
            charge.Terms.Total,
            charge.TransactionId,
            State = charge.State.ToString(),
            Payer = charge.Terms.OpenId,
            charge.PaidAt,
        }));
        sim.MapGet("/notifications", (Notifier notifier) => notifier.All.Select(notification => new
        {
            notification.Id,
            notification.Charge.Terms.OutTradeNo,
            notification.EventType,
            notification.State,
            notification.Deliveries,
        }));
        sim.MapPost("/notifications/replay", async (ReplayRequest request, Notifier notifier, CancellationToken cancellationToken) =>
            await notifier.ReplayAsync(request.Id, request.Fresh, cancellationToken) is { } delivery
                ? Results.Ok(delivery)
                : Results.NotFound());
        sim.MapGet("/faults", (Faults faults) => faults.List());
        sim.MapPost("/faults", (FaultRequest request, Faults faults) =>
        {
            if (!Faults.Names.Contains(request.Name)) return Results.BadRequest(new { Known = Faults.Names.Order(StringComparer.Ordinal) });
            faults.Set(request.Name, request.Count, request.OutTradeNo);
            return Results.NoContent();
        });
        sim.MapPost("/time/advance", (AdvanceRequest request, BusinessClock clock) =>
        {
            clock.Advance(TimeSpan.FromSeconds(request.Seconds));
            return Results.Ok(new { clock.Now });
        });
        sim.MapPost("/reset", Reset);
    }

    private static IResult Bootstrap(HttpContext http, StandInKeys keys, string? notifyBaseUrl)
    {
        var here = $"{http.Request.Scheme}://{http.Request.Host}";
        var set = keys.Set;
        return Results.Json(
            new Dictionary<string, object>
            {
                ["WeChat"] = new
                {
                    set.AppId,
                    set.Secret,
                    ApiBaseUrl = here,
                    PayBaseUrl = here,
                    NotifyBaseUrl = notifyBaseUrl ?? "http://127.0.0.1:5080",
                    Merchants = set.Merchants.ToDictionary(m => m.Account, m => new
                    {
                        m.MerchantId,
                        m.SerialNo,
                        m.PrivateKeyPem,
                        ApiV3Keys = new[] { m.ApiV3Key },
                        PlatformKeys = set.PlatformKeys.ToDictionary(key => key.Serial, key => new { key.PublicKeyPem }),
                    }),
                },
            },
            System.Text.Json.JsonSerializerOptions.Default);
    }

    private static IResult Reset(
        SingleUseCodes codes, AccessTokens tokens, Ledger ledger, Faults faults, Journal journal, Notifier notifier, BusinessClock clock)
    {
        notifier.Clear();
        codes.Clear();
        tokens.Clear();
        ledger.Clear();
        faults.Clear();
        journal.Clear();
        clock.Reset();
        return Results.NoContent();
    }
}
