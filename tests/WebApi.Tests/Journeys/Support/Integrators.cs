using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>Makes clients of integrators, and webhooks of theirs.</summary>
internal sealed class Integrators(JourneyHost host)
{
    private readonly Dictionary<Caller, (string ClientId, string Secret)> _clients = [];

    /// <summary>A client of its own with those scopes.</summary>
    public async Task<Caller> ClientAsync(params string[] scopes) => await ClientAsync(new { }, scopes);

    /// <summary>A client of its own with those scopes and a quota.</summary>
    public async Task<Caller> ClientAsync(object quota, params string[] scopes)
    {
        // The host's own administrator may have signed in before its clock was put forward.
        var (userName, password) = await host.AddStaffAsync([ActorKind.Administrator]);
        var administrator = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var clientId = $"client-{Guid.CreateVersion7():N}";
        var wanted = System.Text.Json.JsonSerializer.SerializeToNode(quota)!.AsObject();
        wanted["clientId"] = clientId;
        wanted["scopes"] = System.Text.Json.JsonSerializer.SerializeToNode(scopes);
        wanted["ownerId"] = (await administrator.GetAsync("/staff/account")).Ok()["person.id"];
        wanted["expiresAt"] = host.Clock.GetUtcNow().AddDays(300);
        return await EnterAsync(clientId, (await administrator.PostAsync("/staff/clients", wanted)).Created()["secret"]!);
    }

    /// <summary>The client's public name.</summary>
    public string NameOf(Caller client) => _clients[client].ClientId;

    /// <summary>The same client with a token of now.</summary>
    public Task<Caller> AgainAsync(Caller client) => EnterAsync(_clients[client].ClientId, _clients[client].Secret);

    /// <summary>A client's webhook for all events.</summary>
    public async Task<(Caller Client, string Webhook, string Secret)> SubscribedAsync(WebhookReceiver receiver) =>
        await SubscribedAsync(await ClientAsync("webhooks", "orders"), new { url = receiver.Url });

    /// <summary>A client's webhook to which no order of any test is told, only what the client sends for a trial.</summary>
    public async Task<(Caller Client, string Webhook, string Secret)> SubscribedToTrialsAsync(WebhookReceiver receiver, string query = "") =>
        await SubscribedAsync(await ClientAsync("webhooks"), new { url = receiver.Url + query, eventTypes = new[] { "refund.failed" } });

    /// <summary>A made-up student's paid order, by the calls that a stranger would make.</summary>
    public async Task<(Caller Student, Answer Order)> SandboxOrderAsync(Caller client)
    {
        var made = (await client.PostAsync("/integrations/sandbox/students")).Ok();
        var student = new Caller(host.Http, made["accessToken"]);
        var agreements = (await student.GetAsync("/agreements/current")).Ok();
        (await student.PostAsync("/consents", new { purpose = "PhotoGuide", version = agreements["photoGuide.version"] })).Ok();
        (await student.PostAsync("/consents", new { purpose = "FaceData", version = agreements["faceData.version"] })).Ok();
        var recognition = (await student.PostAsync("/collection-codes/recognitions", new { text = made["collectionCode"] })).Created();
        var enrolment = (await student.PostAsync(
            "/enrolments", new { recognitionId = recognition["recognitionId"], featureCode = made["featureCode"] })).Created();
        var submission = (await student.UploadAsync("/submissions", "photo", Photos.Good, fields: ("enrolmentId", enrolment.Id.ToString()))).Created();
        var order = (await student.PostAsync("/orders", new { submissionId = submission.Id })).Created();
        (await student.PostAsync($"/orders/{order.Id}/payments")).Ok();
        return (student, await student.UntilAsync($"/orders/{order.Id}", seen => seen["status"] == "PendingReview"));
    }

    private static async Task<(Caller Client, string Webhook, string Secret)> SubscribedAsync(Caller client, object wanted)
    {
        var made = (await client.PostAsync("/integrations/webhooks", wanted)).Created();
        return (client, made["webhook.id"]!, made["secret"]!);
    }

    private async Task<Caller> EnterAsync(string clientId, string secret)
    {
        var client = new Caller(host.Http, (await host.ClientTokenAsync(clientId, secret)).Ok()["access_token"]);
        _clients[client] = (clientId, secret);
        return client;
    }
}
