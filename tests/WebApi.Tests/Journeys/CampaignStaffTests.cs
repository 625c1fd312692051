using System.IO.Compression;
using System.Net;
using System.Text;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using MiniExcelLibs;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A school's campaigns and rosters, by the agency's operators and by the school itself.</summary>
public sealed class CampaignStaffTests(JourneyHost host)
{
    private static readonly string[] Numbers = ["20270001001", "20270001002", "20270001003"];

    [Fact]
    public async Task A_campaign_is_prepared_opened_extended_and_closed_and_its_leaked_code_exchanged()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var made = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId))).Created();
        made["featureCode"]!.ShouldMatch("^[A-HJKMNP-Z2-9]{6}$");
        (made["status"], made["mode"], made["price.amountFen"]).ShouldBe(("Draft", "Supplementary", "2500"));

        // A student of the school cannot join before it is opened.
        var student = await NewStudentAsync(made["schoolId"]!);
        var recognition = await student.RecognitionAsync();
        (await student.EnrolAsync(recognition, made["featureCode"]!)).Unprocessable("feature_code.wrong");
        (await school.PostAsync($"/staff/campaigns/{made.Id}/opening")).Ok()["status"].ShouldBe("Open");
        (await school.PostAsync($"/staff/campaigns/{made.Id}/opening")).Ok();

        var rotated = (await school.PostAsync($"/staff/campaigns/{made.Id}/feature-code", new { })).Ok()["featureCode"]!;
        rotated.ShouldNotBe(made["featureCode"]);
        (await student.EnrolAsync(recognition, made["featureCode"]!)).Unprocessable("feature_code.wrong");
        (await student.EnrolAsync(recognition, rotated)).Created();

        var other = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, featureCode: rotated))).Created();
        (await school.PostAsync($"/staff/campaigns/{other.Id}/opening")).Conflict("feature_code.taken");
        (await school.PostAsync($"/staff/campaigns/{other.Id}/feature-code", new { featureCode = rotated.ToLowerInvariant() })).Conflict("feature_code.taken");
        (await school.PostAsync($"/staff/campaigns/{other.Id}/feature-code", new { featureCode = "特征" })).Unprocessable("feature_code.malformed");

        var (closesAt, resubmissionEndsAt) = (host.Clock.GetUtcNow().AddDays(60), host.Clock.GetUtcNow().AddDays(70));
        (await school.PostAsync($"/staff/campaigns/{made.Id}/extension", new { closesAt, resubmissionEndsAt })).Ok();
        (await school.PostAsync($"/staff/campaigns/{made.Id}/extension", new { closesAt = closesAt.AddDays(-1), resubmissionEndsAt })).Unprocessable("campaign.dates_invalid");
        (await school.PostAsync($"/staff/campaigns/{made.Id}/closing")).Ok()["status"].ShouldBe("Closed");
        (await school.PostAsync($"/staff/campaigns/{made.Id}/feature-code", new { })).Conflict("campaign.closed");
        (await (await NewStudentAsync(made["schoolId"]!)).EnrolAsync(await (await NewStudentAsync(made["schoolId"]!)).RecognitionAsync(), rotated))
            .Status.ShouldNotBe(HttpStatusCode.Created);
        (await school.GetAsync("/staff/campaigns")).Ok().List("items").Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_campaign_cannot_be_is_refused_with_its_reason()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var now = host.Clock.GetUtcNow();
        (await school.PostAsync("/staff/campaigns", Campaign(schoolId))).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await operators.PostAsync("/staff/campaigns", Campaign(Guid.CreateVersion7()))).NotFound("school.not_found");
        (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, specification: "no-such"))).Unprocessable("campaign.specification_unknown");
        (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, merchant: "no-such"))).Unprocessable("campaign.merchant_unknown");
        foreach (var naming in (string[])["photo", "{schoolCode}", "../{uniqueNumber}", ".{uniqueNumber}", "{name}-{uniqueNumber}"])
            (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, naming: naming))).Unprocessable("campaign.naming_invalid");
        (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, closesAt: now.AddDays(-1)))).Unprocessable("campaign.dates_invalid");
        (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, priceFen: 0))).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await operators.PostAsync("/staff/schools", new { code = "10425", name = "又一所" })).Conflict("school.code_taken");
    }

    [Fact]
    public async Task A_roster_in_CSV_or_XLSX_is_imported_whole_or_not_at_all_and_may_be_repeated()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var campaign = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId))).Created().Id;
        var csv = "学生唯一编号,学院,专业\r\n20270001001,\"信息, 与\"\"控制\"\"学院\",自动化\r\n20270001002,理学院,数学\r\n\r\n20270001003,理学院,物理\r\n";
        Counts(await ImportAsync(school, campaign, Encoding.UTF8.GetBytes(csv))).ShouldBe((3, 0, 0, 3));
        Counts(await ImportAsync(school, campaign, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv))).ShouldBe((0, 0, 3, 3));
        Counts(await ImportAsync(school, campaign, Xlsx(("20270001003", "理学院", "化学"), ("20270001004", "理学院", "数学")))).ShouldBe((1, 1, 0, 4));

        var wrong = await ImportAsync(school, campaign, Encoding.UTF8.GetBytes("unique_number,college\n20270001009,理学院\n,理学院\nhas space,理学院\n20270001009,理学院\n"));
        wrong.Unprocessable("roster.rows_invalid")["facts.faults"].ShouldBe("3");
        wrong.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString())
            .ShouldBe(["rows[3].unique_number", "rows[4].unique_number", "rows[5].unique_number"]);
        (await ImportAsync(school, campaign, Xlsx(("", "理学院", "数学"), (20270001004123456.0, "理学院", "数学")))).Unprocessable("roster.rows_invalid")
            .Json.GetProperty("errors")[1].GetProperty("message").GetString()!.ShouldContain("末尾几位已丢失");

        foreach (var heading in (string[])["unique_number,姓名", "unique_number,身份证号", "unique_number,phone"])
            (await ImportAsync(school, campaign, Encoding.UTF8.GetBytes($"{heading}\n20270001010,x\n"))).Unprocessable("roster.names_not_allowed");
        (await ImportAsync(school, campaign, "college\n理学院\n"u8.ToArray())).Unprocessable("roster.columns_invalid");
        (await ImportAsync(school, campaign, "unique_number,weather\n1,2\n"u8.ToArray())).Unprocessable("roster.columns_invalid");
        (await ImportAsync(school, campaign, "unique_number\n"u8.ToArray())).Unprocessable("roster.empty");
        (await ImportAsync(school, campaign, "PK\u0003\u0004 no zip"u8.ToArray())).Unprocessable("roster.file_unreadable");
        (await ImportAsync(school, campaign, Photos.Good)).Unprocessable("roster.file_unreadable");
        (await ImportAsync(school, campaign, "unique_number\n\"20270001011\n"u8.ToArray())).Unprocessable("roster.file_unreadable");
        (await ImportAsync(school, campaign, [])).Refused(HttpStatusCode.BadRequest, "roster.file_missing");
        (await school.GetAsync($"/staff/campaigns/{campaign}/progress")).Ok()["total.students"].ShouldBe("4", "nothing was half imported");
    }

    [Fact]
    public async Task Progress_and_missing_list_follow_the_students_and_one_of_them_gets_more_time()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var closesAt = host.Clock.GetUtcNow().AddDays(20);
        var campaign = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, payer: "Free", priceFen: 0, closesAt: closesAt))).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        Student[] students = [await NewStudentAsync(campaign["schoolId"]!), await NewStudentAsync(campaign["schoolId"]!), await NewStudentAsync(campaign["schoolId"]!)];
        var roster = string.Join('\n', students.Select((student, at) => $"{student.Code.UniqueNumber},{(at == 2 ? "文学院" : "理学院")}"));
        Counts(await ImportAsync(school, campaign.Id, Encoding.UTF8.GetBytes($"unique_number,college\n{roster}\n"))).ShouldBe((3, 0, 0, 3));

        await students[0].PlacedAsync(campaign["featureCode"]!);
        await students[1].EnrolledAsync(campaign["featureCode"]!);
        var progress = (await school.GetAsync($"/staff/campaigns/{campaign.Id}/progress")).Ok();
        (progress["total.students"], progress["total.notJoined"], progress["total.withoutOrder"], progress["total.pendingReview"]).ShouldBe(("3", "1", "1", "1"));
        progress.Json.GetProperty("colleges").EnumerateArray().Select(college => $"{college.GetProperty("college")} {college.GetProperty("students")}")
            .ShouldBe(["文学院 1", "理学院 2"], ignoreOrder: true);

        var missing = (await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing?pageSize=1")).Ok();
        (missing["items.0.reason"], missing["items.0.college"]).ShouldBe(("WithoutOrder", "理学院"));
        missing["items.0.maskedNumber"]!.ShouldNotContain(students[1].Code.UniqueNumber);
        var rest = (await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing?cursor={missing["nextCursor"]}")).Ok();
        (rest["items.0.reason"], rest["nextCursor"]).ShouldBe(("NotJoined", null));
        (await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing?college=文学院")).Ok().List("items").Count.ShouldBe(1);
        var csv = Encoding.UTF8.GetString((await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing.csv")).Ok().Bytes).TrimStart('\uFEFF');
        csv.Split("\r\n")[1..3].ShouldBe([$"{students[1].Code.UniqueNumber},理学院,,WithoutOrder", $"{students[2].Code.UniqueNumber},文学院,,NotJoined"]);

        var until = closesAt.AddDays(5);
        var entry = rest["items.0.entryId"];
        (await school.PostAsync($"/staff/campaigns/{campaign.Id}/roster/{entry}/extension", new { until = closesAt.AddDays(-1) })).Unprocessable("campaign.dates_invalid");
        (await school.PostAsync($"/staff/campaigns/{campaign.Id}/roster/{entry}/extension", new { until })).Ok();
        (await school.PostAsync($"/staff/campaigns/{campaign.Id}/roster/{Guid.CreateVersion7()}/extension", new { until })).NotFound("roster.entry_not_found");
        (await school.GetAsync($"/staff/campaigns/{campaign.Id}/missing?college=文学院")).Ok()["items.0.extendedUntil"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Our_own_collection_codes_are_issued_for_the_roster_and_let_its_students_in()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var campaign = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId))).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        await ImportAsync(school, campaign.Id, Encoding.UTF8.GetBytes($"unique_number,college,major\n{string.Join('\n', Numbers.Select(number => $"{number},理学院,=HYPERLINK(1)"))}\n"));
        using var zip = new ZipArchive(new MemoryStream((await school.GetAsync($"/staff/campaigns/{campaign.Id}/collection-codes")).Ok().Bytes));
        zip.Entries.Select(one => one.FullName).ShouldBe([.. Numbers.Select((number, at) => $"codes/{at + 1:00000}-{number}.png"), "index.csv"]);
        using var index = new StreamReader(await zip.GetEntry("index.csv")!.OpenAsync(TestContext.Current.CancellationToken));
        (await index.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("20270001001,理学院,'=HYPERLINK(1)");

        using var picture = new MemoryStream();
        await using (var png = await zip.Entries[1].OpenAsync(TestContext.Current.CancellationToken)) await png.CopyToAsync(picture, TestContext.Current.CancellationToken);
        var student = await host.StudentAsync();
        var recognised = (await student.UploadAsync("/collection-codes/recognitions", "image", picture.ToArray(), "code.png")).Created();
        (await student.EnrolAsync(Guid.Parse(recognised["recognitionId"]!), campaign["featureCode"]!)).Created();
        (await school.GetAsync($"/staff/campaigns/{campaign.Id}/progress")).Ok()["total.notJoined"].ShouldBe("2");
        (await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={campaign.Id}&action=collection_codes.issued", audit => audit.List("items").Count > 0)).Ok();
    }

    [Fact]
    public async Task Collection_codes_come_as_sheets_to_print_which_cameras_read()
    {
        var (operators, school, schoolId) = await SchoolAsync();
        var campaign = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId))).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        await ImportAsync(school, campaign.Id, Encoding.UTF8.GetBytes(
            $"unique_number,college\n{string.Join('\n', Enumerable.Range(1, 43).Select(number => $"2027000{number:0000},信息科学与工程学院（国际教育学院）"))}\n"));
        var sheets = (await school.GetAsync($"/staff/campaigns/{campaign.Id}/collection-codes.pdf")).Ok();
        sheets.ContentType.ShouldBe("application/pdf");
        var pages = PrintedCodes.PagesOf(sheets.Bytes);
        pages.ShouldBe(3);
        var printed = PrintedCodes.Read(sheets.Bytes);
        printed.Count.ShouldBe(43);

        var student = await host.StudentAsync();
        var recognised = (await student.UploadAsync("/collection-codes/recognitions", "image", printed[42], "code.png")).Created();
        (await student.EnrolAsync(Guid.Parse(recognised["recognitionId"]!), campaign["featureCode"]!)).Created();
        (await school.GetAsync($"/staff/campaigns/{campaign.Id}/progress")).Ok()["total.notJoined"].ShouldBe("42");
        (await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={campaign.Id}&action=collection_codes.issued", audit => audit.List("items").Count > 0)).Ok();
        (await (await SchoolAsync()).School.GetAsync($"/staff/campaigns/{campaign.Id}/collection-codes.pdf")).NotFound("campaign.not_found");
    }

    [Fact]
    public async Task Delivered_files_are_named_as_the_campaign_wants()
    {
        FileNaming.Name("{schoolCode}_{orderNumber}", "2027", "000015-1", "10425").ShouldBe("10425_000015-1.jpg");
        var (operators, _, schoolId) = await SchoolAsync();
        var campaign = (await operators.PostAsync("/staff/campaigns", Campaign(schoolId, payer: "Free", priceFen: 0, naming: "{schoolCode}-{uniqueNumber}"))).Created();
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        var student = await NewStudentAsync(campaign["schoolId"]!);
        await (await host.ReviewerAsync()).ApprovedAsync((await student.PlacedAsync(campaign["featureCode"]!)).Id);
        var batch = (await operators.PostAsync("/staff/batches", new { campaignId = campaign.Id })).Created()["batch.id"];
        using var zip = new ZipArchive(new MemoryStream((await operators.GetAsync($"/staff/batches/{batch}/package")).Ok().Bytes));
        zip.Entries[0].FullName.ShouldEndWith($"-{student.Code.UniqueNumber}.jpg");
        zip.Entries[0].FullName.ShouldStartWith("photos/");
    }

    private static object Campaign(
        Guid schoolId, string? featureCode = null, string payer = "Student", long priceFen = 2500, DateTimeOffset? closesAt = null,
        string naming = "{uniqueNumber}", string specification = "chsi-graduation-2017", string merchant = "main")
    {
        var closes = closesAt ?? TimeProvider.System.GetUtcNow().AddDays(30);
        return new
        {
            schoolId, name = "补采", mode = "Supplementary", payer, priceFen, featureCode, opensAt = closes.AddDays(-60), closesAt = closes,
            resubmissionEndsAt = closes.AddDays(10), namingTemplate = naming, specificationId = specification, merchantAccount = merchant,
        };
    }

    private static Task<Answer> ImportAsync(Caller caller, Guid campaign, byte[] file) =>
        caller.UploadAsync($"/staff/campaigns/{campaign}/roster", "file", file, "roster");

    private static (int, int, int, int) Counts(Answer import)
    {
        import.Ok();
        int Of(string name) => int.Parse(import[name]!, System.Globalization.CultureInfo.InvariantCulture);
        return (Of("added"), Of("updated"), Of("unchanged"), Of("total"));
    }

    private static byte[] Xlsx(params (object Number, string College, string Major)[] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows.Select(row => new Dictionary<string, object> { ["unique_number"] = row.Number, ["学院"] = row.College, ["专业"] = row.Major }));
        return file.ToArray();
    }

    private async Task<Student> NewStudentAsync(string schoolId) =>
        await (await host.NewStudent(schoolCode: await host.SchoolCodeAsync(Guid.Parse(schoolId))).LogInAsync()).ConsentAsync();

    private Task<(Caller Operator, Caller School, Guid Id)> SchoolAsync() => host.AddSchoolAsync();
}
