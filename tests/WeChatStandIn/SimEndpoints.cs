namespace CampusPhoto.WeChatStandIn;

internal sealed record LoginCodeRequest(string? OpenId);

internal sealed record PhoneCodeRequest(string OpenId, string Phone);

internal sealed record AllowRequest(string OpenId, string TemplateId, int Count = 1);

internal sealed record PersonRequest(string OpenId);

internal sealed record FaultRequest(string Name, int Count = 1, string? OutTradeNo = null, string? Subject = null, double? Probability = null);

internal sealed record ReplayRequest(string? Id, bool Fresh = false);

internal sealed record ReleaseRequest(string? Id, string? OutTradeNo);

internal sealed record SettleRequest(RefundState Outcome);

internal sealed record TransactionRequest(string TransactionId);

internal sealed record PlatformKeyRequest(bool Certificate = false, bool Use = true);

internal sealed record AdvanceRequest(double Seconds);

/// <summary>Controls that WeChat does not have: what people do on their phones, what goes wrong, and what happened.</summary>
internal static class SimEndpoints
{
    public static void Map(WebApplication app)
    {
        var sim = app.MapGroup("/sim");
        sim.MapGet("/bootstrap", Bootstrap);
        sim.MapPost("/reset", Reset);
        MapPeople(sim);
        MapMoney(sim);
        MapNotifications(sim);
        MapFaults(sim);
    }

    private static void MapPeople(RouteGroupBuilder sim)
    {
        sim.MapPost("/login-codes", (LoginCodeRequest request, SingleUseCodes codes) =>
        {
            var openId = string.IsNullOrEmpty(request.OpenId) ? RandomText.OpenId() : request.OpenId;
            return Results.Ok(new { Code = codes.Issue(CodeKind.Login, openId, null), OpenId = openId });
        });
        sim.MapPost("/phone-codes", (PhoneCodeRequest request, SingleUseCodes codes) =>
            Results.Ok(new { Code = codes.Issue(CodeKind.Phone, request.OpenId, request.Phone) }));
        sim.MapPost("/subscriptions", (AllowRequest request, Messages messages) =>
            Results.Ok(new { Left = messages.Allow(request.OpenId, request.TemplateId, request.Count) }));
        sim.MapPost("/customer-messages", (PersonRequest request, Messages messages) =>
        {
            messages.Write(request.OpenId);
            return Results.NoContent();
        });
        sim.MapGet("/messages", (Messages messages, string? openId) =>
            messages.Sent.Where(message => openId is null || message.OpenId == openId));
        sim.MapGet("/push", (StandInKeys keys) => new { keys.Set.PushToken, keys.Set.EncodingAesKey });
        sim.MapPost("/push", async (PushRequest request, Push push, CancellationToken cancellationToken) =>
            await push.SendAsync(request, cancellationToken) is { } answer
                ? Results.Ok(new { answer.Status, answer.Body })
                : Results.BadRequest(new { Error = "url must be an http address of this machine" }));
    }

    private static void MapMoney(RouteGroupBuilder sim)
    {
        sim.MapPost("/pay", (PayRequest request, Payer payer) =>
        {
            var outcome = payer.Pay(request);
            return Results.Json(outcome, statusCode: outcome.Accepted ? 200 : 400);
        });
        sim.MapGet("/charges", (Ledger ledger) => ledger.Charges.Select(charge => new
        {
            charge.Terms.MerchantId,
            charge.Terms.OutTradeNo,
            charge.Terms.Total,
            charge.TransactionId,
            State = charge.State.ToString(),
            Payer = charge.Terms.OpenId,
            charge.PaidAt,
            charge.Coupon,
            charge.Refunded,
            OrderState = charge.Shipping.State,
            ShippingUploads = charge.Shipping.Uploads,
            ShippingInfo = charge.Shipping.Info,
            charge.Shipping.PresaleUntil,
        }));
        sim.MapGet("/refunds", (Refunds refunds) => refunds.All.Select(entry => new
        {
            entry.Charge.Terms.MerchantId,
            entry.Refund.Terms.OutRefundNo,
            entry.Refund.RefundId,
            entry.Charge.Terms.OutTradeNo,
            entry.Charge.TransactionId,
            entry.Refund.Terms.Amount,
            State = entry.Refund.State.ToString(),
            entry.Refund.ReceivedBy,
            entry.Refund.CreatedAt,
            entry.Refund.RefundedAt,
        }));
        sim.MapPost("/refunds/{number}/settle", (string number, SettleRequest request, Refunds refunds) =>
        {
            if (refunds.All.Where(entry => entry.Refund.Terms.OutRefundNo == number).Cast<(Charge, Refund)?>().FirstOrDefault() is not ({ } charge, { } refund))
                return Results.NotFound();
            return request.Outcome != RefundState.Processing && refunds.TryEnd(charge, refund, request.Outcome)
                ? Results.NoContent()
                : Results.Conflict(new { State = refund.State.ToString() });
        });
        sim.MapPost("/receipts", (TransactionRequest request, Ledger ledger) =>
        {
            if (ledger.FindByTransaction(request.TransactionId) is not { } charge) return Results.NotFound();
            lock (charge.Lock)
            {
                if (!charge.Shipping.TryConfirm()) return Results.Conflict(new { OrderState = charge.Shipping.State });
                ledger.Keep(charge);
                return Results.NoContent();
            }
        });
    }

