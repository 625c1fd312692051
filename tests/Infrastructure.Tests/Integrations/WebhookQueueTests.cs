using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Integrations;

public sealed class WebhookQueueTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_32_claims_on_two_nodes_one_gets_the_event_and_after_a_crash_another_gets_it_a_minute_later()
    {
        await using var school = await Installation.OpenAsync();
        var webhook = await WebhookAsync(school.Node);
        IWebhookQueue[] nodes = [school.Node.Get<IWebhookQueue>(), school.AddNode().Get<IWebhookQueue>()];
        (await nodes[0].ListDueAsync([], 10, Ct)).ShouldBe([webhook.Id]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(claim => Task.Run(() => nodes[claim % 2].ClaimAsync(webhook.Id, Ct), Ct)));
        var claimed = claims.Single(one => one is not null)!;
        (claimed.Attempt, claimed.Url, claimed.EventId).ShouldBe((1, webhook.Url, "msg_1"));
        claimed.Secrets.ShouldBe([Secret]);

        school.Node.Clock.Advance(TimeSpan.FromSeconds(59));
        (await nodes[1].ClaimAsync(webhook.Id, Ct)).ShouldBeNull();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await nodes[1].ClaimAsync(webhook.Id, Ct)).ShouldNotBeNull().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_claimed_for_a_webhook_that_is_disabled_and_it_is_no_subscriber_without_its_client()
    {
        await using var school = await Installation.OpenAsync();
        var webhook = await WebhookAsync(school.Node);
        await using (var db = school.Node.Open())
        {
            (await db.Webhooks.SingleAsync(Ct)).Fail(gone: true, school.Node.Now).ShouldBeTrue();
            await db.SaveChangesAsync(Ct);
        }

        (await school.Node.Get<IWebhookQueue>().ListDueAsync([], 10, Ct)).ShouldBeEmpty();
        (await school.Node.Get<IWebhookQueue>().ClaimAsync(webhook.Id, Ct)).ShouldBeNull();
        (await SubscribersAsync()).ShouldBe([webhook.Id]);
        await using (var db = school.Node.Open())
            await db.IntegratorClients.ExecuteUpdateAsync(row => row.SetProperty(one => one.RevokedAt, school.Node.Now), Ct);
        (await SubscribersAsync()).ShouldBeEmpty();

        async Task<IEnumerable<WebhookId>> SubscribersAsync()
        {
            await using var scope = school.Node.Scope();
            return (await scope.ServiceProvider.GetRequiredService<IWebhooks>().SubscribersAsync(school.Node.Now, Ct)).Select(one => one.Webhook.Id);
        }
    }

    [Fact]
    public async Task A_webhook_comes_back_with_both_secrets_which_are_not_to_be_read_in_the_database()
    {
        await using var school = await Installation.OpenAsync();
        var webhook = await WebhookAsync(school.Node);
        await using (var db = school.Node.Open())
        {
            (await db.Webhooks.SingleAsync(Ct)).RotateSecret("whsec_AAAA", school.Node.Now);
            await db.SaveChangesAsync(Ct);
        }

        await using var scope = school.Node.Scope();
        var loaded = (await scope.ServiceProvider.GetRequiredService<IWebhooks>().GetAsync(webhook.ClientId, webhook.Id, Ct)).ShouldNotBeNull();
        loaded.SecretsAt(school.Node.Now).ShouldBe(["whsec_AAAA", Secret]);
        loaded.SecretsAt(school.Node.Now.AddHours(24)).ShouldBe(["whsec_AAAA"]);
        loaded.EventTypes.ShouldBe(["order.paid", "order.completed"]);
        System.Text.Encoding.Latin1.GetString(await school.RawDatabaseAsync()).ShouldNotContain("whsec_");
    }

    private static async Task<Webhook> WebhookAsync(Node node)
    {
        var client = new IntegratorClientRow { Id = Guid.CreateVersion7(node.Now), ClientId = "demo", SecretHash = "x", Scopes = "orders webhooks" };
        var webhook = new Webhook(
            Id.New<WebhookId>(node.Now), client.Id, "https://photos.example.org/x", ["order.paid", "order.completed"], Secret, node.Now);
        await node.SaveAsync(client, webhook, new WebhookDelivery(
            Id.New<WebhookDeliveryId>(node.Now), webhook.Id, "msg_1", "order.paid", "{}", node.Now, node.Now));
        return webhook;
    }
}
