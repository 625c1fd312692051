using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What comes after production: 勘误, 学信网审核结果, 校对, remaking, parcels, sheets of prints.</summary>
public sealed class ProductionRoundTests(JourneyHost host)
{
    [Fact]
    public async Task A_correction_asked_for_by_the_student_leads_to_a_new_photo_in_the_next_batch()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, reviewer, student) = (await host.OperatorAsync(), await host.ReviewerAsync(), await host.StudentAsync());
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = "太早" })).Conflict("order.transition_not_allowed");
        var first = await ProducedAsync(campaign, order.Id);
        (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = " " })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await (await host.StudentAsync()).PostAsync($"/orders/{order.Id}/correction", new { reason = "别人的" })).NotFound("order.not_found");

        (await student.OrderAsync(order.Id)).List("allowedActions").ShouldContain("OpenCorrection");
        var corrected = (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = "照片中不是本人" })).Ok();
        (corrected["status"], corrected["correction.reason"], corrected["correction.round"]).ShouldBe(("Rejected", "照片中不是本人", "2"));
        corrected["correction.dueAt"].ShouldBe(corrected["resubmissionDueAt"]);
        corrected["resubmissionDueAt"].ShouldNotBeNull();
        await student.UntilAsync("/messages", told => told.ToString().Contains("勘误", StringComparison.Ordinal));
        (await operators.GetAsync($"/staff/batches/{first}")).Ok()["superseded"].ShouldBe("1");
        (await ManifestAsync(first)).Single().ShouldEndWith(",superseded,");

        var enrolment = Guid.Parse(order["enrolmentId"]!);
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = order["submissionId"] })).Unprocessable("submission.rejected_before");
        var another = await student.PassedAsync(enrolment, Photos.Another());
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Ok()["status"].ShouldBe("PendingReview");
        await reviewer.ApprovedAsync(order.Id);
        var second = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"]!;
        (await ManifestAsync(second)).Single().ShouldEndWith(",included,");
        (await operators.PostAsync($"/staff/batches/{first}/orders/{order.Id}/remake", new { reason = "旧批次" })).NotFound("order.not_found");
    }

    [Fact]
    public async Task A_student_asks_for_as_many_corrections_as_the_campaign_allows_and_staff_for_more()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free, corrections: 1);
        var (operators, reviewer, student) = (await host.OperatorAsync(), await host.ReviewerAsync(), await host.StudentAsync());
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await ProducedAsync(campaign, order.Id);
        (await student.OrderAsync(order.Id)).Ok()["correctionsLeft"].ShouldBe("1");
        (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = "照片中不是本人" })).Ok()["correctionsLeft"].ShouldBe("0");
        await CorrectedAsync(Photos.Another());

        (await student.OrderAsync(order.Id)).Ok().List("allowedActions").ShouldBe(["ConfirmProof"]);
        (await student.PostAsync($"/orders/{order.Id}/correction", new { reason = "还是不对" })).Conflict("order.corrections_used_up")
            ["detail"]!.ShouldContain("在线客服");
        (await student.PostAsync($"/orders/{order.Id}/proof", new { finding = "PhotoWrong", reason = "还是不对" })).Conflict("order.corrections_used_up");
        var seen = (await operators.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (await operators.PostAsync($"/staff/orders/{order.Id}/correction", new { reason = "核实有误" }, ifMatch: seen.ETag)).Ok()["status"].ShouldBe("Rejected");
        await CorrectedAsync(CampusPhoto.PortraitStudio.Studio.Draw(new CampusPhoto.PortraitStudio.Portrait { Seed = 7 }));
        (await ImportAsync(campaign, $"order_number,result,reason\n{order["number"]},不通过,人像比对不通过\n")).Ok()["refused"].ShouldBe("1");

        async Task CorrectedAsync(byte[] photo)
        {
            var submissionId = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), photo);
            (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId })).Ok();
            await ProducedAsync(campaign, order.Id);
        }
    }

    [Fact]
    public async Task A_correction_by_staff_needs_the_version_that_was_seen_and_a_deadline_to_come()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, student) = (await host.OperatorAsync(), await host.StudentAsync());
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await ProducedAsync(campaign, order.Id);
        var path = $"/staff/orders/{order.Id}/correction";
        (await operators.PostAsync(path, new { reason = "比对不通过" })).Refused((HttpStatusCode)428, "order.version_required");
        (await operators.PostAsync(path, new { reason = "比对不通过" }, ifMatch: "\"1\"")).Refused(HttpStatusCode.PreconditionFailed, "order.version_mismatch");
        var seen = (await operators.GetAsync($"/staff/orders/{order.Id}")).Ok();
        (await operators.PostAsync(path, new { reason = "比对不通过", deadline = host.Clock.GetUtcNow().AddDays(-1) }, ifMatch: seen.ETag)).Unprocessable("order.deadline_not_later");
        var deadline = host.Clock.GetUtcNow().AddDays(200);
        (await operators.PostAsync(path, new { reason = "比对不通过", deadline }, ifMatch: seen.ETag)).Ok()["status"].ShouldBe("Rejected");
        DateTimeOffset.Parse((await student.OrderAsync(order.Id)).Ok()["correction.dueAt"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(deadline, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task An_integrator_reports_a_correction_of_what_it_delivered_itself_and_of_nothing_else()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var batch = (await (await host.OperatorAsync()).PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        var integrators = new Integrators(host);
        var (mine, other) = (await integrators.ClientAsync("batches"), await integrators.ClientAsync("batches", "orders"));
        var path = $"/integrations/orders/{order["number"]}/correction";
        (await mine.PostAsync(path, new { reason = "比对不通过" })).NotFound("order.not_found");
        (await mine.PostAsync($"/integrations/batches/{batch}/completion", new { receipt = "学信网已接收" })).Ok()["status"].ShouldBe("Delivered");
        (await other.PostAsync(path, new { reason = "比对不通过" })).NotFound("order.not_found");
        (await mine.PostAsync("/integrations/orders/000015-20260101000000000/correction", new { reason = "比对不通过" })).NotFound("order.not_found");
        (await mine.PostAsync(path, new { reason = "比对不通过" })).Ok()["status"].ShouldBe("Rejected");
        (await student.OrderAsync(order.Id)).Ok()["correction.reason"].ShouldBe("比对不通过");
    }

    [Fact]
    public async Task Results_are_imported_whole_or_not_at_all_and_the_same_file_again_changes_nothing()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, reviewer) = (await host.OperatorAsync(), await host.ReviewerAsync());
        Student[] students = [await host.StudentAsync(), await host.StudentAsync(), await host.StudentAsync()];
        List<Answer> orders = [];
        foreach (var student in students) orders.Add(await student.PlacedAsync(campaign.FeatureCode.Value));
        var roster = string.Join('\n', students.Select(student => $"{student.Code.UniqueNumber},理学院"));
        (await operators.UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", Encoding.UTF8.GetBytes($"unique_number,college\n{roster}\n"))).Ok();
        foreach (var order in orders.Take(2)) await reviewer.ApprovedAsync(order.Id);
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"]!;
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "学信网" })).Ok();

        var wrong = (await ImportAsync(campaign, $"学生唯一编号,结果,原因\n{students[0].Code.UniqueNumber},通过,\n{students[1].Code.UniqueNumber},不通过,\nX-1,也许,\n{students[0].Code.UniqueNumber},通过,\n"))
            .Unprocessable("table.rows_invalid");
        wrong.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString())
            .ShouldBe(["rows[3].reason", "rows[4].result", "rows[5].unique_number"]);
        (await ImportAsync(campaign, "unique_number,result\n20279999999,通过\n")).Unprocessable("table.rows_invalid")["errors.0.field"].ShouldBe("rows[2].unique_number");
        (await ImportAsync(campaign, "unique_number,姓名,result\n1,张,通过\n")).Unprocessable("table.columns_invalid");
        (await ImportAsync(campaign, "unique_number,order_number,result\n1,2,通过\n")).Unprocessable("table.columns_invalid");
        (await ImportAsync(campaign, "unique_number,result\n")).Unprocessable("table.empty");
        (await ImportAsync(campaign, "PK\u0003\u0004 no zip")).Unprocessable("table.file_unreadable");
        (await ImportAsync(campaign, "")).Refused(HttpStatusCode.BadRequest, "table.file_missing");
        (await SeenAsync(students[0], orders[0]))["chsiResult.result"].ShouldBe("Awaited", "nothing was half imported");

        var file = $"order_number,result,reason\n{orders[0]["number"]},通过,\n{orders[1]["number"]},不通过,人像比对不通过\n{orders[2]["number"]},通过,\n";
        Counts(await ImportAsync(campaign, file, dryRun: true)).ShouldBe((1, 1, 0, 1));
        (await SeenAsync(students[0], orders[0]))["chsiResult.result"].ShouldBe("Awaited", "a dry run changes nothing");
        var import = await ImportAsync(campaign, file);
        Counts(import).ShouldBe((1, 1, 0, 1));
        (import["skippedRows.0.row"], import["skippedRows.0.code"]).ShouldBe(("4", "order.transition_not_allowed"));
        var accepted = await SeenAsync(students[0], orders[0]);
        (accepted["status"], accepted["chsiResult.result"], accepted["chsiResult.resultText"]).ShouldBe(("Completed", "Accepted", "通过"));
        var refused = await SeenAsync(students[1], orders[1]);
        (refused["status"], refused["chsiResult.result"], refused["correction.reason"]).ShouldBe(("Rejected", "Refused", "人像比对不通过"));
        var view = (await operators.GetAsync($"/staff/batches/{batch}")).Ok();
        (view["orders"], view["superseded"], view["accepted"]).ShouldBe(("1", "1", "1"));
        Counts(await ImportAsync(campaign, file)).ShouldBe((0, 0, 2, 1));

        // Once the next photo was produced, the old file still says nothing of it, and a new one does.
        var another = await students[1].PassedAsync(Guid.Parse(orders[1]["enrolmentId"]!), Photos.Another());
        (await students[1].PutAsync($"/orders/{orders[1].Id}/submission", new { submissionId = another })).Ok();
        await reviewer.ApprovedAsync(orders[1].Id);
        (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created();
        Counts(await ImportAsync(campaign, file)).ShouldBe((0, 0, 2, 1));
        (await SeenAsync(students[1], orders[1]))["chsiResult.result"].ShouldBe("Awaited");
        Counts(await ImportAsync(campaign, $"unique_number,result\n{students[1].Code.UniqueNumber},通过\n")).ShouldBe((1, 0, 0, 0));

        (await students[0].PostAsync($"/orders/{orders[0].Id}/proof", new { finding = "Correct" })).Ok()["order.proofConfirmedAt"].ShouldNotBeNull();
        var progress = (await operators.GetAsync($"/staff/campaigns/{campaign.Id}/progress")).Ok();
        (progress["total.accepted"], progress["total.refused"], progress["total.resultAwaited"], progress["total.proofConfirmed"]).ShouldBe(("2", "0", "0", "1"));
        (await operators.GetAsync($"/staff/campaigns/{campaign.Id}/results?result=Accepted&pageSize=1")).Ok()["nextCursor"].ShouldNotBeNull();
        var lines = (await operators.GetAsync($"/staff/campaigns/{campaign.Id}/results")).Ok();
        lines.List("items").Count.ShouldBe(2);
        lines.ToString().ShouldNotContain(students[0].Code.UniqueNumber);
        (await operators.GetAsync($"/staff/campaigns/{campaign.Id}/results?result=Refused")).Ok().List("items").ShouldBeEmpty();

        static async Task<Answer> SeenAsync(Student student, Answer order) => (await student.OrderAsync(order.Id)).Ok();
    }

    [Fact]
    public async Task The_student_checks_the_proof_and_names_a_wrong_photo_or_wrong_words()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        Student[] students = [await host.StudentAsync(), await host.StudentAsync()];
        List<Answer> orders = [];
        foreach (var student in students)
        {
            orders.Add(await student.PlacedAsync(campaign.FeatureCode.Value));
            await (await host.ReviewerAsync()).ApprovedAsync(orders[^1].Id);
        }

        var operators = await host.OperatorAsync();
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"];
        var (path, other) = ($"/orders/{orders[0].Id}/proof", $"/orders/{orders[1].Id}/proof");
        (await students[0].PostAsync(path, new { finding = "Correct" })).Conflict("order.transition_not_allowed");
        (await students[0].PostAsync(path, new { finding = "InformationWrong", reason = "专业名称" })).Conflict("order.transition_not_allowed");
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "学信网" })).Ok();
        (await students[0].OrderAsync(orders[0].Id)).Ok().List("allowedActions").ShouldBe(["OpenCorrection", "ConfirmProof"]);

        (await students[0].PostAsync(path, new { finding = "Correct", reason = "没有问题" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await students[0].PostAsync(path, new { finding = "PhotoWrong" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await students[1].PostAsync(path, new { finding = "Correct" })).NotFound("order.not_found");
        var asked = (await students[0].PostAsync(path, new { finding = "InformationWrong", reason = "专业名称有误" })).Ok();
        asked["order.status"].ShouldBe("Completed");
        (await students[0].GetAsync($"/support-tickets/{asked["ticketId"]}")).Ok()["ticket.orderId"].ShouldBe(orders[0].Id.ToString());
        var confirmed = (await students[0].PostAsync(path, new { finding = "Correct" })).Ok();
        confirmed.List("order.allowedActions").ShouldBeEmpty();
        (await students[0].PostAsync(path, new { finding = "Correct" })).Conflict("order.proof_confirmed");
        (await students[0].PostAsync(path, new { finding = "PhotoWrong", reason = "还是不对" })).Conflict("order.proof_confirmed");

        (await students[1].PostAsync(other, new { finding = "PhotoWrong", reason = "不是我的照片" })).Ok()["order.correction.reason"].ShouldBe("不是我的照片");
    }

    [Fact]
    public async Task What_was_lost_is_made_again_from_the_same_photo_by_the_next_batch()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, student) = (await host.OperatorAsync(), await host.StudentAsync());
        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        await (await host.ReviewerAsync()).ApprovedAsync(order.Id);
        var first = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"]!;
        var remake = $"/staff/batches/{first}/orders/{order.Id}/remake";
        (await operators.PostAsync(remake, new { reason = "寄丢" })).Conflict("order.transition_not_allowed");
        var wrong = (await operators.PostAsync($"/staff/batches/{first}/completion", new { carrier = "顺丰速运", parcelNumber = "?" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        wrong["errors.0.field"].ShouldBe("parcelNumber");
        (await operators.PostAsync($"/staff/batches/{first}/completion", new { })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        var delivered = (await operators.PostAsync($"/staff/batches/{first}/completion", new { carrier = "顺丰速运", parcelNumber = "SF1234567890123" })).Ok();
        (delivered["receipt"], delivered["carrier"], delivered["parcelNumber"]).ShouldBe((null, "顺丰速运", "SF1234567890123"));

        (await operators.PostAsync(remake, new { reason = "" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await operators.PostAsync(remake, new { reason = "寄送途中丢失" })).Ok(HttpStatusCode.NoContent);
        (await operators.PostAsync(remake, new { reason = "寄送途中丢失" })).NotFound("order.not_found");
        var waiting = (await student.OrderAsync(order.Id)).Ok();
        (waiting["status"], waiting["submissionId"]).ShouldBe(("PendingProduction", order["submissionId"]));
        waiting.List("allowedActions").ShouldBeEmpty();
        await student.UntilAsync("/messages", told => told.ToString().Contains("重新制作", StringComparison.Ordinal));

        var second = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"]!;
        (await ManifestAsync(first)).Single().ShouldEndWith(",remade,");
        (await ManifestAsync(second)).Single().ShouldEndWith(",included,");
        (await operators.GetAsync($"/staff/batches/{first}")).Ok()["remade"].ShouldBe("1");
    }

    [Fact]
    public async Task A_package_holds_the_sheets_of_prints_and_each_posted_order_gets_its_parcel()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.Free);
        var (operators, reviewer) = (await host.OperatorAsync(), await host.ReviewerAsync());
        Student[] students = [await host.StudentAsync(), await host.StudentAsync()];
        List<Guid> prints = [];
        foreach (var student in students)
        {
            var order = await student.PlacedAsync(campaign.FeatureCode.Value);
            await reviewer.ApprovedAsync(order.Id);
            prints.Add(await PrintsAsync(student, order.Id, posted: prints.Count == 0));
        }

        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value, kind = "Reprint" })).Created()["batch.id"]!;
        string[] numbers = [(await host.StaffViewAsync(prints[0]))["order.number"]!, (await host.StaffViewAsync(prints[1]))["order.number"]!];
        using (var package = await PackageAsync(batch))
        {
            package.Entries.Select(entry => entry.FullName).ShouldBe(
                [$"prints/{numbers[0]}.jpg", $"prints/{numbers[1]}.jpg", $"sheets/FiveInch-25mm-x2/{numbers[0]}.jpg", $"sheets/FiveInch-25mm-x2/{numbers[1]}.jpg", "manifest.csv"],
                ignoreOrder: true);
            foreach (var line in await ManifestAsync(batch))
            {
                var cells = line.Split(',');
                await using var content = await package.GetEntry(cells[0])!.OpenAsync(TestContext.Current.CancellationToken);
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
                (cells[4], cells[5]).ShouldBe(($"{bytes.Length}", Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))));
                cells[7].ShouldBe(cells[0].StartsWith("sheets/", StringComparison.Ordinal) ? "2" : "");
            }
        }

        var addresses = Text((await operators.GetAsync($"/staff/batches/{batch}/addresses.csv")).Ok()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        addresses[1..].ShouldBe([$"{numbers[0]},张晓明,13800138000,山东省青岛市黄岛区长江西路66号,one-inch,2,,"]);
        await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={batch}", audit => audit.ToString().Contains("reprint.addresses_exported", StringComparison.Ordinal));
        var wrong = (await ParcelsAsync(batch, $"order_number,carrier,parcel_number\n{numbers[1]},顺丰速运,SF00000001\n{numbers[0]},,SF00000002\nX-1,顺丰速运,?\n")).Unprocessable("table.rows_invalid");
        wrong.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString())
            .ShouldBe(["rows[3].carrier", "rows[4].parcel_number", "rows[2].order_number", "rows[4].order_number"]);
        (await students[0].GetAsync($"/reprint-orders/{prints[0]}")).Ok()["parcel"].ShouldBeNull();

        // The list of addresses comes back with the parcels filled in.
        var filled = $"{addresses[0]}\r\n{addresses[1].TrimEnd(',')},顺丰速运,SF1234567890123\r\n";
        (await ParcelsAsync(batch, filled)).Ok()["recorded"].ShouldBe("1");
        (await ParcelsAsync(batch, filled)).Ok()["unchanged"].ShouldBe("1");
        var shown = (await students[0].GetAsync($"/reprint-orders/{prints[0]}")).Ok();
        (shown["parcel.carrier"], shown["parcel.number"]).ShouldBe(("顺丰速运", "SF1234567890123"));
        shown["sentAt"].ShouldNotBeNull();
    }

    private async Task<Guid> PrintsAsync(Student student, Guid order, bool posted)
    {
        object? address = posted ? new { recipient = "张晓明", phone = "13800138000", address = "山东省青岛市黄岛区长江西路66号" } : null;
        var made = (await student.PostAsync("/reprint-orders", new
        {
            orderId = order, offerId = "one-inch", sheets = 2, delivery = posted ? "Post" : "PickUp", address,
        })).Created();
        var id = Guid.Parse(made["order.id"]!);
        await student.PayAsync(id);
        return id;
    }

    private async Task<string> ProducedAsync(Campaign campaign, Guid order)
    {
        await (await host.ReviewerAsync()).ApprovedAsync(order);
        var operators = await host.OperatorAsync();
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created()["batch.id"]!;
        (await operators.PostAsync($"/staff/batches/{batch}/completion", new { receipt = "交接单" })).Ok();
        return batch;
    }

    private async Task<Answer> ImportAsync(Campaign campaign, string file, bool dryRun = false) => await (await host.OperatorAsync()).UploadAsync(
        $"/staff/campaigns/{campaign.Id}/results{(dryRun ? "?dryRun=true" : "")}", "file", Encoding.UTF8.GetBytes(file), "results.csv");

    private async Task<Answer> ParcelsAsync(string batch, string file) =>
        await (await host.OperatorAsync()).UploadAsync($"/staff/batches/{batch}/parcels", "file", Encoding.UTF8.GetBytes(file), "parcels.csv");

    private static (int, int, int, int) Counts(Answer import)
    {
        import.Ok();
        int Of(string name) => int.Parse(import[name]!, System.Globalization.CultureInfo.InvariantCulture);
        Of("rows").ShouldBe(Of("accepted") + Of("refused") + Of("unchanged") + Of("skipped"));
        return (Of("accepted"), Of("refused"), Of("unchanged"), Of("skipped"));
    }

    private async Task<ZipArchive> PackageAsync(string batch) =>
        new(new MemoryStream((await (await host.OperatorAsync()).GetAsync($"/staff/batches/{batch}/package")).Ok().Bytes));

    /// <summary>The manifest's lines without its headings.</summary>
    private async Task<string[]> ManifestAsync(string batch)
    {
        using var package = await PackageAsync(batch);
        using var manifest = new StreamReader(await package.GetEntry("manifest.csv")!.OpenAsync(TestContext.Current.CancellationToken));
        return (await manifest.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static string Text(Answer answer) => Encoding.UTF8.GetString(answer.Bytes).TrimStart('\uFEFF');
}
