using System.Net;
using System.Text;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>制作批次 of a part of a campaign.</summary>
public sealed class BatchFilterTests(JourneyHost host)
{
    [Fact]
    public async Task A_batch_takes_one_college_one_kind_or_what_was_approved_before_a_time()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, reviewer) = (await host.OperatorAsync(), await host.ReviewerAsync());
        Student[] students = [await host.StudentAsync(), await host.StudentAsync()];
        var roster = $"unique_number,college\n{students[0].Code.UniqueNumber},理学院\n{students[1].Code.UniqueNumber},文学院\n";
        (await operators.UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", Encoding.UTF8.GetBytes(roster))).Ok();
        List<Guid> orders = [];
        foreach (var student in students)
        {
            orders.Add((await student.PlacedAsync(campaign.FeatureCode.Value)).Id);
            await reviewer.ApprovedAsync(orders[^1]);
        }

        var campaignId = campaign.Id.Value;
        var beforeAll = host.Clock.GetUtcNow().AddDays(-1);
        (await operators.PostAsync("/staff/batches", new { campaignId, approvedBefore = beforeAll })).Conflict("batch.empty");
        (await operators.PostAsync("/staff/batches", new { campaignId, kind = "Reprint" })).Conflict("batch.empty");
        (await operators.PostAsync("/staff/batches", new { campaignId, college = "医学院" })).Conflict("batch.empty");
        (await operators.PostAsync("/staff/batches", new { campaignId, college = new string('学', 101) }))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");

        (await operators.PostAsync("/staff/batches", new { campaignId, college = "文学院" })).Created()["batch.orders"].ShouldBe("1");
        (await host.StaffViewAsync(orders[0]))["order.status"].ShouldBe("PendingProduction");
        (await host.StaffViewAsync(orders[1]))["order.status"].ShouldBe("InProduction");
        (await operators.PostAsync("/staff/batches", new { campaignId, kind = "Collection", approvedBefore = host.Clock.GetUtcNow().AddDays(1) }))
            .Created()["batch.orders"].ShouldBe("1");
    }
}
