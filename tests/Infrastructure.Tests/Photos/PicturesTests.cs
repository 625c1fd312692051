using System.Buffers.Binary;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.DependencyInjection;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Pictures that are made for people: annotated uploads, sheets of prints, guidance for the camera.</summary>
public sealed class PicturesTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_annotated_upload_shows_a_red_mark_only_where_something_blocks()
    {
        var good = Studio.Draw(new Portrait());
        var faulty = Studio.Draw(Faults.All["mouth-open"].Apply(new Portrait()));

        Reds(await AnnotateAsync(good)).ShouldBe(0);
        Reds(await AnnotateAsync(faulty)).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_photo_without_a_face_is_annotated_by_its_marks_alone()
    {
        using var picture = await AnnotateAsync(Studio.Draw(new Portrait { Person = false }));

        Reds(picture).ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(PrintPaper.SixInch, null, 1205, 1795)]
    [InlineData(PrintPaper.FiveInch, null, 1051, 1500)]
    public async Task A_sheet_has_the_papers_size_and_its_resolution(PrintPaper paper, int? width, int shortSide, int longSide)
    {
        var delivered = (await photos.CheckAsync(new Portrait())).Value.Standardised!;

        foreach (var format in Enum.GetValues<PrintFormat>())
        {
            var sheet = (await LayOutAsync(delivered, new PrintSheet(paper, null, width, format))).Value;
            using var picture = Cv2.ImDecode(sheet, ImreadModes.Color);
            (Math.Min(picture.Width, picture.Height), Math.Max(picture.Width, picture.Height)).ShouldBe((shortSide, longSide));
            if (format == PrintFormat.Jpeg) BinaryPrimitives.ReadUInt16BigEndian(sheet.AsSpan(14)).ShouldBe((ushort)300);
            else BinaryPrimitives.ReadInt32BigEndian(sheet.AsSpan(sheet.AsSpan().IndexOf("pHYs"u8) + 4)).ShouldBe(11811);
        }
    }

    [Fact]
    public async Task A_sheet_has_as_many_prints_as_asked_for_and_says_how_many_fit()
    {
        var delivered = (await photos.CheckAsync(new Portrait { BackdropColour = new Rgb(100, 197, 255) })).Value.Standardised!;

        var two = Blues((await LayOutAsync(delivered, new PrintSheet(PrintPaper.SixInch, 2, 26, PrintFormat.Png))).Value);
        var four = Blues((await LayOutAsync(delivered, new PrintSheet(PrintPaper.SixInch, 4, 26, PrintFormat.Png))).Value);
        ((double)four / two).ShouldBe(2, 0.05);

        var refused = (await LayOutAsync(delivered, new PrintSheet(PrintPaper.SixInch, 40, 26, PrintFormat.Png))).Error!;
        (refused.Code, refused.Facts["maxCopies"]).ShouldBe((PhotoErrors.PrintDoesNotFit.Code, 12));
    }

    [Fact]
    public async Task A_frame_that_fits_the_guide_lines_says_take_it_and_one_that_does_not_says_what_to_move_and_by_how_much()
    {
        var fits = new Portrait { Width = 360, Height = 480, FaceWidth = 0.48, HeadTop = 0.12 };
        (await GuideAsync(fits)).Items.Where(item => item.Verdict != CheckVerdict.Pass).ShouldBeEmpty();

        var small = await GuideAsync(fits with { FaceWidth = 0.25, HeadTop = 0.3 });
        var width = small.Items.Single(item => item.Code == "face.width");
        (width.Verdict, width.Value < 180).ShouldBe((CheckVerdict.Fail, true));
        width.Remedy!.Zh.ShouldContain("靠近");

        (await GuideAsync(fits with { Person = false })).Items.Single(item => item.Code == "face.count").Verdict.ShouldBe(CheckVerdict.Fail);
    }

    private IPhotoPictures Pictures => photos.Services.GetRequiredService<IPhotoPictures>();

    private async Task<Mat> AnnotateAsync(byte[] photo)
    {
        var report = (await photos.CheckAsync(photo)).Value.Report;
        using var stream = new MemoryStream(photo);
        return Cv2.ImDecode((await Pictures.AnnotateAsync(stream, photos.Specification, report, Now)).Value, ImreadModes.Color);
    }

    private async Task<Domain.Common.Result<byte[]>> LayOutAsync(byte[] delivered, PrintSheet sheet)
    {
        using var stream = new MemoryStream(delivered);
        return await Pictures.LayOutAsync(stream, sheet, Now);
    }

    private async Task<CheckReport> GuideAsync(Portrait frame)
    {
        using var stream = new MemoryStream(Studio.Draw(frame, quality: 80));
        return (await Pictures.GuideAsync(stream, photos.Specification, Now)).Value;
    }

    // The marks' red, which no drawn portrait has.
    private static int Reds(Mat picture)
    {
        using (picture)
        {
            using var red = new Mat();
            Cv2.InRange(picture, new Scalar(30, 30, 205), new Scalar(75, 75, 250), red);
            return Cv2.CountNonZero(red);
        }
    }

    private static int Blues(byte[] sheet)
    {
        using var picture = Cv2.ImDecode(sheet, ImreadModes.Color);
        using var blue = new Mat();
        Cv2.InRange(picture, new Scalar(240, 180, 80), new Scalar(255, 215, 120), blue);
        return Cv2.CountNonZero(blue);
    }
}
