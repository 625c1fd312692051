using System.IO.Compression;
using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The sandbox: an integrator walks the whole journey with nothing but its own credentials.</summary>
public sealed class SandboxTests(JourneyHost host)
{
    private readonly Integrators _integrators = new(host);

    [Fact]
    public async Task A_stranger_walks_from_a_made_up_student_to_the_delivered_package_and_is_told_of_each_step()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var client = await _integrators.ClientAsync("webhooks", "sandbox", "batches");
        (await client.PostAsync("/integrations/webhooks", new { url = receiver.Url })).Created();

        var (student, order) = await _integrators.SandboxOrderAsync(client);
        await receiver.UntilAsync("order.paid", one => one.Data.GetProperty("orderId").GetGuid() == order.Id);
        (await client.PostAsync($"/integrations/sandbox/orders/{order["number"]}/review", new { decision = "Reject" })).Ok()["status"].ShouldBe("Rejected");
        var submission = (await student.UploadAsync(
            "/submissions", "photo", Photos.Another(), fields: ("enrolmentId", order["enrolmentId"]!))).Created();
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = submission.Id })).Ok();
        (await client.PostAsync($"/integrations/sandbox/orders/{order["number"]}/review", new { decision = "Approve" })).Ok()["status"]
            .ShouldBe("PendingProduction");
        var batch = (await client.PostAsync("/integrations/sandbox/batches")).Created()["batch.id"];
        var package = (await client.GetAsync($"/integrations/batches/{batch}/package")).Ok();
        await using (var zip = new ZipArchive(new MemoryStream(package.Bytes)))
            zip.Entries.Count(entry => entry.FullName.StartsWith("photos/", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        (await client.PostAsync($"/integrations/batches/{batch}/completion", new { receipt = "SF1" })).Ok();
        await receiver.UntilAsync("order.completed", one => one.Data.GetProperty("orderId").GetGuid() == order.Id);
    }

    [Fact]
    public async Task Its_code_names_another_student_each_time_and_the_same_photo_will_do_again()
    {
        var client = await _integrators.ClientAsync("sandbox");
        var (_, first) = await _integrators.SandboxOrderAsync(client);
        var (_, second) = await _integrators.SandboxOrderAsync(client);
        second["maskedUniqueNumber"].ShouldNotBe(first["maskedUniqueNumber"] ?? "");
        first["schoolCode"].ShouldBe("SANDBOX");
    }

    [Fact]
    public async Task Orders_in_earnest_cannot_be_decided_there()
    {
        var client = await _integrators.ClientAsync("sandbox");
        var order = await (await host.StudentAsync()).PaidAsync(JourneyHost.FeatureCode);
        (await client.PostAsync($"/integrations/sandbox/orders/{order["number"]}/review", new { decision = "Approve" })).NotFound("order.not_found");
        (await client.PostAsync("/integrations/sandbox/orders/000015-0/review", new { decision = "Approve" })).NotFound("order.not_found");
        (await (await _integrators.ClientAsync("orders")).PostAsync("/integrations/sandbox/students")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
    }
}
