using System.Buffers.Binary;

using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.PortraitStudio;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class DamagedFileTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    private static readonly byte[] Whole = Studio.Draw(new Portrait { Width = 600, Height = 800 });

    [Fact]
    public async Task An_empty_file_is_called_empty() =>
        (await photos.CheckAsync([])).Error!.Code.ShouldBe(PhotoErrors.Empty.Code);

    [Fact]
    public async Task More_than_10_MB_is_too_large_whether_or_not_the_length_is_known()
    {
        var bytes = new byte[10 * 1024 * 1024 + 1];
        Whole.CopyTo(bytes, 0);
        (await photos.CheckAsync(bytes)).Error!.Code.ShouldBe(PhotoErrors.TooLarge.Code);

        using var known = new MemoryStream(bytes);
        using var unknown = new UnseekableStream(known);
        var result = await photos.Checker.CheckAsync(unknown, photos.Specification, TestContext.Current.CancellationToken);
        result.Error!.Code.ShouldBe(PhotoErrors.TooLarge.Code);
    }

    [Theory]
    [InlineData("%PDF-1.7 portrait.jpg", "application/pdf")]
    [InlineData("GIF89a..............", "image/gif")]
    [InlineData("RIFF\u0001\u0001\u0001\u0001WEBPVP8 ....", "image/webp")]
    [InlineData("\u0001\u0001\u0001\u0018ftypheic........", "image/heic")]
    [InlineData("just a few words here", "unknown")]
    public async Task Another_type_is_named_whatever_the_file_is_called(string content, string detected)
    {
        var error = (await photos.CheckAsync(System.Text.Encoding.Latin1.GetBytes(content))).Error!;

        error.Code.ShouldBe(PhotoErrors.TypeUnsupported.Code);
        error.Facts["detected"].ShouldBe(detected);
    }

    [Fact]
    public async Task A_PNG_of_30000_by_30000_is_refused_from_its_header_without_decoding()
    {
        var png = Studio.Draw(new Portrait { Width = 60, Height = 80 }, ".png");
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.Of(png.AsSpan(12, 17)));

        var error = (await photos.CheckAsync(png)).Error!;

        error.Code.ShouldBe(PhotoErrors.TooManyPixels.Code);
        error.Facts["width"].ShouldBe(30_000);
    }

    [Fact]
    public async Task A_JPEG_that_ends_early_is_damaged_wherever_it_ends()
    {
        // A checked portrait leaves its pixels in freed memory; a shortened file must never be filled from there.
        (await photos.CheckAsync(Whole)).Succeeded.ShouldBeTrue();

        foreach (var share in (double[])[0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999])
        {
            var length = Math.Max(3, (int)(Whole.Length * share));
            (await photos.CheckAsync(Whole[..length])).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code, $"cut at {share:P2}");
        }

        (await photos.CheckAsync(Whole[..^1])).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code);
    }

    [Fact]
    public async Task A_JPEG_that_was_cut_off_and_given_an_end_mark_is_damaged_too()
    {
        foreach (var share in (double[])[0.1, 0.25, 0.5, 0.75, 0.9, 0.98])
        {
            byte[] ended = [.. Whole[..(int)(Whole.Length * share)], 0xFF, 0xD9];
            (await photos.CheckAsync(ended)).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code, $"cut at {share:P2}");
        }
    }

    [Fact]
    public async Task A_progressive_JPEG_that_was_cut_off_is_damaged_with_and_without_an_end_mark()
    {
        foreach (var family in (string[])["progressive-cut", "progressive-cut-and-ended"])
        {
            // A cut within the very last scan, the last third of the file, loses the lowest bits of some brightness: the
            // picture is whole, and no other one's, so it is judged as it is.
            foreach (var share in (int[])[5, 20, 40, 50])
                (await photos.CheckAsync(BrokenFiles.All[family](share))).Error!.Code.ShouldBeOneOf(PhotoErrors.Damaged.Code, PhotoErrors.TypeUnsupported.Code);
        }
    }

    [Theory]
    [InlineData("jpeg-lossless", "photo.type_unsupported")]
    [InlineData("jpeg-arithmetic", "photo.type_unsupported")]
    [InlineData("jpeg-12-bit", "photo.type_unsupported")]
    [InlineData("png-deep-bomb", "photo.too_many_pixels")]
    [InlineData("jpeg-many-scans", "photo.damaged")]
    public async Task A_file_that_costs_more_than_it_shows_is_refused_before_it_is_decoded(string family, string code) =>
        (await photos.CheckAsync(BrokenFiles.All[family](1))).Error!.Code.ShouldBe(code);

    [Fact]
    public async Task A_JPEG_without_a_picture_in_it_is_damaged() =>
        (await photos.CheckAsync([0xFF, 0xD8, 0xFF, 0xD9])).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code);

    [Fact]
    public async Task A_PNG_with_one_changed_byte_is_damaged()
    {
        var png = Studio.Draw(new Portrait { Width = 600, Height = 800 }, ".png");
        PngLayout.Read(png).Whole.ShouldBeTrue();
        png[png.Length / 2] ^= 0x10;

        PngLayout.Read(png).Whole.ShouldBeFalse();
        (await photos.CheckAsync(png)).Error!.Code.ShouldBe(PhotoErrors.Damaged.Code);
    }

    [Fact]
    public async Task What_a_phone_appends_behind_the_picture_does_no_harm()
    {
        var check = await photos.CheckAsync([.. Studio.Draw(new Portrait()), .. "....ftypmp42 a motion clip"u8]);

        check.Value.Report.Passed.ShouldBeTrue();
    }

    private sealed class UnseekableStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
