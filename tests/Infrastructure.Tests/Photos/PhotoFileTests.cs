using System.Buffers.Binary;
using System.Text;

using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>What a file itself says, before and beside its pixels.</summary>
public sealed class PhotoFileTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    private static readonly Portrait Small = new() { Width = 600, Height = 800 };
    private static readonly byte[] Jpeg = Studio.Draw(Small);
    private static readonly byte[] Png = Studio.Draw(Small, ".png");

    [Fact]
    public async Task An_ordinary_JPEG_and_an_ordinary_PNG_pass_every_item_of_the_file()
    {
        foreach (var file in (byte[][])[Jpeg, Png])
        {
            (await photos.CheckAsync(file)).Value.Report.Items
                .Where(item => item.Code.StartsWith("file.", StringComparison.Ordinal))
                .ShouldAllBe(item => item.Verdict == CheckVerdict.Pass);
        }
    }

    [Fact]
    public async Task A_grey_JPEG_has_8_bits_of_colour_and_fails()
    {
        using var grey = Cv2.ImDecode(Jpeg, ImreadModes.Grayscale);

        var item = await ItemAsync(Encoded(".jpg", grey), "file.colour_depth");

        (item.Verdict, item.Value).ShouldBe((CheckVerdict.Fail, 8));
    }

    [Fact]
    public async Task A_16_bit_PNG_has_48_bits_of_colour_and_fails()
    {
        using var deep = Cv2.ImDecode(Png, ImreadModes.Color);
        deep.ConvertTo(deep, MatType.CV_16UC3, 257);

        var item = await ItemAsync(Encoded(".png", deep), "file.colour_depth");

        (item.Verdict, item.Value).ShouldBe((CheckVerdict.Fail, 48));
    }

    [Fact]
    public void A_CMYK_JPEG_has_32_bits_of_colour()
    {
        byte[] cmyk =
        [
            0xFF, 0xD8,
            0xFF, 0xC0, 0, 20, 8, 3, 32, 2, 88, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
            0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 1, 2, 3,
            0xFF, 0xD9,
        ];

        JpegLayout.Read(cmyk).ColourDepth.ShouldBe(32);
        JpegLayout.Read(cmyk).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cut_out_with_a_transparent_background_fails_and_an_opaque_alpha_channel_does_not()
    {
        using var colour = Cv2.ImDecode(Png, ImreadModes.Color);
        using var picture = new Mat();
        Cv2.CvtColor(colour, picture, ColorConversionCodes.BGR2BGRA);
        (await ItemAsync(Encoded(".png", picture), "file.transparency")).Verdict.ShouldBe(CheckVerdict.Pass);

        picture[0, 80, 0, 600].SetTo(Scalar.All(0));
        var item = await ItemAsync(Encoded(".png", picture), "file.transparency");

        (item.Verdict, item.Value).ShouldBe((CheckVerdict.Fail, 10));
    }

    [Fact]
    public async Task An_animated_PNG_fails_for_its_number_of_pictures()
    {
        byte[] animation = [.. "acTL"u8, 0, 0, 0, 3, 0, 0, 0, 0];
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Of(animation));

        var item = await ItemAsync([.. Png[..33], 0, 0, 0, 8, .. animation, .. checksum, .. Png[33..]], "file.pictures");

        (item.Verdict, item.Value).ShouldBe((CheckVerdict.Fail, 3));
    }

    [Fact]
    public void Views_of_a_multi_picture_file_count_and_its_previews_do_not()
    {
        MultiPicture.Views(Index(0x030000, 0x010001, 0x000000)).ShouldBe(1);
        MultiPicture.Views(Index(0x020003, 0x020003)).ShouldBe(2);
        MultiPicture.Views("MM*"u8).ShouldBe(1);
    }

    [Fact]
    public async Task A_preview_of_the_same_picture_passes_and_one_of_another_person_fails()
    {
        var same = await ItemAsync(WithThumbnail(Jpeg, Thumbnail(Jpeg)), "file.thumbnail");
        var other = await ItemAsync(WithThumbnail(Jpeg, Thumbnail(Studio.Draw(new Portrait { Backdrop = Backdrop.Shelves, CentreX = 0.25, FaceWidth = 0.5 }))), "file.thumbnail");

        same.Verdict.ShouldBe(CheckVerdict.Pass);
        same.Value!.Value.ShouldBeInRange(0, 5);
        other.Verdict.ShouldBe(CheckVerdict.Fail);
        other.Severity.ShouldBe(CheckSeverity.Warn);
    }

    [Fact]
    public async Task A_progressive_JPEG_that_ends_between_two_scans_is_damaged_and_the_whole_one_is_not()
    {
        using var picture = Cv2.ImDecode(Jpeg, ImreadModes.Color);
        var progressive = Encoded(".jpg", picture, new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1));
        var scans = Enumerable.Range(0, progressive.Length - 1).Where(i => progressive[i] == 0xFF && progressive[i + 1] == 0xDA).ToArray();
        scans.Length.ShouldBeGreaterThan(3);

        (await photos.CheckAsync(progressive)).Succeeded.ShouldBeTrue();
        foreach (var scan in scans[1..])
        {
            (await photos.CheckAsync([.. progressive[..scan], 0xFF, 0xD9])).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code);
        }
    }

    private async Task<CheckItem> ItemAsync(byte[] file, string code) =>
        (await photos.CheckAsync(file)).Value.Report.Items.Single(item => item.Code == code);

    private static byte[] Encoded(string format, Mat picture, params ImageEncodingParam[] settings)
    {
        Cv2.ImEncode(format, picture, out var bytes, settings);
        return bytes;
    }

    private static byte[] Thumbnail(byte[] jpeg)
    {
        using var picture = Cv2.ImDecode(jpeg, ImreadModes.Color);
        using var small = new Mat();
        Cv2.Resize(picture, small, new Size(120, 160), interpolation: InterpolationFlags.Area);
        return Encoded(".jpg", small, new ImageEncodingParam(ImwriteFlags.JpegQuality, 80));
    }

    // An EXIF block whose second directory points to a preview behind it.
    private static byte[] WithThumbnail(byte[] jpeg, byte[] preview)
    {
        const int behind = 8 + 6 + 2 + 24 + 4;
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8,
            0, 0, 0, 0, 0, 14,
            0, 2,
            .. Entry(0x0201, 4, 1, behind), .. Entry(0x0202, 4, 1, (uint)preview.Length),
            0, 0, 0, 0,
            .. preview,
        ];
        byte[] block = [.. Encoding.ASCII.GetBytes("Exif\0\0"), .. tiff];
        var length = block.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. block, .. jpeg[2..]];
    }

    // A multi-picture index with one entry for each attribute.
    private static byte[] Index(params uint[] attributes)
    {
        const int behind = 8 + 2 + 24 + 4;
        return
        [
            .. "MM\0*"u8, 0, 0, 0, 8,
            0, 2, .. Entry(0xB001, 4, 1, (uint)attributes.Length), .. Entry(0xB002, 7, (uint)attributes.Length * 16, behind),
            0, 0, 0, 0,
            .. attributes.SelectMany(attribute => (byte[])[.. Long(attribute), .. new byte[12]]),
        ];
    }

    private static byte[] Entry(ushort tag, ushort type, uint count, uint value) =>
        [(byte)(tag >> 8), (byte)tag, (byte)(type >> 8), (byte)type, .. Long(count), .. Long(value)];

    private static byte[] Long(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
