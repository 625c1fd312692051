using CampusPhoto.Tests.Shared;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.PortraitStudio;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>docs/curl: one script per actor, run as they stand.</summary>
public sealed class CurlScriptTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Student_reviewer_operator_and_integrator_do_their_work_by_script()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The scripts are for bash.");
        var campaign = await host.AddCampaignAsync();
        var folder = Directory.CreateTempSubdirectory("campusphoto-curl-").FullName;
        try
        {
            var (photo, code) = (Path.Combine(folder, "photo.jpg"), Path.Combine(folder, "code.png"));
            await File.WriteAllBytesAsync(photo, Photos.Own(), Now);
            await File.WriteAllBytesAsync(code, QrPicture.Screenshot(host.IssueCode().Text), Now);

            (await RunAsync("photo-check.sh", [photo], ("CLIENT", "demo-integrator"), ("SECRET", host.Secret("demo-integrator"))))
                .ShouldContain("照片符合要求");
            var student = await RunAsync("student.sh", [photo, code, campaign.FeatureCode.Value]);
            var order = student.Split('\n')[^2].Split(' ');
            (order[0], order[2], order[4]).ShouldBe(("order", "number", "campaign"), student);
            await RunAsync("reviewer.sh", ["reject", order[1], "BLUR", "GLARE"], ("USER", "reviewer"), ("PASSWORD", host.Secret("reviewer")));
            (await RunAsync("integrator.sh", [order[3]], ("CLIENT", "demo-integrator"), ("SECRET", host.Secret("demo-integrator"))))
                .ShouldContain("被驳回");

            await File.WriteAllBytesAsync(photo, Photos.Own(), Now);
            await File.WriteAllBytesAsync(code, SignedCollectionCodeIssuer.Draw(host.IssueCode().Text), Now);
            student = await RunAsync("student.sh", [photo, code, campaign.FeatureCode.Value]);
            order = student.Split('\n')[^2].Split(' ');
            await RunAsync("reviewer.sh", ["approve", order[1]], ("USER", "reviewer"), ("PASSWORD", host.Secret("reviewer")));
            await RunAsync("finance.sh", ["request", order[3], "学生已转学"], ("USER", "operator"), ("PASSWORD", host.Secret("operator")));
            (string, string)[] finance = [("USER", "finance"), ("PASSWORD", host.Secret("finance"))];
            (await RunAsync("finance.sh", ["payments"], finance)).ShouldContain(order[3]);
            await RunAsync("finance.sh", ["decline", order[3], "照片已通过审核"], finance);
            (await RunAsync("finance.sh", ["goodwill", order[3], "500", "等待过长"], finance)).ShouldContain("\"awaitsSecondPerson\": true");
            (await RunAsync("finance.sh", ["goodwill", order[3], "500", "等待过长"], ("USER", "finance-second"), ("PASSWORD", host.Secret("finance-second"))))
                .ShouldContain("\"amountFen\": 2000");
            (await RunAsync("finance.sh", ["query", $"{order[3]}-01"], finance)).ShouldContain("\"Goodwill\"");
            await RunAsync("finance.sh", ["dead"], ("USER", "operator"), ("PASSWORD", host.Secret("operator")));
            (await RunAsync("finance.sh", ["compare", "main", "2020-01-01"], expectedExit: 1, finance)).ShouldContain("只能对账今天之前三个月内的日期。");
            var package = Path.Combine(folder, "package.zip");
            await RunAsync("operator.sh", [order[5], package, "SF1234567890123"], ("USER", "operator"), ("PASSWORD", host.Secret("operator")));
            new FileInfo(package).Length.ShouldBeGreaterThan(20 * 1024);
            (await RunAsync("integrator.sh", [order[3]], ("CLIENT", "demo-integrator"), ("SECRET", host.Secret("demo-integrator"))))
                .ShouldContain("已完成");

            (string, string)[] factory = [("USER", "operator"), ("PASSWORD", host.Secret("operator"))];
            var results = Path.Combine(folder, "results.csv");
            await File.WriteAllTextAsync(results, $"订单编号,结果\n{order[3]},通过\n", Now);
            (await RunAsync("results.sh", [order[5], "try", results], factory)).ShouldContain("\"dryRun\": true");
            (await RunAsync("results.sh", [order[5], "import", results], factory)).ShouldContain("\"accepted\": 1");
            (await RunAsync("results.sh", [order[5], "Accepted"], factory)).ShouldContain(order[3]);
            var batch = (await (await host.OperatorAsync()).GetAsync("/staff/batches")).Ok().Json.GetProperty("items").EnumerateArray()
                .First(one => one.GetProperty("campaignId").GetString() == order[5]).GetProperty("id").GetString()!;
            var addresses = Path.Combine(folder, "addresses.csv");
            await RunAsync("parcels.sh", [batch, "addresses", addresses], factory);
            (await File.ReadAllTextAsync(addresses, Now)).ShouldContain("order_number,recipient");
            (await RunAsync("parcels.sh", [batch, "sent", addresses], expectedExit: 1, factory)).ShouldContain("文件中没有数据行。");
            (await RunAsync("remake.sh", [batch, order[1], "寄送途中丢失"], factory)).ShouldContain("\"remade\": 1");
            await RunAsync("operator.sh", [order[5], package, "SF1234567890124"], factory);
            (await RunAsync("correct.sh", [order[3], "人像比对不通过"], factory)).ShouldContain("\"Rejected\"");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Administrator_operator_and_school_do_their_work_by_script()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The scripts are for bash.");
        var folder = Directory.CreateTempSubdirectory("campusphoto-curl-").FullName;
        try
        {
            (string, string)[] administrator = [("USER", "administrator"), ("PASSWORD", host.Secret("administrator"))];
            (string, string)[] operators = [("USER", "operator"), ("PASSWORD", host.Secret("operator"))];
            var (teacher, secret) = ($"teacher-{Guid.CreateVersion7():N}", Path.Combine(folder, "password"));
            await RunAsync("people.sh", [teacher, "SchoolStaff", "10425"], [.. administrator, ("PASSWORD_FILE", secret)]);
            (string, string)[] school = [("USER", teacher), ("PASSWORD", (await File.ReadAllTextAsync(secret, Now)).Trim())];

            var opened = (await RunAsync("campaign.sh", ["10425", "补采", "30", "1500"], operators)).Split('\n')[^2].Split(' ');
            (opened[0], opened[2]).ShouldBe(("campaign", "feature-code"));
            (await RunAsync("rotate-code.sh", [opened[1]], school)).ShouldNotContain(opened[3]);

            var roster = Path.Combine(folder, "roster.csv");
            await File.WriteAllTextAsync(roster, "学生唯一编号,学院\n2027000000001,理学院\n2027000000002,文学院\n", Now);
            var codes = Path.Combine(folder, "codes.zip");
            (await RunAsync("roster.sh", [opened[1], roster, codes], school)).ShouldContain("\"notJoined\": 2");
            new FileInfo(codes).Length.ShouldBeGreaterThan(1024);
            var sheets = Path.Combine(folder, "codes.pdf");
            await RunAsync("roster.sh", [opened[1], roster, sheets], school);
            PrintedCodes.Read(await File.ReadAllBytesAsync(sheets, Now)).Count.ShouldBe(2);
            var overrides = Path.Combine(folder, "overrides.json");
            await File.WriteAllTextAsync(overrides, """{"output":{"bytes":{"max":60000}}}""", Now);
            (await RunAsync("override-specification.sh", [opened[1], overrides], operators)).ShouldContain("\"overridesVersion\": 1");
            (await RunAsync("override-specification.sh", [opened[1], "none"], operators)).ShouldContain("\"overridesVersion\": 2");
            await File.WriteAllTextAsync(overrides, """{"output":{"colour":1}}""", Now);
            (await RunAsync("override-specification.sh", [opened[1], overrides], expectedExit: 1, operators)).ShouldContain("对照片规格的调整无效。");
            (await RunAsync("client-quota.sh", [], administrator)).ShouldContain("\"photoChecksPerDay\"");
            (await RunAsync("client-quota.sh", ["demo-integrator", "usual", "2000"], administrator)).ShouldContain("\"photoChecksPerDay\": 2000");
            (await RunAsync("roster.sh", [opened[1], Path.Combine(Repository.Root, "README.md")], expectedExit: 1, school)).ShouldContain("名单");

            (await RunAsync("reprints.sh", [], operators)).ShouldContain("\"items\"");
            (await RunAsync("retention.sh", [], operators)).ShouldContain("\"storedFaces\"");
            var asking = await host.StudentAsync();
            var ticket = (await asking.PostAsync("/support-tickets", new { topic = "Other", text = "何时开放补采？" })).Created();
            await RunAsync("tickets.sh", [], operators);
            (await RunAsync("tickets.sh", [ticket["id"]!, "本周五开放。", "close"], operators)).ShouldContain("\"Closed\"");
            var paid = await asking.PaidAsync(JourneyHost.FeatureCode);
            var invoice = (await asking.PostAsync($"/orders/{paid.Id}/invoice-request", new { title = "张晓明" })).Created();
            (await RunAsync("invoices.sh", [], operators)).ShouldContain("\"items\"");
            (await RunAsync("invoices.sh", [invoice["id"]!, "26372000000099"], operators)).ShouldContain("\"Issued\"");
            (await RunAsync("remind.sh", [opened[1]], school)).ShouldContain("\"reminded\": 0");
            (await RunAsync("remind.sh", [opened[1]], expectedExit: 1, school)).ShouldContain("今天已提醒过");
            var campaign = await host.AddCampaignAsync(payer: Domain.Campaigns.Payer.Free);
            var order = (await (await host.StudentAsync()).PlacedAsync(campaign.FeatureCode.Value)).Id;
            (await RunAsync("look-up.sh", [order.ToString()], operators)).ShouldContain(order.ToString());
            await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={order}", audit => audit.List("items").Count > 0);
            (await RunAsync("audit.sh", [order.ToString()], administrator)).ShouldContain("photo.shown");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_integrator_keeps_webhooks_by_script()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The scripts are for bash.");
        await using var receiver = await WebhookReceiver.StartAsync();
        (string, string)[] client = [("CLIENT", "demo-integrator"), ("SECRET", host.Secret("demo-integrator"))];
        var added = (await RunAsync("webhooks.sh", ["add", receiver.Url, "order.paid", "refund.succeeded"], client)).Split('\n')[^2].Split(' ');
        (added[0], added[2]).ShouldBe(("webhook", "secret"));
        await RunAsync("webhooks.sh", ["test", added[1]], client);
        (await receiver.UntilAsync("webhook.test"))[0].IsSignedBy(added[3]).ShouldBeTrue();
        (await RunAsync("webhooks.sh", ["list"], client)).ShouldContain(added[1]);
        (await RunAsync("webhooks.sh", ["log", added[1]], client)).ShouldContain("webhook.test");
        (string, string)[] operators = [("USER", "operator"), ("PASSWORD", host.Secret("operator"))];
        (await RunAsync("staff-webhooks.sh", ["demo-integrator"], operators)).ShouldContain(added[1]);
        (await RunAsync("staff-webhooks.sh", ["log", added[1]], operators)).ShouldContain("webhook.test");
        (await RunAsync("staff-webhooks.sh", ["replay", added[1], "2020-01-01T00:00:00+08:00"], operators)).ShouldContain("\"events\": ");
        (await RunAsync("webhooks.sh", ["replay", added[1], "2020-01-01T00:00:00+08:00"], client)).ShouldContain("\"events\": ");
        (await RunAsync("webhooks.sh", ["secret", added[1]], client)).ShouldContain("whsec_");
        await RunAsync("webhooks.sh", ["enable", added[1]], client);
        await RunAsync("webhooks.sh", ["delete", added[1]], client);
        (await RunAsync("webhooks.sh", ["log", added[1]], expectedExit: 1, client)).ShouldContain("找不到该 Webhook。");
        (await RunAsync("webhooks.sh", ["replay", added[1]], expectedExit: 1, client)).ShouldContain("usage: webhooks.sh");
    }

    [Fact]
    public async Task Every_script_explains_itself()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The scripts are for bash.");
        string[] scripts = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "curl"), "*.sh").Select(Path.GetFileName).OfType<string>().Where(name => name != "calls.sh")];
        scripts.Length.ShouldBeGreaterThan(8);
        foreach (var script in scripts)
        {
            var help = await RunAsync(script, ["--help"]);
            help.ShouldContain($"usage: {script}");
            help.ShouldNotContain("set -euo");
            if (script is not ("student.sh" or "integrator.sh" or "photo-check.sh" or "reviewer.sh" or "webhooks.sh")) help.ShouldContain("CAMPUSPHOTO_USER");
        }
    }

    [Fact]
    public async Task A_script_ends_with_what_was_wrong()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The scripts are for bash.");
        var refused = await RunAsync("integrator.sh", ["000015-20260101000000000"], expectedExit: 1, ("CLIENT", "demo-integrator"), ("SECRET", host.Secret("demo-integrator")));
        refused.ShouldContain("找不到该订单。 请在订单列表中重新选择。");
    }

    private Task<string> RunAsync(string script, string[] arguments, params (string Name, string Value)[] environment) =>
        RunAsync(script, arguments, expectedExit: 0, environment);

    private Task<string> RunAsync(
        string script, string[] arguments, int expectedExit, params (string Name, string Value)[] environment) =>
        Bash.RunAsync(
            [Path.Combine(Repository.Root, "docs", "curl", script), .. arguments], Path.GetTempPath(), expectedExit,
            [
                ("CAMPUSPHOTO_API", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)),
                ("CAMPUSPHOTO_STAND_IN", host.WeChat.Address.GetLeftPart(UriPartial.Authority)),
                .. environment.Select(variable => ($"CAMPUSPHOTO_{variable.Name}", variable.Value)),
            ]);
}
