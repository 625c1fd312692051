using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class QrCodeReadingTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    private const string Text = "CP1.eyJ1IjoiMTA0MjUyMDI0MDAwMTIzIiwibiI6IuW8oCoifQ.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJl";

    [Fact]
    public async Task A_code_as_it_was_issued_is_read() =>
        (await photos.ReadQrAsync(QrPicture.Plain(Text))).Value.ShouldBe([Text]);

    [Fact]
    public async Task A_code_in_a_phone_screenshot_is_read() =>
        (await photos.ReadQrAsync(QrPicture.Screenshot(Text))).Value.ShouldBe([Text]);

    [Fact]
    public async Task A_small_and_strongly_compressed_code_is_read()
    {
        using var code = Cv2.ImDecode(QrPicture.Plain(Text), ImreadModes.Color);
        using var small = new Mat();
        Cv2.Resize(code, small, new Size(260, 260), interpolation: InterpolationFlags.Area);
        Cv2.ImEncode(".jpg", small, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 30));

        (await photos.ReadQrAsync(jpeg)).Value.ShouldBe([Text]);
    }

    [Theory]
    [InlineData(23)]
    [InlineData(-17)]
    [InlineData(90)]
    public async Task A_turned_and_blurred_code_is_read(double angle)
    {
        using var code = Cv2.ImDecode(QrPicture.Plain(Text), ImreadModes.Color);
        using var room = new Mat();
        Cv2.CopyMakeBorder(code, room, 200, 200, 200, 200, BorderTypes.Constant, Scalar.All(235));
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(room.Width / 2f, room.Height / 2f), angle, 1);
        Cv2.WarpAffine(room, room, turn, room.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
        Cv2.GaussianBlur(room, room, default, 1.5);
        Cv2.ImEncode(".jpg", room, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 80));

        (await photos.ReadQrAsync(jpeg)).Value.ShouldBe([Text]);
    }

    [Fact]
    public async Task A_picture_without_a_code_gives_none() =>
        (await photos.ReadQrAsync(Studio.Draw(new Portrait { Width = 600, Height = 800 }))).Value.ShouldBeEmpty();

    [Fact]
    public async Task A_shortened_picture_is_damaged_here_too()
    {
        var jpeg = Studio.Draw(new Portrait { Width = 600, Height = 800 });

        (await photos.ReadQrAsync(jpeg[..(jpeg.Length / 2)])).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code);
    }
}
