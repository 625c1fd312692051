using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A part of a large upload is decoded without the rest, and looks as if all had been decoded.</summary>
public sealed class DecodingTests
{
    private static readonly Rect Part = new(37, 61, 150, 203);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_part_of_the_picture_has_the_luma_that_the_whole_has_there_however_the_picture_is_stored(int orientation)
    {
        var file = Opened(Studio.Draw(new Portrait { Width = 330, Height = 450, StoredOrientation = orientation, Noise = 4 }), FileKind.Jpeg);

        ShouldBeAsInTheWhole(file);
    }

    [Theory]
    [InlineData(ImwriteFlags.JpegProgressive, 1)]
    [InlineData(ImwriteFlags.JpegRstInterval, 3)]
    public void A_file_that_cannot_be_shortened_is_decoded_whole(ImwriteFlags setting, int value)
    {
        var bytes = Encoded(".jpg", new ImageEncodingParam(setting, value));
        JpegRows.First(bytes, 100).ShouldBeNull();

        ShouldBeAsInTheWhole(Opened(bytes, FileKind.Jpeg));
    }

    [Fact]
    public void A_PNG_is_decoded_whole() => ShouldBeAsInTheWhole(Opened(Encoded(".png"), FileKind.Png));

    [Fact]
    public void A_shortened_file_says_how_many_rows_it_has_and_is_not_longer_than_the_whole()
    {
        var bytes = Encoded(".jpg");

        var rows = JpegRows.First(bytes, 100).ShouldNotBeNull();

        JpegLayout.Dimensions(rows).ShouldBe((330, 100));
        rows.Length.ShouldBe(bytes.Length - 2, "the end mark is left out");
        JpegRows.First(bytes, 450).ShouldBeNull("all rows are wanted");
        JpegRows.First(bytes.AsSpan(0, 200), 100).ShouldBeNull("the scan is missing");
    }

    [Fact]
    public void Marks_that_are_filled_up_to_a_place_are_read_as_others()
    {
        var bytes = Encoded(".jpg");
        byte[] filled = [.. bytes[..2], 0xFF, 0xFF, .. bytes[2..]];

        JpegRows.First(filled, 100).ShouldNotBeNull().Length.ShouldBe(JpegRows.First(bytes, 100)!.Length + 2);
        ShouldBeAsInTheWhole(Opened(filled, FileKind.Jpeg));
    }

    [Fact]
    public void A_scan_that_another_one_follows_does_not_hold_all_of_its_rows()
    {
        var bytes = Encoded(".jpg");
        // As a file looks whose colours come in scans of their own: the first is followed by a table or the next scan.
        byte[] parted = [.. bytes[..^2], 0xFF, 0xDA, 0, 8, 1, 2, 0, 0, 63, 0, 0, 0xFF, 0xD9];

        JpegRows.First(parted, 100).ShouldBeNull();
    }

    [Fact]
    public void What_follows_the_picture_in_its_file_is_left_out()
    {
        var bytes = Encoded(".jpg");
        byte[] followed = [.. bytes, .. new byte[5000]];

        JpegRows.First(followed, 100).ShouldBe(JpegRows.First(bytes, 100));
    }

    private static void ShouldBeAsInTheWhole(PhotoFile file)
    {
        using var whole = PhotoDecoder.DecodeLuma(file).ShouldNotBeNull();
        using var expected = new Mat(whole, Part);

        using var part = PhotoDecoder.DecodeLuma(file, Part).ShouldNotBeNull();

        part.Size().ShouldBe(Part.Size);
        Cv2.Norm(part, expected, NormTypes.INF).ShouldBe(0);
    }

    private static byte[] Encoded(string extension, params ImageEncodingParam[] settings)
    {
        using var picture = Cv2.ImDecode(Studio.Draw(new Portrait { Width = 330, Height = 450, Noise = 4 }, ".png"), ImreadModes.Color);
        Cv2.ImEncode(extension, picture, out var bytes, settings);
        return bytes;
    }

    private static PhotoFile Opened(byte[] bytes, string type) => PhotoFileReader.Open(bytes, [type], long.MaxValue).Value;
}
