using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A photo is known again when it was re-encoded or resized, and not taken for another's.</summary>
public sealed class SamePhotoTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    [Fact]
    public async Task Copies_of_a_photo_differ_little_and_another_persons_photo_much()
    {
        var photo = Studio.Draw(new Portrait());
        using var picture = Cv2.ImDecode(photo, ImreadModes.Color);
        using var half = new Mat();
        Cv2.Resize(picture, half, default, 0.6, 0.6, InterpolationFlags.Area);
        var original = await PrintAsync(photo);

        foreach (var copy in (byte[][])[picture.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, 60)), half.ToBytes(".png")])
        {
            var print = await PrintAsync(copy);
            original.HeadDistance(print).ShouldBeLessThanOrEqualTo(32);
            original.MouthDistance(print).ShouldBeLessThanOrEqualTo(7);
            original.ColourDistance(print).ShouldBeLessThanOrEqualTo(6);
        }

        var other = await PrintAsync(Studio.Draw(new Portrait { Seed = 4 }));
        (original.HeadDistance(other) > 40 || original.ColourDistance(other) > 6).ShouldBeTrue();
    }

    [Fact]
    public async Task The_key_hides_the_bits_and_leaves_their_distances()
    {
        var (one, other) = (await PrintAsync(Studio.Draw(new Portrait())), await PrintAsync(Studio.Draw(new Portrait { Seed = 4 })));
        var (key, foreign) = (new FingerprintKey([1, 2, 3]), new FingerprintKey([4, 5, 6]));

        key.Hide(one).HeadDistance(key.Hide(other)).ShouldBe(one.HeadDistance(other));
        key.Hide(one).MouthDistance(key.Hide(other)).ShouldBe(one.MouthDistance(other));
        key.Hide(one).HeadDistance(one).ShouldBeGreaterThan(80);
        key.Hide(one).HeadDistance(foreign.Hide(one)).ShouldBeGreaterThan(80);
        PhotoFingerprint.Parse(one.ToString()).ShouldBe(one);
    }

    private async Task<PhotoFingerprint> PrintAsync(byte[] photo) => (await photos.CheckAsync(photo)).Value.Fingerprint.ShouldNotBeNull();
}
