using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Each item about the face and what covers it passes on a good portrait and fails on its fault.</summary>
public sealed class FaceFaultTests(SceneFaultTests.Portraits portraits, CheckerFixture photos)
    : IClassFixture<SceneFaultTests.Portraits>, IClassFixture<CheckerFixture>
{
    public static TheoryData<string, string> Names => new(FaceFaults.All.Select(fault => (fault.Name, fault.Item)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_fails_its_own_item_which_passes_without_it(string fault, string code)
    {
        var good = await portraits.CheckedAsync(photos);
        using var faulty = FaceFaults.All.Single(one => one.Name == fault).Make(portraits.Stage);

        var item = (await CheckAsync(faulty)).Items.Single(one => one.Code == code);

        good.Items.Single(one => one.Code == code).Verdict.ShouldBe(CheckVerdict.Pass);
        item.Verdict.ShouldBe(CheckVerdict.Fail, $"{code} measured {item.Value}");
        item.Remedy.ShouldNotBeNull().Zh.ShouldNotBeNullOrWhiteSpace();
        item.Remedy.En.ShouldNotContain("{0}");
    }

    [Fact]
    public async Task A_picture_on_its_side_is_told_how_to_be_turned_and_nothing_else_of_the_face_is_said_to_pass()
    {
        await portraits.CheckedAsync(photos);
        using var lying = FaceFaults.All.Single(one => one.Name == "on its left side").Make(portraits.Stage);

        var report = await CheckAsync(lying);

        report.Items.Single(item => item.Code == "orientation.upright").Remedy!.En.ShouldContain("90°");
        report.Items.Single(item => item.Code == "eyes.open").Verdict.ShouldBe(CheckVerdict.NotMeasured);
    }

    private async Task<CheckReport> CheckAsync(Mat picture)
    {
        Cv2.ImEncode(".jpg", picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 92));
        return (await photos.CheckAsync(jpeg)).Value.Report;
    }
}
