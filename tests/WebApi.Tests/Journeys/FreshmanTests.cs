using System.Net;
using System.Text;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>新生照片上传: a freshman has a letter of admission and no collection code.</summary>
public sealed class FreshmanTests(JourneyHost host)
{
    [Fact]
    public async Task A_freshman_joins_by_school_admission_number_and_name_and_goes_on_as_anybody_does()
    {
        var (school, schoolCode, campaign) = await FreshmenAsync("27370201150001,阿依古丽·买买提,理学院,数学", "27370201150002,张晓明,,");
        var student = await host.StudentAsync();
        (await student.GetAsync("/home")).Ok().Json.GetProperty("entrances")[1].GetProperty("available").GetBoolean().ShouldBeTrue();
        var enrolment = (await JoinAsync(student, schoolCode, " 27370201150001", "阿依古丽•买买提")).Created();
        (enrolment["maskedName"], enrolment["major"], enrolment["mode"], enrolment["campaignId"])
            .ShouldBe(("阿*******", "数学", "Freshman", campaign.ToString()));
        enrolment.ToString().ShouldNotContain("27370201150001");
        (await JoinAsync(student, schoolCode, "27370201150001", "阿依古丽·买买提")).Created().Id.ShouldBe(enrolment.Id, "the same student goes on");

        var order = (await student.PlaceAsync(await student.PassedAsync(enrolment.Id))).Created();
        (order["kind"], order["status"]).ShouldBe(("Freshman", "PendingReview"));
        (await student.PlaceAsync(Guid.Parse(order["submissionId"]!))).Conflict("order.already_placed")["facts.orderId"].ShouldBe(order["id"]);
        var progress = (await school.GetAsync($"/staff/campaigns/{campaign}/progress")).Ok();
        (progress["total.pendingReview"], progress["total.notJoined"]).ShouldBe(("1", "1"));
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        (await student.OrderAsync(order.Id)).Ok()["status"].ShouldBe("PendingProduction");
        (await school.GetAsync($"/staff/campaigns/{campaign}/missing")).Ok().List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_is_wrong_answers_alike_and_nobody_tries_for_long()
    {
        var (_, schoolCode, _) = await FreshmenAsync("27370201150003,李雷,,");
        var (_, elsewhere, _) = await FreshmenAsync("27370201150004,韩梅梅,,");
        var student = await host.StudentAsync();
        string Told(Answer answer) => answer.Unprocessable("freshman.not_on_roster")["detail"]!;
        var told = Told(await JoinAsync(student, schoolCode, "27370201150003", "李蕾"));
        Told(await JoinAsync(student, schoolCode, "27370201150004", "韩梅梅")).ShouldBe(told);
        Told(await JoinAsync(student, elsewhere, "27370201150003", "李雷")).ShouldBe(told);
        Told(await JoinAsync(student, "10425", "27370201150003", "李雷")).ShouldBe(told, "a school without freshmen");
        for (var tried = 4; tried < 10; tried++) Told(await JoinAsync(student, schoolCode, "27370201150009", "李雷"));
        (await JoinAsync(student, schoolCode, "27370201150003", "李雷")).Refused(HttpStatusCode.TooManyRequests, "freshman.too_many_attempts")
            .Headers.RetryAfter.ShouldNotBeNull();

        var other = await host.StudentAsync();
        (await JoinAsync(other, schoolCode, "27370201150003", "")).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await JoinAsync(other, schoolCode, "27370201150003", "李雷")).Created();
        (await JoinAsync(await host.StudentAsync(), schoolCode, "27370201150003", "李雷")).Conflict("enrolment.claimed_by_another");
    }

    [Fact]
    public async Task A_freshman_may_not_join_before_the_campaign_opens()
    {
        var (_, schoolCode, _) = await FreshmenAsync(opensIn: TimeSpan.FromDays(3), "27370201150005,王芳,,");
        (await JoinAsync(await host.StudentAsync(), schoolCode, "27370201150005", "王芳")).Conflict("campaign.not_open");
    }

    private static Task<Answer> JoinAsync(Student student, string schoolCode, string admissionNumber, string name) =>
        student.PostAsync("/freshman-enrolments", new { schoolCode, admissionNumber, name });

    private Task<(Caller School, string SchoolCode, Guid Campaign)> FreshmenAsync(params string[] roster) => FreshmenAsync(TimeSpan.FromDays(-1), roster);

    private async Task<(Caller School, string SchoolCode, Guid Campaign)> FreshmenAsync(TimeSpan opensIn, params string[] roster)
    {
        var (operators, school, schoolId) = await host.AddSchoolAsync();
        var now = host.Clock.GetUtcNow();
        var campaign = (await operators.PostAsync("/staff/campaigns", new
        {
            schoolId, name = "2027级新生", mode = "Freshman", payer = "Free", priceFen = 0, opensAt = now + opensIn, closesAt = now.AddDays(30),
            resubmissionEndsAt = now.AddDays(40),
        })).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        (await school.UploadAsync(
            $"/staff/campaigns/{campaign.Id}/roster", "file",
            Encoding.UTF8.GetBytes($"admission_number,name,college,major\n{string.Join('\n', roster)}\n"))).Ok();
        return (school, await host.SchoolCodeAsync(schoolId), campaign.Id);
    }
}
