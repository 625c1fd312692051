using System.IO.Compression;
using System.Net;
using System.Text.Json;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>账号信息: what a student may see, take along, withdraw and delete.</summary>
public sealed class AccountDataTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_consent_the_photos_go_that_no_order_needs()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var submission = await student.PassedAsync(enrolment);
        var link = (await student.GetAsync($"/submissions/{submission}")).Ok()["photoUrl"]!;
        (await StatusAsync(link)).ShouldBe(HttpStatusCode.OK);

        var withdrawn = (await student.PostAsync("/account/consent-withdrawals", new { purpose = "FaceData" })).Ok();
        (withdrawn["erasedPhotos"], withdrawn.List("ordersUnderWay").Count).ShouldBe(("2", 0));
        (await StatusAsync(link)).ShouldBe(HttpStatusCode.NotFound);
        var left = (await student.GetAsync($"/submissions/{submission}")).Ok();
        (left["photoUrl"], left.List("report.items").Count).ShouldBe((null, 0));
        left["erasedAt"].ShouldNotBeNull();
        (await student.PlaceAsync(submission)).Conflict("consent.required");
        (await student.SubmitAsync(enrolment)).Conflict("consent.required");
        (await student.PostAsync("/account/consent-withdrawals", new { purpose = "FaceData" })).Conflict("consent.not_given");
        (await student.GetAsync("/account")).Ok().List("missingConsents").ShouldBe(["FaceData"]);

        // Who agrees anew goes on, also with the same file.
        await student.ConsentAsync();
        (await student.GetAsync("/account")).Ok().List("consents").Count.ShouldBe(3);
        (await student.PlaceAsync(submission)).Unprocessable("submission.not_passed");
        (await student.PlaceAsync(await student.PassedAsync(enrolment))).Created();
        var again = (await student.PostAsync("/account/consent-withdrawals", new { purpose = "FaceData" })).Ok();
        (again["erasedPhotos"], again.List("ordersUnderWay").Count).ShouldBe(("0", 1));
    }

    [Fact]
    public async Task A_lost_phone_is_signed_out_from_another()
    {
        var student = await host.StudentAsync();
        var (lost, refresh) = (student.Token, student.RefreshToken);
        await student.LogInAsync();
        var devices = (await student.GetAsync("/account/devices")).Ok().Json.GetProperty("items").EnumerateArray().ToArray();
        devices.Select(device => device.GetProperty("current").GetBoolean()).ShouldBe([true, false]);
        var other = devices[1].GetProperty("id").GetString();
        (await (await host.StudentAsync()).DeleteAsync($"/account/devices/{other}")).NotFound("device.not_found");
        (await student.DeleteAsync($"/account/devices/{other}")).Ok(HttpStatusCode.NoContent);
        (await student.DeleteAsync($"/account/devices/{other}")).NotFound("device.not_found");
        (await student.PostAsync("/auth/refresh", new { refreshToken = refresh })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await new Caller(host.Http, lost).GetAsync("/account/export")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.GetAsync("/account/devices")).Ok().List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_export_holds_all_that_is_kept_and_no_other_student()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        (await student.PostAsync("/support-tickets", new { topic = "Other", text = "请问何时审核？" })).Created();
        var answer = (await student.GetAsync("/account/export")).Ok();
        answer.ContentType.ShouldBe("application/zip");
        using var zip = new ZipArchive(new MemoryStream(answer.Bytes));
        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            ["account.json", $"photos/{order["submissionId"]}-uploaded.jpg", $"photos/{order["submissionId"]}-delivered.jpg"], ignoreOrder: true);
        await using (var photo = await zip.GetEntry($"photos/{order["submissionId"]}-uploaded.jpg")!.OpenAsync(Now))
        {
            using var bytes = new MemoryStream();
            await photo.CopyToAsync(bytes, Now);
            bytes.ToArray().ShouldBe(student.Photo);
        }

        await using var json = await zip.GetEntry("account.json")!.OpenAsync(Now);
        var data = await JsonSerializer.DeserializeAsync<JsonElement>(json, cancellationToken: Now);
        data.GetProperty("account").GetProperty("phone").GetString().ShouldBe(student.Phone);
        data.GetProperty("enrolments")[0].GetProperty("uniqueNumber").GetString().ShouldBe(student.Code.UniqueNumber);
        data.GetProperty("orders")[0].GetProperty("payments").GetArrayLength().ShouldBe(1);
        data.GetProperty("tickets")[0].GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("请问何时审核？");
        foreach (var part in (string[])["consents", "devices", "submissions", "reprints", "invoices", "messages"])
            data.GetProperty(part).ValueKind.ShouldBe(JsonValueKind.Array, part);
        for (var more = 0; more < 4; more++) (await student.GetAsync("/account/export")).Ok();
        (await student.GetAsync("/account/export")).Refused(HttpStatusCode.TooManyRequests, "account.export_limit");
    }

    [Fact]
    public async Task A_deleted_account_leaves_payments_and_pseudonyms_and_a_proof()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(campaign.FeatureCode.Value);
        var number = (string[])[order["number"]!];
        (await student.PostAsync("/account/deletion", new { confirmed = false })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await student.PostAsync("/account/deletion", new { confirmed = true })).Conflict("account.has_live_orders").List("facts.orderNumbers").ShouldBe(number);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var operators = await host.OperatorAsync();
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "SF1" })).Ok();
        var link = (await student.GetAsync($"/submissions/{order["submissionId"]}")).Ok()["photoUrl"]!;
        var account = (await student.GetAsync("/account")).Ok().Id;

        var proof = (await student.PostAsync("/account/deletion", new { confirmed = true }, key: "delete")).Ok();
        (proof["photos"], proof["students"], proof["orders"]).ShouldBe(("2", "1", "1"));
        proof.Json.GetProperty("kept").EnumerateArray().Select(kept => kept.GetProperty("what").GetString()).ShouldContain("payments");
        (await student.PostAsync("/account/deletion", new { confirmed = true }, key: "delete")).Ok()["sha256"].ShouldBe(proof["sha256"]);
        (await student.PostAsync("/account/deletion", new { confirmed = true })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await StatusAsync(link)).ShouldBe(HttpStatusCode.NotFound);
        await (await host.AdministratorAsync()).UntilAsync(
            $"/staff/audit?subject={account}", audit => audit.ToString().Contains(proof["sha256"]!, StringComparison.Ordinal));

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var left = await db.Orders.Include(one => one.Charges).AsSingleQuery().SingleAsync(one => one.AccountId == new Domain.Accounts.AccountId(account), Now);
            (left.ContactPhone, left.Identity.UniqueNumber, left.Identity.MaskedIdNumber, left.Charges.Count).ShouldBe(("", "", "", 1));
            (await db.Accounts.SingleAsync(one => one.Id == left.AccountId, Now)).Phone.ShouldBeNull();
            (await db.Recognitions.AnyAsync(one => one.AccountId == left.AccountId, Now)).ShouldBeFalse();
            (await db.InboxMessages.AnyAsync(one => one.AccountId == left.AccountId, Now)).ShouldBeFalse();
        }

        (await operators.GetAsync($"/staff/orders/{order["number"]}")).Ok()["submission.photoUrl"].ShouldBeNull();
        (await operators.GetAsync($"/staff/batches/{batch}/package")).Conflict("batch.photos_erased");
        (await (await host.FinanceAsync()).GetAsync($"/staff/payments/{order["number"]}")).Ok().Json.GetProperty("charges").GetArrayLength().ShouldBe(1);
        await student.LogInAsync();
        (await student.GetAsync("/account")).Ok().Id.ShouldNotBe(account);
    }

    private async Task<HttpStatusCode> StatusAsync(string link)
    {
        using var answer = await host.Http.GetAsync(new Uri(link, UriKind.Relative), Now);
        return answer.StatusCode;
    }
}
