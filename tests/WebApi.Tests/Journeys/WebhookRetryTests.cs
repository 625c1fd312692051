using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.AspNetCore.Http;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What days do to webhooks: retries, rotated secrets, receivers that stay away.</summary>
public sealed class WebhookRetryTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    private readonly Integrators _integrators = new(host);

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (client, webhook, old) = await _integrators.SubscribedToTrialsAsync(receiver);
        var rotated = (await client.PostAsync($"/integrations/webhooks/{webhook}/secret", key: "rotate")).Ok();
        var secret = rotated["secret"]!;
        secret.ShouldNotBe(old);
        (await client.PostAsync($"/integrations/webhooks/{webhook}/secret", key: "rotate")).Ok()["secret"].ShouldBe(secret);
        (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
        var told = (await receiver.UntilAsync("webhook.test"))[0];
        (told.IsSignedBy(old), told.IsSignedBy(secret)).ShouldBe((true, true));

        host.Clock.PutForward(TimeSpan.FromHours(25));
        client = await _integrators.AgainAsync(client);
        (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
        told = (await receiver.UntilAsync("webhook.test", 2))[1];
        (told.IsSignedBy(old), told.IsSignedBy(secret)).ShouldBe((false, true));
    }

    [Fact]
    public async Task What_a_receiver_does_not_take_is_sent_again_later_under_the_same_name_until_it_is_taken()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answers = _ => Task.FromResult(StatusCodes.Status500InternalServerError);
        var (client, webhook, secret) = await _integrators.SubscribedToTrialsAsync(receiver);
        var sent = (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
        var failed = await client.UntilAsync($"/integrations/webhooks/{webhook}/deliveries", page => page["items.0.lastStatus"] == "500");
        (failed["items.0.state"], failed["items.0.attempts"], failed["items.0.lastFault"]).ShouldBe(("Waiting", "1", "status"));
        var wait = DateTimeOffset.Parse(failed["items.0.nextTryAt"]!) - DateTimeOffset.Parse(failed["items.0.lastTriedAt"]!);
        wait.ShouldBeInRange(TimeSpan.FromSeconds(4.4), TimeSpan.FromSeconds(5.6));
        (await client.GetAsync($"/integrations/webhooks/{webhook}")).Ok()["failingSince"].ShouldNotBeNull();

        receiver.Answers = _ => Task.FromResult(StatusCodes.Status204NoContent);
        host.Clock.PutForward(TimeSpan.FromSeconds(10));
        var tries = await receiver.UntilAsync("webhook.test", 2);
        tries.Select(one => one.Id).Distinct().ShouldBe([sent["eventId"]]);
        tries.Select(one => one.Body).Distinct().Count().ShouldBe(1);
        tries[1].IsSignedBy(secret).ShouldBeTrue();
        await client.UntilAsync($"/integrations/webhooks/{webhook}/deliveries", page => page["items.0.state"] == "Delivered");
        (await client.GetAsync($"/integrations/webhooks/{webhook}")).Ok()["failingSince"].ShouldBeNull();
    }

    [Fact]
    public async Task A_webhook_that_fails_for_five_days_or_is_gone_is_disabled_says_why_and_goes_on_when_it_is_enabled()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answers = _ => Task.FromResult(StatusCodes.Status503ServiceUnavailable);
        var (client, webhook, _) = await _integrators.SubscribedToTrialsAsync(receiver);
        var path = $"/integrations/webhooks/{webhook}";
        (await client.PostAsync($"{path}/test")).Ok();
        await client.UntilAsync(path, seen => seen["failingSince"] is not null);
        host.Clock.PutForward(TimeSpan.FromDays(5.1));
        client = await _integrators.AgainAsync(client);
        var disabled = await client.UntilAsync(path, seen => seen["disabledAt"] is not null);
        disabled["disabledReason"].ShouldBe("Failing");
        (await client.PostAsync($"{path}/test")).Conflict("webhook.disabled");
        (await client.PostAsync($"{path}/replay", new { since = "2020-01-01T00:00:00Z" })).Conflict("webhook.disabled");

        receiver.Answers = one => Task.FromResult(StatusCodes.Status200OK);
        host.Clock.PutForward(TimeSpan.FromDays(1));
        client = await _integrators.AgainAsync(client);
        (await client.PostAsync($"{path}/enabling")).Ok()["disabledAt"].ShouldBeNull();
        await client.UntilAsync($"{path}/deliveries", page => page["items.0.state"] == "Delivered");

        receiver.Answers = _ => Task.FromResult(StatusCodes.Status410Gone);
        (await client.PostAsync($"{path}/test")).Ok();
        (await client.UntilAsync(path, seen => seen["disabledAt"] is not null))["disabledReason"].ShouldBe("Gone");
    }
}