    private static void MapNotifications(RouteGroupBuilder sim)
    {
        sim.MapGet("/notifications", (Notifier notifier, string? outTradeNo) => notifier.All
            .Where(notification => outTradeNo is null || notification.News.OutTradeNo == outTradeNo)
            .Select(notification => new
            {
                notification.Id,
                notification.News.OutTradeNo,
                notification.News.OutRefundNo,
                notification.News.EventType,
                notification.State,
                notification.Deliveries,
            }));
        sim.MapGet("/notifications/{id}/message", (string id, string? fault, Notifier notifier) =>
            notifier.Seal(id, fault) is { } made
                ? Results.Ok(new { made.Body, made.Timestamp, made.Nonce, made.Signature, made.Serial })
                : Results.NotFound());
        sim.MapPost("/notifications/replay", async (ReplayRequest request, Notifier notifier, CancellationToken cancellationToken) =>
            await notifier.ReplayAsync(request.Id, request.Fresh, cancellationToken) is { } delivery
                ? Results.Ok(delivery)
                : Results.NotFound());
        sim.MapPost("/notifications/release", (ReleaseRequest request, Notifier notifier) =>
            Results.Ok(new { Released = notifier.Release(request.Id, request.OutTradeNo) }));
    }

    private static void MapFaults(RouteGroupBuilder sim)
    {
        sim.MapGet("/journal", (Journal journal) => journal.Entries);
        sim.MapGet("/faults", (Faults faults) => faults.List());
        sim.MapPost("/faults", (FaultRequest request, Faults faults) =>
        {
            if (!Faults.Names.Contains(request.Name)) return Results.BadRequest(new { Known = Faults.Names.Order(StringComparer.Ordinal) });
            if (request.Probability is < 0 or > 1) return Results.BadRequest(new { Error = "probability must be 0 to 1" });
            faults.Set(request.Name, request.Count, request.Probability, request.OutTradeNo ?? request.Subject);
            return Results.NoContent();
        });
        sim.MapPost("/platform-keys", (PlatformKeyRequest request, StandInKeys keys) =>
        {
            var added = keys.Add(request.Certificate, request.Use);
            return Results.Ok(new { added.Serial, added.PublicKeyPem, added.CertificatePem });
        });
        sim.MapGet("/time", (BusinessClock clock) => new { clock.Now, clock.Today });
        sim.MapPost("/time/advance", (AdvanceRequest request, BusinessClock clock) =>
        {
            clock.Advance(TimeSpan.FromSeconds(request.Seconds));
            return Results.Ok(new { clock.Now });
        });
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

    private static IResult Reset(IServiceProvider services)
    {
        services.GetRequiredService<Notifier>().Clear();
        services.GetRequiredService<SingleUseCodes>().Clear();
        services.GetRequiredService<AccessTokens>().Clear();
        services.GetRequiredService<Ledger>().Clear();
        services.GetRequiredService<Refunds>().Clear();
        services.GetRequiredService<Bills>().Clear();
        services.GetRequiredService<Messages>().Clear();
        services.GetRequiredService<Faults>().Clear();
        services.GetRequiredService<Journal>().Clear();
        services.GetRequiredService<StandInKeys>().Reset();
        services.GetRequiredService<BusinessClock>().Reset();
        return Results.NoContent();
    }
}
