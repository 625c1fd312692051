using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class GoodPortraitTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_good_portrait_passes_every_blocking_requirement_and_all_are_measured(int seed)
    {
        var check = (await photos.CheckAsync(new Portrait { Seed = seed })).Value;

        check.Report.Items.Where(item => item.Severity == CheckSeverity.Block)
            .Select(item => (item.Code, item.Verdict))
            .ShouldBe(photos.Specification.Requirements.Where(r => r.Severity == CheckSeverity.Block).Select(r => (r.Code, CheckVerdict.Pass)));
        check.Report.Passed.ShouldBeTrue();
        (check.ContentType, check.Width, check.Height).ShouldBe(("image/jpeg", 1200, 1600));
    }

    [Fact]
    public async Task The_delivered_photo_is_480_by_640_at_300_dpi_between_20_and_40_KB_without_EXIF()
    {
        var check = (await photos.CheckAsync(new Portrait { StoredOrientation = 6 })).Value;

        var jpeg = check.Standardised.ShouldNotBeNull();
        jpeg.Length.ShouldBeInRange(20 * 1024, 40 * 1000);
        using var picture = Cv2.ImDecode(jpeg, ImreadModes.Unchanged);
        (picture.Width, picture.Height, picture.Channels()).ShouldBe((480, 640, 3));
        jpeg[6..11].ShouldBe("JFIF\0"u8.ToArray());
        jpeg[13].ShouldBe((byte)1);
        (jpeg[14] << 8 | jpeg[15]).ShouldBe(300);
        (jpeg[16] << 8 | jpeg[17]).ShouldBe(300);
        jpeg.AsSpan().IndexOf("Exif"u8).ShouldBe(-1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task However_the_camera_stored_its_rows_the_delivered_photo_is_upright_and_not_mirrored(int orientation)
    {
        var check = (await photos.CheckAsync(new Portrait { StoredOrientation = orientation, Badge = true })).Value;

        (check.Width, check.Height).ShouldBe((1200, 1600));
        using var picture = Cv2.ImDecode(check.Standardised.ShouldNotBeNull(), ImreadModes.Color);
        var badge = Badge(picture);
        badge.X.ShouldBeGreaterThan(picture.Width * 0.55);
        badge.Y.ShouldBeGreaterThan(picture.Height * 0.7);
    }

    [Fact]
    public async Task A_PNG_is_judged_like_a_JPEG()
    {
        var check = (await photos.CheckAsync(Studio.Draw(new Portrait(), ".png"))).Value;

        check.ContentType.ShouldBe("image/png");
        check.Report.Passed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_photo_of_12_megapixels_gives_the_same_verdict_and_places_as_its_small_copy()
    {
        var small = (await photos.CheckAsync(new Portrait())).Value;
        var large = (await photos.CheckAsync(new Portrait { Width = 3000, Height = 4000 })).Value;

        large.Report.Passed.ShouldBeTrue();
        Value(large, "eye.line").ShouldBe(Value(small, "eye.line"), 6);
        Value(large, "face.width").ShouldBe(Value(small, "face.width"), 6);
    }

    [Theory]
    [InlineData(100, 197, 255, true)]
    [InlineData(255, 255, 255, true)]
    [InlineData(240, 240, 240, true)]
    [InlineData(200, 60, 50, false)]
    public async Task The_background_colour_only_warns(byte red, byte green, byte blue, bool expected)
    {
        var check = (await photos.CheckAsync(new Portrait { BackdropColour = new Rgb(red, green, blue) })).Value;

        var item = check.Report.Items.Single(item => item.Code == "background.colour");
        item.Verdict.ShouldBe(expected ? CheckVerdict.Pass : CheckVerdict.Fail);
        item.Severity.ShouldBe(CheckSeverity.Warn);
        check.Report.Passed.ShouldBeTrue();
    }

    private static double Value(PhotoCheck check, string code) => check.Report.Items.Single(item => item.Code == code).Value!.Value;

    private static (double X, double Y) Badge(Mat picture)
    {
        using var red = new Mat();
        Cv2.InRange(picture, new Scalar(0, 0, 170), new Scalar(80, 80, 255), red);
        var moments = Cv2.Moments(red, true);
        moments.M00.ShouldBeGreaterThan(100);
        return (moments.M10 / moments.M00, moments.M01 / moments.M00);
    }
}
