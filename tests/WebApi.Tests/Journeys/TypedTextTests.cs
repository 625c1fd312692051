using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What people type is judged by WeChat (msgSecCheck) before anybody else reads it.</summary>
public sealed class TypedTextTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_students_risky_words_are_refused_with_what_to_do_and_other_words_go_through()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var refused = (await AskAsync("违规的话")).Unprocessable("text.risky");
        refused["detail"].ShouldBe("请修改文字后再提交。");
        (await student.OrderAsync(order.Id))["refundStatus"].ShouldBe("None");
        (await AskAsync("可疑的话")).Ok()["refundRequest.reason"].ShouldBe("可疑的话", "finance reads it anyway");

        Task<Answer> AskAsync(string reason) => student.PostAsync($"/orders/{order.Id}/refund-request", new { reason });
    }

    [Theory]
    [InlineData("api-busy")]
    [InlineData("api-minute-quota")]
    [InlineData("text-author-inactive")]
    public async Task What_WeChat_cannot_judge_now_goes_through(string fault)
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await host.WeChat.FaultAsync(fault, Now, outTradeNo: student.OpenId);
        (await student.PostAsync($"/orders/{order.Id}/refund-request", new { reason = "违规的话" })).Ok();
    }

    [Fact]
    public async Task A_reviewers_note_is_judged_in_the_reviewers_own_name_where_there_is_one()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        var colleague = await host.StudentAsync();
        var reviewer = await host.AddReviewerAsync(colleague.Phone);
        (await reviewer.ClaimAsync(order.Id)).Ok();
        var seen = (await reviewer.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (await RejectAsync("违规的话")).Unprocessable("text.risky");
        (await RejectAsync("请在窗边重新拍摄。")).Ok();
        (await student.OrderAsync(order.Id))["rejection.note"].ShouldBe("请在窗边重新拍摄。");

        Task<Answer> RejectAsync(string note) => reviewer.PostAsync(
            $"/staff/orders/{order.Id}/rejection", new { submissionId = seen["submission.id"], reasons = new[] { "BLUR" }, note }, ifMatch: seen.ETag);
    }
}
