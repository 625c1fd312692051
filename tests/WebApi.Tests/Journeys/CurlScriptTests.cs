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
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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
