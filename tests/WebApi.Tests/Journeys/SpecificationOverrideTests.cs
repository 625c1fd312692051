using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A campaign's own figures over its photo specification.</summary>
public sealed class SpecificationOverrideTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_counts_for_later_orders_and_an_order_keeps_what_its_photo_was_judged_by()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var operators = await host.OperatorAsync();
        var path = $"/staff/campaigns/{campaign.Id}/specification-overrides";
        var set = (await operators.PutAsync(path, new { overrides = new { output = new { bytes = new { max = 39_000 } } } })).Ok();
        (set["specificationOverrides.output.bytes.max"], set["overridesVersion"]).ShouldBe(("39000", "1"));
        var early = await host.StudentAsync();
        var order = await early.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).RejectedAsync(order.Id);

        // Nobody's file is as large as is now asked for.
        (await operators.PutAsync(path, new { overrides = new { upload = new { bytes = new { min = 9_000_000 } } } })).Ok()["overridesVersion"].ShouldBe("2");
        var late = await host.StudentAsync();
        var refused = (await late.SubmitAsync(await late.EnrolledAsync(campaign.FeatureCode.Value))).Created();
        refused["verdict"].ShouldBe("Fail");
        refused.ToString().ShouldContain("9000000");

        var enrolment = Guid.Parse(order["enrolmentId"]!);
        (await early.GetAsync($"/enrolments/{enrolment}/photo-guide")).Ok()["upload.minBytes"].ShouldNotBe("9000000");
        (await early.PutAsync($"/orders/{order.Id}/submission", new { submissionId = await early.PassedAsync(enrolment, Photos.Another()) }))
            .Ok()["status"].ShouldBe("PendingReview");
        await using var scope = host.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Orders.AsNoTracking()
            .SingleAsync(one => one.Id == new OrderId(order.Id), Now);
        kept.SpecificationOverrides.ShouldBe("""{"output":{"bytes":{"max":39000}}}""");

        var none = (await operators.PutAsync(path, new { })).Ok();
        (none["specificationOverrides"], none["overridesVersion"]).ShouldBe((null, "3"));
        (await late.PassedAsync(Guid.Parse(refused["enrolmentId"]!), Photos.Another())).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_trial_for_an_enrolment_or_a_campaign_judges_as_the_submission_does()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var operators = await host.OperatorAsync();
        var path = $"/staff/campaigns/{campaign.Id}/specification-overrides";
        var early = await host.StudentAsync();
        var order = await early.PlacedAsync(campaign.FeatureCode.Value);
        (await operators.PutAsync(path, new { overrides = new { upload = new { bytes = new { min = 9_000_000 } } } })).Ok();

        // Who comes now is judged by the campaign's own figures, and who has an order by what its photo was judged by.
        var late = await host.StudentAsync();
        var enrolment = await late.EnrolledAsync(campaign.FeatureCode.Value);
        var integrator = await host.IntegratorAsync();
        await AgreeAsync(late, enrolment, "Fail");
        await AgreeAsync(early, Guid.Parse(order["enrolmentId"]!), "Pass");
        (await late.UploadAsync("/photo-checks", "photo", Photos.Good, fields: ("specificationId", "chsi-graduation-2017"))).Ok()["verdict"].ShouldBe("Pass");
        var asked = (await integrator.UploadAsync("/integrations/photo-checks", "photo", Photos.Good, fields: ("campaignId", campaign.Id.ToString()))).Ok();
        (asked["verdict"], asked.ToString().Contains("9000000", StringComparison.Ordinal)).ShouldBe(("Fail", true));

        foreach (var unknown in (string[])[order["enrolmentId"]!, $"{Guid.CreateVersion7()}", "no identity"])
        {
            (await late.UploadAsync("/photo-checks", "photo", Photos.Good, fields: ("enrolmentId", unknown))).NotFound("enrolment.not_found");
            (await late.UploadAsync("/photo-checks/frames", "frame", Photos.Good, fields: ("enrolmentId", unknown))).NotFound("enrolment.not_found");
            (await integrator.UploadAsync("/integrations/photo-checks", "photo", Photos.Good, fields: ("campaignId", unknown))).NotFound("campaign.not_found");
        }

        foreach (var fields in ((string, string)[][])[[("enrolmentId", $"{enrolment}"), ("specificationId", "freshman")], [("enrolmentId", $"{enrolment}"), ("version", "1")]])
            (await late.UploadAsync("/photo-checks", "photo", Photos.Good, fields: fields)).Refused(System.Net.HttpStatusCode.BadRequest, "photo_check.incomplete");

        static async Task AgreeAsync(Student student, Guid enrolment, string verdict)
        {
            var photo = Photos.Another();
            var tried = (await student.UploadAsync("/photo-checks", "photo", photo, fields: ("enrolmentId", $"{enrolment}"))).Ok();
            var submitted = (await student.SubmitAsync(enrolment, photo)).Created();
            (tried["verdict"], submitted["verdict"]).ShouldBe((verdict, verdict));
            tried.Json.GetProperty("report").GetRawText().ShouldBe(submitted.Json.GetProperty("report").GetRawText());
        }
    }

    [Theory]
    [InlineData("""{"output":{"bytes":{"max":"small"}}}""", "overrides.output.bytes.max")]
    [InlineData("""{"output":{"bytes":{"min":50000,"max":10000}}}""", "overrides.output.bytes")]
    [InlineData("""{"output":{"faceWidth":{"min":5000}}}""", "overrides.output.faceWidth")]
    [InlineData("""{"colour":"blue"}""", "overrides.colour")]
    [InlineData("""{"id":"another"}""", "overrides.id")]
    [InlineData("""{"requirements":[{"code":"no.such","severity":"block","allowed":{"max":1}}]}""", "overrides.requirements")]
    [InlineData("""{"upload":{},"upload":{}}""", "overrides")]
    [InlineData("[1]", "overrides")]
    public async Task Overrides_that_will_not_do_are_refused_with_the_place_and_change_nothing(string overrides, string place)
    {
        var campaign = await host.AddCampaignAsync();
        var operators = await host.OperatorAsync();
        using var body = new StringContent($"{{\"overrides\":{overrides}}}", System.Text.Encoding.UTF8, "application/json");
        var refused = (await operators.SendAsync(HttpMethod.Put, $"/staff/campaigns/{campaign.Id}/specification-overrides", body))
            .Unprocessable("campaign.overrides_invalid");
        refused.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).ShouldContain(place);
        (await operators.GetAsync($"/staff/campaigns/{campaign.Id}")).Ok()["overridesVersion"].ShouldBe("0");
    }

    [Fact]
    public async Task Endless_overrides_and_those_of_a_closed_campaign_are_refused()
    {
        var campaign = await host.AddCampaignAsync();
        var operators = await host.OperatorAsync();
        var path = $"/staff/campaigns/{campaign.Id}/specification-overrides";
        var endless = Enumerable.Range(0, 200).Select(number => new { code = $"face.width{number}", omit = true });
        (await operators.PutAsync(path, new { overrides = new { requirements = endless } })).Unprocessable("campaign.overrides_invalid");
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/closing")).Ok();
        (await operators.PutAsync(path, new { overrides = new { maxAgeMonths = 6 } })).Conflict("campaign.closed");
        (await operators.PutAsync($"/staff/campaigns/{Guid.CreateVersion7()}/specification-overrides", new { })).NotFound("campaign.not_found");
    }
}
