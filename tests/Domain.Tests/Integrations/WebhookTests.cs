using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;

namespace CampusPhoto.Domain.Tests.Integrations;

public sealed class WebhookTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_is_tried_eleven_times_within_little_more_than_three_days_each_wait_longer_than_the_last()
    {
        TimeSpan[] waits = [.. Enumerable.Range(1, WebhookPlan.MostAttempts - 1).Select(attempt => WebhookPlan.WaitAfter(attempt, 0.5)!.Value)];
        waits.ShouldBe(waits.Order());
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeInRange(TimeSpan.FromDays(3), TimeSpan.FromDays(3.5));
        WebhookPlan.WaitAfter(WebhookPlan.MostAttempts, 0.5).ShouldBeNull();
        WebhookPlan.WaitAfter(1, 0)!.Value.ShouldBe(TimeSpan.FromSeconds(4.5));
        WebhookPlan.WaitAfter(1, 1)!.Value.ShouldBe(TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public void A_success_ends_the_count_of_days_that_would_disable_it()
    {
        var webhook = AWebhook();
        webhook.Fail(gone: false, Now).ShouldBeFalse();
        webhook.Fail(gone: false, Now.AddDays(4.9)).ShouldBeFalse();
        webhook.Succeed();
        webhook.Fail(gone: false, Now.AddDays(6)).ShouldBeFalse();
        webhook.FailingSince.ShouldBe(Now.AddDays(6));
        webhook.Fail(gone: false, Now.AddDays(11)).ShouldBeTrue();
        (webhook.DisabledAt, webhook.DisabledReason).ShouldBe((Now.AddDays(11), WebhookDisabledReason.Failing));
        webhook.Fail(gone: true, Now.AddDays(12)).ShouldBeFalse();
        webhook.Enable();
        (webhook.DisabledAt, webhook.DisabledReason, webhook.FailingSince).ShouldBe((null, null, null));
    }

    [Fact]
    public void Without_chosen_types_it_wants_everything_and_else_what_was_chosen()
    {
        AWebhook().Wants("refund.failed").ShouldBeTrue();
        AWebhook("order.paid").Wants("order.paid").ShouldBeTrue();
        AWebhook("order.paid").Wants("order.placed").ShouldBeFalse();
        Webhook.AreTypes(["order.paid", "order.paid"]).ShouldBeFalse();
        Webhook.AreTypes(["webhook.test"]).ShouldBeFalse();
        Webhook.AreTypes([.. WebhookEventType.All]).ShouldBeTrue();
        string.Join(' ', WebhookEventType.All).Length.ShouldBeLessThan(Webhook.MaxEventTypesLength);
        WebhookEventType.All.ShouldAllBe(type => type.Length <= WebhookEventType.MaxLength);
    }

    private static Webhook AWebhook(params string[] types) =>
        new(Id.New<WebhookId>(Now), Guid.CreateVersion7(Now), "https://photos.example.org/x", types, "whsec_AAAA", Now);
}
