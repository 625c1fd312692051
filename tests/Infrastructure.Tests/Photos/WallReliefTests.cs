using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A pale pattern and a pale thing are told by how they stand out from what is beside them, which fading light does not.</summary>
public sealed class WallReliefTests
{
    private const int Width = 240, Height = 320;

    [Fact]
    public void Noise_and_light_that_fades_over_the_wall_are_no_relief()
    {
        var relief = Measured((x, y) => 240 - (0.5 * x) - (0.1 * y));

        relief.Depth.ShouldBeLessThan(1);
        relief.Things.ShouldBe(0);
    }

    [Fact]
    public void The_folds_of_a_pale_curtain_are_relief() =>
        Measured((x, _) => 200 + (9 * Math.Sin(x * 2 * Math.PI / 30))).Depth.ShouldBeGreaterThan(2.4);

    [Fact]
    public void A_pale_switch_is_a_thing() =>
        Measured((x, y) => x is > 180 and < 206 && y is > 90 and < 116 ? 180 : 200).Things.ShouldBeGreaterThan(0.6);

    [Fact]
    public void A_soft_shadow_is_relief_but_no_thing()
    {
        var relief = Measured((x, _) => x < 60 ? 160 : 200, soft: 5);

        relief.Depth.ShouldBeGreaterThan(1.5);
        relief.Things.ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Single_hairs_are_no_things() =>
        Measured((x, y) => (x + y) % 60 < 2 && x > 150 ? 120 : 200).Things.ShouldBeLessThan(0.1);

    [Fact]
    public void What_is_not_wall_says_nothing() =>
        Measured((x, _) => x < 100 ? 40 : 200, isWall: (x, _) => x >= 104).Depth.ShouldBeLessThan(1);

    private static WallRelief Measured(Func<int, int, double> level, double soft = 0, Func<int, int, bool>? isWall = null)
    {
        using var picture = new Mat(Height, Width, MatType.CV_8UC1);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++) picture.Set(y, x, (byte)level(x, y));
        }

        if (soft > 0) Cv2.GaussianBlur(picture, picture, default, soft);
        using var noise = new Mat(picture.Size(), MatType.CV_16SC1);
        new RNG(1).Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(2));
        using var noisy = new Mat();
        Cv2.Add(picture, noise, noisy, dtype: (int)MatType.CV_8UC1);
        Cv2.CvtColor(noisy, noisy, ColorConversionCodes.GRAY2BGR);
        var lab = LabPicture.Of(noisy);
        int[] places = [.. Enumerable.Range(0, Width * Height).Where(i => isWall?.Invoke(i % Width, i / Width) ?? true)];
        return WallRelief.Of(lab, places, [.. new[] { lab.L, lab.A, lab.B }.Select(channel => Plane.Fit(channel, places, Width))]);
    }
}
