using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Whose turn it is in the queue; on a host of its own, where no other test leaves an order waiting.</summary>
public sealed class ReviewTurnTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    [Fact]
    public async Task Schools_take_turns_and_a_raised_campaign_has_every_other_turn()
    {
        var many = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, _, schoolId) = await host.AddSchoolAsync();
        var closesAt = host.Clock.GetUtcNow().AddDays(30);
        var few = (await operators.PostAsync("/staff/campaigns", new
        {
            schoolId, name = "集采", mode = "Organised", payer = "Free", priceFen = 0, opensAt = closesAt.AddDays(-60), closesAt,
            resubmissionEndsAt = closesAt.AddDays(10),
        })).Created();
        (await operators.PostAsync($"/staff/campaigns/{few.Id}/opening")).Ok();
        List<Guid> ofMany = [];
        for (var student = 0; student < 4; student++)
            ofMany.Add((await (await host.StudentAsync()).PlacedAsync(many.FeatureCode.Value)).Id);
        var small = await (await host.NewStudent(schoolCode: await host.SchoolCodeAsync(schoolId)).LogInAsync()).ConsentAsync();
        var ofFew = (await small.PlacedAsync(few["featureCode"]!)).Id;

        (await (await host.AddReviewerAsync()).GetAsync($"/staff/reviews?schoolId={schoolId}")).Ok().List("items").Count.ShouldBe(1);
        List<Guid> handedOut = [await NextAsync(), await NextAsync()];
        handedOut.ShouldBe([ofMany[0], ofFew], ignoreOrder: true);

        // The last that came of all, but of a raised campaign.
        var urgent = await host.AddCampaignAsync(payer: Payer.Free);
        var raised = (await (await host.StudentAsync()).PlacedAsync(urgent.FeatureCode.Value)).Id;
        (await operators.PostAsync($"/staff/campaigns/{urgent.Id}/review", new { priority = "Raised" })).Ok()["reviewPriority"].ShouldBe("Raised");
        (await NextAsync()).ShouldBe(raised);
        (await NextAsync()).ShouldBe(ofMany[1]);
        (await NextAsync()).ShouldBe(ofMany[2]);

        async Task<Guid> NextAsync() => Guid.Parse((await (await host.AddReviewerAsync()).PostAsync("/staff/reviews/next")).Ok()["orderId"]!);
    }
}
