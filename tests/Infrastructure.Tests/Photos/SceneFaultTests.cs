using CampusPhoto.Domain.Photos;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Each item about background, light, sharpness and extra content passes on a good portrait and fails on its fault.</summary>
public sealed class SceneFaultTests(SceneFaultTests.Portraits portraits, CheckerFixture photos)
    : IClassFixture<SceneFaultTests.Portraits>, IClassFixture<CheckerFixture>
{
    public static TheoryData<string, string> Names => new(SceneFaults.All.Select(fault => (fault.Name, fault.Item)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_fails_its_own_item_which_passes_without_it(string fault, string code)
    {
        var good = await portraits.CheckedAsync(photos);
        using var faulty = SceneFaults.All.Single(one => one.Name == fault).Make(portraits.Stage);

        var item = await ItemAsync(faulty, code);

        good.Items.Single(one => one.Code == code).Verdict.ShouldBe(CheckVerdict.Pass);
        item.Verdict.ShouldBe(CheckVerdict.Fail, $"{code} measured {item.Value}");
        item.Remedy.ShouldNotBeNull().Zh.ShouldNotBeNullOrWhiteSpace();
        item.Remedy.En.ShouldNotContain("{0}");
    }

    [Fact]
    public async Task Many_pictures_compressed_once_by_a_phone_or_a_chat_program_pass()
    {
        foreach (var quality in (int[])[60, 75, 90])
        {
            (await ItemAsync(portraits.Stage.Picture, "sharpness.compression", quality)).Verdict.ShouldBe(CheckVerdict.Pass, $"quality {quality}");
        }
    }

    private async Task<CheckItem> ItemAsync(Mat picture, string code, int quality = 92)
    {
        Cv2.ImEncode(".jpg", picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return (await photos.CheckAsync(jpeg)).Value.Report.Items.Single(item => item.Code == code);
    }

    /// <summary>The good portrait, drawn and checked once.</summary>
    public sealed class Portraits : IDisposable
    {
        private CheckReport? _report;

        internal Stage Stage { get; } = Stage.Draw();

        internal async Task<CheckReport> CheckedAsync(CheckerFixture photos)
        {
            if (_report is not null) return _report;
            Cv2.ImEncode(".jpg", Stage.Picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 92));
            var check = (await photos.CheckAsync(jpeg)).Value;
            Stage.PlacePupils(check.Pupils.ShouldNotBeNull());
            return _report = check.Report;
        }

        public void Dispose() => Stage.Dispose();
    }
}
