using System.Globalization;
using System.Net;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>申诉: a photo that failed the first check goes to a reviewer with a reason.</summary>
public sealed class AppealTests(JourneyHost host)
{
    [Fact]
    public async Task A_failed_photo_is_appealed_reviewed_with_what_failed_approved_and_produced()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.School, appeals: true);
        var (student, submission) = await FailedAsync(campaign, "mouth-open");
        (await student.PlaceAsync(submission.Id)).Unprocessable("submission.not_passed");

        var appealed = (await AppealAsync(student, submission.Id, "Medical", "面部神经麻痹，无法闭合")).Ok();
        (appealed["verdict"], appealed["appeal.ground"], appealed["mayAppeal"]).ShouldBe(("Fail", "Medical", "False"));
        (await AppealAsync(student, submission.Id, "Religious", "再说一次也一样")).Ok()["appeal.ground"].ShouldBe("Medical");
        var order = (await student.PlaceAsync(submission.Id)).Created();
        order["status"].ShouldBe("PendingReview");
        (order["specificationId"], order["specificationVersion"]).ShouldBe(("chsi-graduation-2017", "1"));

        var reviewer = await host.ReviewerAsync();
        var seen = (await reviewer.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (seen["submission.appeal.reason"], seen["submission.verdict"]).ShouldBe(("面部神经麻痹，无法闭合", "Fail"));
        seen.Json.GetProperty("submission").GetProperty("report").GetProperty("items").EnumerateArray()
            .ShouldContain(item => item.GetProperty("code").GetString() == "mouth.closed" && item.GetProperty("verdict").GetString() == "Fail");
        var picture = (await reviewer.GetAsync($"/staff/orders/{order.Id}/annotated-photo")).Ok();
        (picture.ContentType, picture.Bytes[..3]).ShouldBe(("image/jpeg", [0xFF, 0xD8, 0xFF]), new AsSequence());

        await reviewer.ApprovedAsync(order.Id);
        var operation = await host.OperatorAsync();
        (await operation.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.orders"].ShouldBe("1");
        (await student.OrderAsync(order.Id))["status"].ShouldBe("InProduction");
        (await operation.GetAsync($"/staff/orders/{order.Id}/print-sheet?paper=FiveInch&copies=4&format=Png")).Ok().ContentType.ShouldBe("image/png");
        (await operation.GetAsync($"/staff/orders/{order.Id}/print-sheet?copies=99")).Unprocessable("print_sheet.does_not_fit")["facts.maxCopies"].ShouldNotBeNull();
        (await reviewer.GetAsync($"/staff/orders/{order.Id}/print-sheet")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");

        var shown = await (await host.AdministratorAsync()).UntilAsync(
            $"/staff/audit?subject={order.Id}&action=photo.shown", audit => audit.List("items").Count >= 4);
        shown.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("detail").GetString())
            .ShouldBe(["print_sheet", "", "annotated", ""], "whoever is shown a face is recorded, the latest first");
    }

    [Fact]
    public async Task An_appeal_needs_a_campaign_that_takes_it_a_failed_photo_a_reason_and_a_face()
    {
        var strict = await host.AddCampaignAsync();
        var (student, failed) = await FailedAsync(strict, "mouth-open");
        (await AppealAsync(student, failed.Id, "CheckWrong", "我的嘴是闭着的")).Conflict("submission.appeals_not_allowed");

        var lenient = await host.AddCampaignAsync(appeals: true);
        (student, failed) = await FailedAsync(lenient, "no-face");
        (await AppealAsync(student, failed.Id, "CheckWrong", "嘴")).Unprocessable("submission.appeal_reason");
        (await AppealAsync(student, failed.Id, "CheckWrong", "照片里明明有脸")).Unprocessable("submission.appeal_without_face");
        (await AppealAsync(student, failed.Id, "Whim", "照片里明明有脸")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var enrolment = Guid.Parse(failed["enrolmentId"]!);
        (await AppealAsync(student, await student.PassedAsync(enrolment), "CheckWrong", "照片里明明有脸")).Conflict("submission.appeal_not_needed");

        var stranger = await host.StudentAsync();
        (await AppealAsync(stranger, failed.Id, "CheckWrong", "照片里明明有脸")).NotFound("submission.not_found");
        (await stranger.GetAsync($"/submissions/{failed.Id}/annotated-photo")).NotFound("submission.not_found");
        (await student.GetAsync($"/submissions/{failed.Id}/annotated-photo")).Ok().ContentType.ShouldBe("image/jpeg");
    }

    [Fact]
    public async Task Doubled_appeals_at_once_leave_one()
    {
        var (student, failed) = await FailedAsync(await host.AddCampaignAsync(appeals: true), "mouth-open");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AppealAsync(student, failed.Id, "CheckWrong", "我的嘴是闭着的")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => DateTimeOffset.Parse(answer["appeal.appealedAt"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_campaigns_overrides_judge_its_photos_and_no_others()
    {
        var campaign = await host.AddCampaignAsync(overrides: """{ "requirements": [ { "code": "mouth.closed", "severity": "warn" } ] }""");
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(campaign.FeatureCode.Value);

        var lenient = (await student.SubmitAsync(enrolment, Photos.With("mouth-open"))).Created();

        var strict = (await student.SubmitAsync(await student.EnrolledAsync(JourneyHost.FeatureCode), Photos.With("mouth-open"))).Created();
        (Severity(lenient), Severity(strict)).ShouldBe(("Warn", "Block"));
    }

    private static string? Severity(Answer submission) => submission.Json.GetProperty("report").GetProperty("items").EnumerateArray()
        .Single(item => item.GetProperty("code").GetString() == "mouth.closed").GetProperty("severity").GetString();

    private async Task<(Student Student, Answer Submission)> FailedAsync(Campaign campaign, string fault)
    {
        var student = await host.StudentAsync();
        var submission = (await student.SubmitAsync(await student.EnrolledAsync(campaign.FeatureCode.Value), Own(Photos.With(fault)))).Created();
        submission["verdict"].ShouldBe("Fail");
        return (student, submission);
    }

    private static byte[] Own(byte[] photo) => [.. photo[..2], 0xFF, 0xFE, 0, 10, .. Guid.CreateVersion7().ToByteArray()[8..], .. photo[2..]];

    private static Task<Answer> AppealAsync(Student student, Guid submission, string ground, string reason) =>
        student.PostAsync($"/submissions/{submission}/appeal", new { ground, reason });

    private sealed class AsSequence : IEqualityComparer<(string? Type, byte[] Start)>
    {
        public bool Equals((string? Type, byte[] Start) x, (string? Type, byte[] Start) y) => x.Type == y.Type && x.Start.SequenceEqual(y.Start);

        public int GetHashCode((string? Type, byte[] Start) obj) => obj.Start.Length;
    }
}
