using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Colours of phones and cameras come out as sRGB, which is what a photo without a profile is taken for.</summary>
public sealed class ColourTests(CheckerFixture photos) : IClassFixture<CheckerFixture>
{
    [Theory]
    // The values of Display P3 and Adobe RGB (1998) that stand for sRGB's light blue (100, 197, 255) as near as 8 bits allow.
    [InlineData("p3", 126, 195, 250, 100, 197, 255)]
    [InlineData("adobe", 136, 197, 251, 100, 197, 255)]
    [InlineData("p3", 240, 240, 240, 240, 240, 240)]
    [InlineData("adobe", 240, 240, 240, 240, 240, 240)]
    public void A_colour_is_what_the_profile_means_and_not_what_its_numbers_are(
        string profile, byte red, byte green, byte blue, int wantedRed, int wantedGreen, int wantedBlue)
    {
        var conversion = ColourConversion.Of(profile == "p3" ? Profiles.DisplayP3 : Profiles.AdobeRgb).ShouldNotBeNull();

        var (r, g, b) = conversion.Convert(red, green, blue);

        ((int)r).ShouldBeInRange(wantedRed - 4, wantedRed + 4);
        ((int)g).ShouldBeInRange(wantedGreen - 3, wantedGreen + 3);
        ((int)b).ShouldBeInRange(wantedBlue - 3, wantedBlue);
    }

    [Fact]
    public void A_profile_that_says_what_sRGB_says_changes_nothing() => ColourConversion.Of(Profiles.Srgb).ShouldBeNull();

    [Fact]
    public void A_damaged_profile_is_left_alone()
    {
        for (var length = 0; length < Profiles.DisplayP3.Length; length += 7) ColourConversion.Of(Profiles.DisplayP3.AsSpan(0, length)).ShouldBeNull();
    }

    [Fact]
    public async Task A_phones_blue_background_is_delivered_as_the_blue_it_is_and_the_conversion_is_written_down()
    {
        var asStored = new Portrait { BackdropColour = new Rgb(126, 195, 250) };
        var plain = (await photos.CheckAsync(asStored)).Value;
        var converted = (await photos.CheckAsync(Profiles.Embed(Studio.Draw(asStored), Profiles.DisplayP3))).Value;

        Distance(converted).ShouldBeLessThan(Distance(plain));
        Corner(converted).ShouldBe((100, 197, 253), (6, 5, 6));
        converted.Operations.Select(operation => operation.Kind).ShouldBe(
            [PixelOperationKind.Decode, PixelOperationKind.ConvertColour, PixelOperationKind.Crop, PixelOperationKind.Scale, PixelOperationKind.Encode]);
        converted.Operations[1].Facts["from"].ShouldBe("Display P3");
        var encoded = converted.Operations[^1].Facts;
        int.Parse(encoded["quality"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(60);
        (encoded["dpi"], encoded["bytes"]).ShouldBe(("300", converted.Standardised!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        converted.Standardised.AsSpan().IndexOf("ICC_PROFILE"u8).ShouldBe(-1);
    }

    private static double Distance(Application.Abstractions.PhotoCheck check) =>
        check.Report.Items.Single(item => item.Code == "background.colour").Value!.Value;

    private static (int Red, int Green, int Blue) Corner(Application.Abstractions.PhotoCheck check)
    {
        using var picture = Cv2.ImDecode(check.Standardised.ShouldNotBeNull(), ImreadModes.Color);
        using var corner = new Mat(picture, new Rect(4, 4, 40, 40));
        var mean = Cv2.Mean(corner);
        return ((int)mean.Val2, (int)mean.Val1, (int)mean.Val0);
    }
}

file static class Near
{
    public static void ShouldBe(this (int Red, int Green, int Blue) colour, (int Red, int Green, int Blue) wanted, (int Red, int Green, int Blue) off)
    {
        colour.Red.ShouldBeInRange(wanted.Red - off.Red, wanted.Red + off.Red);
        colour.Green.ShouldBeInRange(wanted.Green - off.Green, wanted.Green + off.Green);
        colour.Blue.ShouldBeInRange(wanted.Blue - off.Blue, wanted.Blue + off.Blue);
    }
}
