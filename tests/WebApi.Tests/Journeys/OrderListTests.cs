using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>我的订单.</summary>
public sealed class OrderListTests(JourneyHost host)
{
    [Fact]
    public async Task A_card_shows_what_the_manuals_cards_show_and_masks_who_it_is()
    {
        var student = await host.StudentAsync();
        var placed = await student.PlacedAsync(JourneyHost.FeatureCode);
        var card = (await student.GetAsync("/orders")).Ok().Json.GetProperty("items")[0];

        string? Shown(string name) => card.GetProperty(name).GetString();
        Shown("number").ShouldBe(placed["number"]);
        Shown("number")!.ShouldMatch(@"^000015-\d{17}$");
        Shown("modeText").ShouldBe("集采");
        Shown("maskedName").ShouldBe("张*");
        Shown("schoolName").ShouldBe("中国石油大学（华东）");
        Shown("major").ShouldBe("计算机科学与技术");
        Shown("schoolCode").ShouldBe("10425");
        Shown("maskedIdNumber").ShouldBe("3702**********0016");
        Shown("maskedPhone").ShouldBe($"{student.Phone[..3]}****{student.Phone[^4..]}");
        Shown("placedAt")!.ShouldEndWith("+08:00");
        Shown("statusText").ShouldBe("待支付");
        card.GetRawText().ShouldNotContain(student.Phone);
        card.GetRawText().ShouldNotContain(student.Code.UniqueNumber);

        (await student.PayAsync(placed.Id)).Ok();
        await (await host.ReviewerAsync()).RejectedAsync(placed.Id, "EYES_CLOSED");
        card = (await student.GetAsync("/orders")).Json.GetProperty("items")[0];
        Shown("statusText").ShouldBe("被驳回");
        var reason = card.GetProperty("rejection").GetProperty("reasons")[0];
        (reason.GetProperty("reason").GetString(), reason.GetProperty("remedy").GetString()).ShouldBe(("闭眼或眼睛未完全睁开", "请睁大双眼后重新拍摄。"));
    }

    [Fact]
    public async Task The_same_card_reads_in_English_for_who_asks_for_English()
    {
        var student = await host.StudentAsync();
        await student.PlacedAsync(JourneyHost.FeatureCode);
        var card = (await student.GetAsync("/orders", language: "en")).Ok();
        (card["items.0.statusText"], card["items.0.modeText"]).ShouldBe(("Waiting for payment", "Organised by the school"));
    }

    [Fact]
    public async Task Orders_come_newest_first_page_by_page_and_by_status()
    {
        var student = await host.StudentAsync();
        var submission = await student.PassedAsync(await student.EnrolledAsync(JourneyHost.FeatureCode));
        List<string> numbers = [];
        for (var count = 0; count < 5; count++)
        {
            var placed = (await student.PlaceAsync(submission)).Created();
            numbers.Insert(0, placed["number"]!);
            if (count < 4) (await student.PostAsync($"/orders/{placed.Id}/cancellation")).Ok();
        }

        Numbers(await student.GetAsync("/orders")).ShouldBe(numbers);
        Numbers(await student.GetAsync("/orders?status=PendingPayment")).ShouldBe(numbers[..1]);
        Numbers(await student.GetAsync("/orders?status=Cancelled")).ShouldBe(numbers[1..]);
        Numbers(await student.GetAsync("/orders?status=Completed")).ShouldBeEmpty();

        List<string> paged = [];
        for (string? cursor = null; ;)
        {
            var page = (await student.GetAsync($"/orders?pageSize=2{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}")).Ok();
            paged.AddRange(Numbers(page));
            if ((cursor = page["nextCursor"]) is null) break;
        }

        paged.ShouldBe(numbers);
    }

    [Fact]
    public async Task A_foreign_order_looks_like_a_missing_one_in_every_call()
    {
        var owner = await host.StudentAsync();
        var order = await owner.PlacedAsync(JourneyHost.FeatureCode);
        var stranger = await host.StudentAsync();
        foreach (var id in new[] { order.Id, Guid.CreateVersion7() })
        {
            (await stranger.OrderAsync(id)).NotFound("order.not_found");
            (await stranger.StartPaymentAsync(id)).NotFound("order.not_found");
            (await stranger.PostAsync($"/orders/{id}/payments/confirmation")).NotFound("order.not_found");
            (await stranger.PostAsync($"/orders/{id}/cancellation")).NotFound("order.not_found");
            (await stranger.PostAsync($"/orders/{id}/withdrawal")).NotFound("order.not_found");
            (await stranger.PutAsync($"/orders/{id}/submission", new { submissionId = order["submissionId"] })).NotFound("order.not_found");
        }

        foreach (var id in new[] { order["submissionId"], Guid.CreateVersion7().ToString() })
        {
            (await stranger.GetAsync($"/submissions/{id}")).NotFound("submission.not_found");
            (await stranger.PostAsync("/orders", new { submissionId = id })).NotFound("submission.not_found");
        }

        foreach (var id in new[] { order["enrolmentId"], Guid.CreateVersion7().ToString() })
        {
            (await stranger.GetAsync($"/enrolments/{id}")).NotFound("enrolment.not_found");
            (await stranger.GetAsync($"/enrolments/{id}/photo-guide")).NotFound("enrolment.not_found");
            (await stranger.SubmitAsync(Guid.Parse(id!))).NotFound("enrolment.not_found");
        }

        (await owner.OrderAsync(order.Id))["version"].ShouldBe(order["version"]);
    }

    private static List<string> Numbers(Answer list) =>
        [.. list.Ok().Json.GetProperty("items").EnumerateArray().Select(card => card.GetProperty("number").GetString()!)];
}
