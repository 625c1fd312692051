using System.IO.Compression;
using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>加洗照片: prints of a photo that was approved, paid like any other order.</summary>
public sealed class ReprintTests(JourneyHost host)
{
    private static readonly object Home = new { recipient = "张晓明", phone = "13800138000", address = "山东省青岛市黄岛区长江西路66号" };

    [Fact]
    public async Task Prints_of_an_approved_photo_are_ordered_paid_and_go_straight_to_production()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var offers = (await student.GetAsync("/reprint-offers")).Ok();
        var price = (long.Parse(offers["offers.0.sheetPrice.amountFen"]!) * 2) + long.Parse(offers["postage.amountFen"]!);

        var reprint = (await PlaceAsync(student, order.Id, sheets: 2)).Created();
        var id = Guid.Parse(reprint["order.id"]!);
        (reprint["order.kind"], reprint["order.status"], reprint["order.price.amountFen"]).ShouldBe(("Reprint", "PendingPayment", $"{price}"));
        reprint["address.recipient"].ShouldBe("张晓明");
        (await PlaceAsync(student, order.Id)).Conflict("order.already_placed")["facts.orderId"].ShouldBe(id.ToString());
        var another = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        (await student.PutAsync($"/orders/{id}/submission", new { submissionId = another })).Conflict("order.transition_not_allowed");

        (await student.PayAsync(id))["status"].ShouldBe("PendingProduction");
        (await student.GetAsync($"/reprint-orders/{id}")).Ok()["sourceOrderId"].ShouldBe(order["id"]);
        (await student.UntilAsync("/messages", told => told.ToString().Contains("加洗", StringComparison.Ordinal))).ShouldNotBeNull();
        (await (await host.StudentAsync()).GetAsync($"/reprint-orders/{id}")).NotFound("order.not_found");
        (await student.GetAsync($"/reprint-orders/{order.Id}")).NotFound("order.not_found");

        var operators = await host.OperatorAsync();
        var line = (await operators.GetAsync("/staff/reprint-orders?status=PendingProduction&pageSize=100")).Ok().Json.GetProperty("items")
            .EnumerateArray().Single(one => one.GetProperty("orderId").GetGuid() == id);
        line.ToString().ShouldNotContain("长江西路");
        (await operators.GetAsync($"/staff/reprint-orders/{id}")).Ok()["address.address"]!.ShouldContain("长江西路");
        await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={id}", audit => audit.ToString().Contains("reprint.address_shown", StringComparison.Ordinal));
        (await operators.GetAsync($"/staff/orders/{id}/print-sheet?paper={line.GetProperty("paper")}&widthMm={line.GetProperty("widthMm")}")).Ok()
            .ContentType.ShouldBe("image/jpeg");

        // The photo and the prints of it are in one package under names of their own.
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        using var package = new ZipArchive(new MemoryStream((await operators.GetAsync($"/staff/batches/{batch}/package")).Ok().Bytes));
        package.Entries.Select(entry => entry.FullName).ShouldBe(
            [
                $"photos/{student.Code.UniqueNumber}.jpg", $"prints/{reprint["order.number"]}.jpg",
                $"sheets/FiveInch-25mm-x2/{reprint["order.number"]}.jpg", "manifest.csv",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Only_an_approved_photo_of_ones_own_is_printed_and_an_offer_of_the_price_list()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        (await PlaceAsync(student, order.Id)).Conflict("reprint.photo_not_approved");
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        (await PlaceAsync(await host.StudentAsync(), order.Id)).NotFound("order.not_found");
        (await student.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "poster", sheets = 1, delivery = "PickUp" })).Unprocessable("reprint.offer_unknown");
        var wrong = (await student.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "one-inch", sheets = 0, delivery = "Post" }))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");
        wrong.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()).ShouldBe(["sheets", "address"], ignoreOrder: true);
        (await student.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "one-inch", sheets = 1, delivery = "PickUp", address = Home }))
            .Refused(HttpStatusCode.BadRequest, "request.invalid");

        // A reprint is no source of another one, and cancelling it makes room for the next.
        var reprint = (await student.PostAsync("/reprint-orders", new { orderId = order.Id, offerId = "two-inch", sheets = 1, delivery = "PickUp" })).Created();
        (reprint["postage.amountFen"], reprint["address"]).ShouldBe(("0", null));
        (await PlaceAsync(student, Guid.Parse(reprint["order.id"]!))).Conflict("reprint.photo_not_approved");
        (await student.PostAsync($"/orders/{reprint["order.id"]}/cancellation")).Ok();
        (await PlaceAsync(student, order.Id)).Created();
    }

    private static Task<Answer> PlaceAsync(Student student, Guid orderId, int sheets = 1) =>
        student.PostAsync("/reprint-orders", new { orderId, offerId = "one-inch", sheets, delivery = "Post", address = Home });
}
