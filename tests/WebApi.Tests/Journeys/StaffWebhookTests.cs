using System.Net;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Staff help integrators: what became of their events, and sending them once more.</summary>
public sealed class StaffWebhookTests(JourneyHost host)
{
    private readonly Integrators _integrators = new(host);

    [Fact]
    public async Task Operators_see_where_events_go_and_what_came_of_them_and_send_them_once_more()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (client, webhook, secret) = await _integrators.SubscribedToTrialsAsync(receiver, "?key=s3cret");
        (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
        await receiver.UntilAsync("webhook.test");
        await client.UntilAsync(
            $"/integrations/webhooks/{webhook}/deliveries?state=Delivered", page => page.Json.GetProperty("items").GetArrayLength() == 1);

        var operators = await host.OperatorAsync();
        var all = (await operators.GetAsync("/staff/webhooks")).Ok();
        var own = all.Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == webhook);
        own.GetProperty("url").GetString().ShouldBe(receiver.Url);
        var name = own.GetProperty("clientId").GetString();
        var ofClient = (await operators.GetAsync($"/staff/webhooks?clientId={name}")).Ok();
        ofClient.List("items").Count.ShouldBe(1);
        foreach (var answer in (Answer[])[all, ofClient])
        {
            answer.ToString().ShouldNotContain(secret);
            answer.ToString().ShouldNotContain("s3cret");
        }

        var log = (await operators.GetAsync($"/staff/webhooks/{webhook}/deliveries")).Ok();
        log["items.0.eventType"].ShouldBe("webhook.test");
        (await operators.PostAsync($"/staff/webhooks/{webhook}/deliveries/{log["items.0.id"]}/replay")).Ok();
        (await receiver.UntilAsync("webhook.test", 2))[1].Id.ShouldBe(log["items.0.eventId"]);
        await client.UntilAsync(
            $"/integrations/webhooks/{webhook}/deliveries?state=Delivered", page => page.Json.GetProperty("items").GetArrayLength() == 1);
        (await operators.PostAsync($"/staff/webhooks/{webhook}/replay", new { since = log["items.0.occurredAt"] })).Ok()["events"].ShouldBe("1");
        await receiver.UntilAsync("webhook.test", 3);

        // Each look and each replay leaves an entry, in the person's name.
        var me = (await operators.GetAsync("/staff/account")).Ok()["person.id"];
        var entries = (await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={webhook}", audit => audit.List("items").Count >= 4))
            .Json.GetProperty("items").EnumerateArray().Select(entry => (entry.GetProperty("action").GetString(), entry.GetProperty("byId").GetString())).ToList();
        entries.Count(entry => entry == ("webhook.replayed", me)).ShouldBe(2);
        entries.Count(entry => entry == ("webhook.deliveries_shown", me)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_disabled_is_refused()
    {
        var (userName, password) = await host.AddStaffAsync([ActorKind.Administrator]);
        var administrator = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var missing = Guid.CreateVersion7();
        (await administrator.GetAsync($"/staff/webhooks/{missing}/deliveries")).NotFound("webhook.not_found");
        (await administrator.PostAsync($"/staff/webhooks/{missing}/replay", new { since = host.Clock.GetUtcNow() })).NotFound("webhook.not_found");
        (await administrator.PostAsync($"/staff/webhooks/{missing}/deliveries/{missing}/replay")).NotFound("webhook.not_found");
        (await administrator.GetAsync("/staff/webhooks?clientId=nobody")).Ok().List("items").ShouldBeEmpty();

        var client = await _integrators.ClientAsync("webhooks");
        var webhook = (await client.PostAsync("/integrations/webhooks", new { url = "https://photos.example.org/x" })).Created()["webhook.id"];
        (await administrator.PostAsync($"/staff/webhooks/{webhook}/deliveries/{missing}/replay")).NotFound("webhook.delivery_not_found");
        (await administrator.GetAsync($"/staff/webhooks/{webhook}/deliveries?cursor=x")).Refused(HttpStatusCode.BadRequest, "request.cursor_invalid");
        (await administrator.GetAsync($"/staff/webhooks/{webhook}/deliveries?pageSize=0")).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }
}
