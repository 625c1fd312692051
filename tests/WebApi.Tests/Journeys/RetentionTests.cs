using System.Text;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What is kept for how long, by a clock that is put forward.</summary>
public sealed class RetentionTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_class_of_data_goes_when_its_time_is_over_and_the_counter_of_faces_with_it()
    {
        // Free of charge, since WeChat would not take calls from a clock that runs ahead.
        var campaign = await host.AddCampaignAsync(payer: Payer.Free, closesIn: TimeSpan.FromDays(20));
        var roster = Encoding.UTF8.GetBytes("unique_number,college\n20279990001,理学院\n");
        (await (await host.SchoolStaffAsync()).UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", roster)).Ok();
        var onlyTried = await host.StudentAsync();
        await onlyTried.PassedAsync(await onlyTried.EnrolledAsync(campaign.FeatureCode.Value));
        var delivered = await host.StudentAsync();
        var order = await delivered.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var operators = await host.OperatorAsync();
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "SF1" })).Ok();
        var waiting = await host.StudentAsync();
        var underWay = await waiting.PlacedAsync(campaign.FeatureCode.Value);
        var ticket = (await waiting.PostAsync("/support-tickets", new { topic = "Other", text = "谢谢，已解决" })).Created();
        (await waiting.PostAsync($"/support-tickets/{ticket.Id}/closing")).Ok();

        (await EraseAsync()).Any.ShouldBeFalse("nothing is old enough yet");
        (await RetentionAsync())["storedFaces"].ShouldBe("3");

        host.Clock.PutForward(TimeSpan.FromDays(31));
        (await EraseAsync()).Photos.ShouldBe(2, "the upload and the photo of who never ordered");
        var told = await RetentionAsync();
        (told["storedFaces"], told["runs.0.photos"], told["days.delivered"]).ShouldBe(("2", "2", "180"));

        host.Clock.PutForward(TimeSpan.FromDays(151));
        var erased = await EraseAsync();
        (erased.Photos, erased.Students, erased.Tickets).ShouldBe((2, 0, 1));
        (await RetentionAsync())["storedFaces"].ShouldBe("1");
        await delivered.LogInAsync();
        var seen = (await delivered.GetAsync($"/submissions/{order["submissionId"]}")).Ok();
        (seen["photoUrl"], seen["verdict"]).ShouldBe((null, "Pass"));
        (await delivered.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "one-inch", sheets = 1, delivery = "PickUp" }))
            .Conflict("reprint.photo_not_approved");

        host.Clock.PutForward(TimeSpan.FromDays(366));
        erased = await EraseAsync();
        (erased.Students, erased.Orders, erased.RosterEntries, erased.Photos).ShouldBe((2, 1, 1, 0), "what is under way is kept");
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        (await db.RosterEntries.SingleAsync(entry => entry.CampaignId == campaign.Id, Now)).Number.ShouldBe("");
        var left = await db.Orders.Where(one => one.CampaignId == campaign.Id).OrderBy(one => one.PlacedAt).ToListAsync(Now);
        left.Select(one => one.Identity.UniqueNumber).ShouldBe(["", waiting.Code.UniqueNumber]);
        left.Select(one => one.ContactPhone).ShouldBe(["", waiting.Phone]);
        await waiting.LogInAsync();
        (await waiting.OrderAsync(underWay.Id)).Ok()["status"].ShouldBe("PendingReview");
        (await EraseAsync()).Any.ShouldBeFalse("what was erased is not erased again");
    }

    private async Task<Domain.Retention.ErasedCounts> EraseAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new EraseDueProcess(), Now)).Value;
    }

    private async Task<Answer> RetentionAsync()
    {
        var (userName, password) = await host.AddStaffAsync([ActorKind.Operator]);
        var token = (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"];
        return (await new Caller(host.Http, token).GetAsync("/staff/retention")).Ok();
    }
}
