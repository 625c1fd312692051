using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.AspNetCore.Http;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Webhooks by the Standard Webhooks rules, told to a receiver behind a socket.</summary>
public sealed class WebhookTests(JourneyHost host)
{
    private readonly Integrators _integrators = new(host);

    [Fact]
    public async Task An_order_s_way_is_told_signed_and_without_a_word_about_the_student()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (client, webhook, secret) = await _integrators.SubscribedAsync(receiver);
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var reviewer = await host.ReviewerAsync();
        await reviewer.RejectedAsync(order.Id);
        await student.PutAsync($"/orders/{order.Id}/submission", new
        {
            submissionId = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another()),
        });

        string[] way = ["order.placed", "order.paid", "order.rejected", "order.resubmitted"];
        foreach (var type in way) await receiver.UntilAsync(type, one => one.Data.GetProperty("orderId").GetGuid() == order.Id);
        var told = receiver.All.Where(one => one.Data.GetProperty("orderId").GetGuid() == order.Id).ToList();
        told.Select(one => one.Type).Order().ShouldBe(way.Order());
        told.Select(one => one.Id).Distinct().Count().ShouldBe(4);
        foreach (var one in told)
        {
            one.IsSignedBy(secret).ShouldBeTrue(one.Body);
            one.Data.EnumerateObject().Select(property => property.Name)
                .ShouldBe(["orderId", "number", "campaignId", "status", "previousStatus"], one.Body);
            one.Data.GetProperty("number").GetString().ShouldBe(order["number"]);
            one.Body.ShouldNotContain(student.Phone);
            one.Body.ShouldNotContain(student.Code.UniqueNumber);
        }

        told.Single(one => one.Type == "order.rejected").Data.GetProperty("status").GetString().ShouldBe("Rejected");
        var log = await client.UntilAsync(
            $"/integrations/webhooks/{webhook}/deliveries?pageSize=100", page => page.Json.GetProperty("items").EnumerateArray()
                .Count(one => one.GetProperty("payload").GetString()!.Contains(order.Id.ToString()) && one.GetProperty("state").GetString() == "Delivered") == 4);
        log.Json.GetProperty("items").EnumerateArray()
            .Where(one => one.GetProperty("payload").GetString()!.Contains(order.Id.ToString()))
            .Select(one => one.GetProperty("lastStatus").GetInt32()).Distinct().ShouldBe([200]);
    }

    [Fact]
    public async Task What_comes_after_delivery_is_told_results_of_学信网_and_the_students_proofs()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await _integrators.SubscribedAsync(receiver);
        var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free);
        var operators = await host.OperatorAsync();
        List<(Student Student, Answer Order)> delivered = [];
        for (var count = 0; count < 4; count++)
        {
            var student = await host.StudentAsync();
            delivered.Add((student, await student.PlacedAsync(campaign.FeatureCode.Value)));
            await (await host.ReviewerAsync()).ApprovedAsync(delivered[^1].Order.Id);
        }

        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "学信网" })).Ok();
        var file = $"order_number,result,reason\n{delivered[0].Order["number"]},通过,\n{delivered[1].Order["number"]},不通过,人像比对不通过\n";
        for (var times = 0; times < 2; times++)
            (await operators.UploadAsync($"/staff/campaigns/{campaign.Id}/results", "file", System.Text.Encoding.UTF8.GetBytes(file), "results.csv")).Ok();
        await ProofAsync(0, new { finding = "Correct" });
        await ProofAsync(2, new { finding = "PhotoWrong", reason = "不是我的照片" });
        await ProofAsync(3, new { finding = "InformationWrong", reason = "专业名称有误" });

        await ToldAsync(0, ("order.result_accepted", "Completed", "Completed"), ("order.proof_confirmed", "Completed", "Completed"));
        await ToldAsync(1, ("order.result_refused", "Rejected", "Completed"), ("order.correction_opened", "Rejected", "Completed"));
        await ToldAsync(2, ("order.proof_disputed", "Rejected", "Completed"), ("order.correction_opened", "Rejected", "Completed"));
        await ToldAsync(3, ("order.proof_disputed", "Completed", "Completed"));

        async Task ProofAsync(int at, object body) => (await delivered[at].Student.PostAsync($"/orders/{delivered[at].Order.Id}/proof", body)).Ok();

        async Task ToldAsync(int at, params (string Type, string Status, string Previous)[] expected)
        {
            var order = delivered[at].Order.Id;
            foreach (var (type, _, _) in expected) await receiver.UntilAsync(type, one => one.Data.GetProperty("orderId").GetGuid() == order);
            string[] before = ["order.placed", "order.approved", "order.in_production", "order.completed"];
            var told = receiver.All.Where(one => one.Data.GetProperty("orderId").GetGuid() == order && !before.Contains(one.Type)).ToList();
            told.Select(one => (one.Type, one.Data.GetProperty("status").GetString()!, one.Data.GetProperty("previousStatus").GetString()!))
                .ShouldBe(expected, ignoreOrder: true);
            foreach (var one in told)
            {
                one.Data.EnumerateObject().Select(property => property.Name).ShouldBe(["orderId", "number", "campaignId", "status", "previousStatus"]);
                one.Body.ShouldNotContain("有误");
                one.Body.ShouldNotContain("不是我的照片");
            }
        }
    }

    [Fact]
    public async Task One_event_or_all_since_a_time_are_sent_once_more_under_the_same_names()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (client, webhook, _) = await _integrators.SubscribedToTrialsAsync(receiver);
        for (var count = 1; count <= 3; count++)
        {
            (await client.PostAsync($"/integrations/webhooks/{webhook}/test")).Ok();
            await receiver.UntilAsync("webhook.test", count);
        }

        var log = await client.UntilAsync(
            $"/integrations/webhooks/{webhook}/deliveries?state=Delivered", page => page.Json.GetProperty("items").GetArrayLength() == 3);
        (await client.PostAsync($"/integrations/webhooks/{webhook}/deliveries/{log["items.1.id"]}/replay")).Ok();
        (await receiver.UntilAsync("webhook.test", 4))[3].Id.ShouldBe(log["items.1.eventId"]);

        (await client.PostAsync($"/integrations/webhooks/{webhook}/replay", new { since = log["items.1.occurredAt"] })).Ok()["events"].ShouldBe("2");
        (await receiver.UntilAsync("webhook.test", 6)).Skip(4).Select(one => one.Id)
            .ShouldBe([log["items.1.eventId"], log["items.0.eventId"]], ignoreOrder: true);

        var first = (await client.GetAsync($"/integrations/webhooks/{webhook}/deliveries?pageSize=2")).Ok();
        var second = (await client.GetAsync($"/integrations/webhooks/{webhook}/deliveries?pageSize=2&cursor={first["nextCursor"]}")).Ok();
        string?[] listed = [first["items.0.id"], first["items.1.id"], second["items.0.id"]];
        listed.ShouldBe([log["items.0.id"], log["items.1.id"], log["items.2.id"]]);
        second["nextCursor"].ShouldBeNull();
        (await client.GetAsync($"/integrations/webhooks/{webhook}/deliveries?cursor=x")).Refused(HttpStatusCode.BadRequest, "request.cursor_invalid");
        (await client.PostAsync($"/integrations/webhooks/{webhook}/deliveries/{Guid.CreateVersion7()}/replay")).NotFound("webhook.delivery_not_found");
    }

    [Fact]
    public async Task A_slow_receiver_keeps_nobody_but_itself_waiting()
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        var held = new TaskCompletionSource();
        slow.Answers = async _ =>
        {
            await held.Task;
            return StatusCodes.Status200OK;
        };
        var (client, slowOne, _) = await _integrators.SubscribedToTrialsAsync(slow);
        var quickOne = (await client.PostAsync("/integrations/webhooks", new { url = quick.Url, eventTypes = new[] { "refund.failed" } }))
            .Created()["webhook.id"];
        for (var count = 1; count <= 3; count++)
        {
            (await client.PostAsync($"/integrations/webhooks/{slowOne}/test")).Ok();
            (await client.PostAsync($"/integrations/webhooks/{quickOne}/test")).Ok();
        }

        await slow.UntilAsync("webhook.test");
        await quick.UntilAsync("webhook.test", 3);
        slow.All.Count.ShouldBe(1);
        held.SetResult();
        await slow.UntilAsync("webhook.test", 3);
    }

    [Fact]
    public async Task Only_the_chosen_types_are_sent_and_only_sandbox_orders_to_whom_may_not_know_of_others()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var client = await _integrators.ClientAsync("webhooks", "orders");
        (await client.PostAsync("/integrations/webhooks", new { url = receiver.Url, eventTypes = new[] { "order.cancelled" } })).Created();
        await using var stranger = await WebhookReceiver.StartAsync();
        (await (await _integrators.ClientAsync("webhooks", "sandbox")).PostAsync("/integrations/webhooks", new { url = stranger.Url })).Created();

        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Ok();
        // What another test cancelled just before may come too.
        await receiver.UntilAsync("order.cancelled", one => one.Data.GetProperty("orderId").GetGuid() == order.Id);
        receiver.All.Select(one => one.Type).Distinct().ShouldBe(["order.cancelled"]);
        stranger.All.ShouldNotContain(one => one.Data.GetProperty("orderId").GetGuid() == order.Id);
    }

    [Theory]
    [InlineData("ftp://example.org/x")]
    [InlineData("example.org")]
    [InlineData("https://user:secret@example.org/x")]
    [InlineData("https://example.org/x#part")]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00::1]/x")]
    [InlineData("https://[::ffff:192.168.1.1]/x")]
    [InlineData("https://0x0a000001/x")]
    public async Task Addresses_inside_of_networks_and_others_that_will_not_do_are_refused(string url)
    {
        var client = await _integrators.ClientAsync("webhooks");
        (await client.PostAsync("/integrations/webhooks", new { url })).Unprocessable("webhook.url_not_allowed");
    }

    [Fact]
    public async Task Wrong_types_too_many_and_another_client_s_webhooks_are_refused()
    {
        var (client, other) = (await _integrators.ClientAsync("webhooks"), await _integrators.ClientAsync("webhooks"));
        object Wanted(params string[] eventTypes) => new { url = "https://photos.example.org/x", eventTypes };
        (await client.PostAsync("/integrations/webhooks", Wanted("order.eaten"))).Unprocessable("webhook.event_types_invalid");
        (await client.PostAsync("/integrations/webhooks", Wanted("order.paid", "order.paid"))).Unprocessable("webhook.event_types_invalid");
        (await client.PostAsync("/integrations/webhooks", new { url = "" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        for (var count = 0; count < 10; count++) (await client.PostAsync("/integrations/webhooks", Wanted())).Created();
        (await client.PostAsync("/integrations/webhooks", Wanted())).Conflict("webhook.too_many");

        var first = (await client.GetAsync("/integrations/webhooks")).Ok()["items.0.id"];
        (await client.PutAsync($"/integrations/webhooks/{first}", Wanted("order.paid"))).Ok().List("eventTypes").ShouldBe(["order.paid"]);
        (await other.GetAsync($"/integrations/webhooks/{first}")).NotFound("webhook.not_found");
        (await other.DeleteAsync($"/integrations/webhooks/{first}")).NotFound("webhook.not_found");
        (await client.DeleteAsync($"/integrations/webhooks/{first}")).Ok(HttpStatusCode.NoContent);
        (await client.GetAsync($"/integrations/webhooks/{first}")).NotFound("webhook.not_found");
        (await other.GetAsync("/integrations/webhooks")).Ok().List("items").ShouldBeEmpty();
    }
}
