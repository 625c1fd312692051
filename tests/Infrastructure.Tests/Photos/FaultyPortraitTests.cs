using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class FaultyPortraitTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    public static TheoryData<string> Names => [.. Faults.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_refused_for_its_own_requirement_with_a_remedy_in_both_languages(string fault)
    {
        var (code, apply) = Faults.All[fault];

        var check = (await photos.CheckAsync(apply(new Portrait()))).Value;

        var item = check.Report.Items.Single(item => item.Code == code);
        item.Verdict.ShouldBe(CheckVerdict.Fail);
        item.Severity.ShouldBe(CheckSeverity.Block);
        item.Value.ShouldNotBeNull();
        item.Remedy.ShouldNotBeNull().Zh.ShouldNotBeNullOrWhiteSpace();
        item.Remedy.En.ShouldNotBeNullOrWhiteSpace();
        check.Report.Passed.ShouldBeFalse();
        check.Standardised.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_face_nothing_of_the_face_is_said_to_pass()
    {
        var check = (await photos.CheckAsync(new Portrait { Person = false })).Value;

        check.Report.Items.Where(item => item.Verdict == CheckVerdict.Pass).Select(item => item.Code)
            .ShouldAllBe(code => code.StartsWith("file.", StringComparison.Ordinal) || code == "orientation.upright" || code == "extra.border");
        check.Report.Items.Single(item => item.Code == "eyes.open").Verdict.ShouldBe(CheckVerdict.NotMeasured);
    }

    [Fact]
    public async Task The_remedy_for_a_head_too_high_says_how_many_pixels_are_missing()
    {
        var check = (await photos.CheckAsync(new Portrait { HeadTop = 0.005 })).Value;

        var item = check.Report.Items.Single(item => item.Code == "head.top_margin");
        var missing = item.Min!.Value - item.Value!.Value;
        item.Remedy!.En.ShouldContain($"{missing:0} px");
        item.Remedy.Zh.ShouldContain($"{missing:0} 像素");
    }

    [Fact]
    public async Task A_picture_shorter_than_480_pixels_is_refused_for_its_dimensions()
    {
        var check = (await photos.CheckAsync(new Portrait { Width = 300, Height = 400 })).Value;

        check.Report.Items.Single(item => item.Code == "file.dimensions").Verdict.ShouldBe(CheckVerdict.Fail);
        check.Report.Passed.ShouldBeFalse();
    }
}
