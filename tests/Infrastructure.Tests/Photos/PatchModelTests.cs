using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Measuring.Patches;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio;
using CampusPhoto.PortraitStudio.Training;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>The small models that the project trains itself: their files, their patches, their training.</summary>
public sealed class PatchModelTests
{
    public static TheoryData<string> Names => [.. PatchTask.All.Select(task => task.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_model_that_is_trained_ships_and_fits_its_view(string name)
    {
        var model = PatchModel.Shipped(name);

        model.View.ShouldBe(PatchTask.All.Single(task => task.Name == name).View.Name);
        model.Weights.ShouldAllBe(weight => float.IsFinite(weight));
        model.Weights.Count(weight => weight != 0).ShouldBeGreaterThan(model.Weights.Length / 2);
        model.TrainedOn.ShouldContain("people");
    }

    [Fact]
    public void A_model_that_does_not_ship_is_an_error() => Should.Throw<InvalidDataException>(() => PatchModel.Shipped("nose-green"));

    [Fact]
    public void The_right_eye_of_a_picture_is_seen_as_the_left_one_of_its_mirror_image()
    {
        using var models = VisionModels.Load("models");
        using var picture = Cv2.ImDecode(Studio.Draw(new Portrait { Width = 600, Height = 800 }, ".png"), ImreadModes.Grayscale);
        using var colour = new Mat();
        Cv2.CvtColor(picture, colour, ColorConversionCodes.GRAY2BGR);
        var face = models.Mesh.Fit(colour, models.Faces.Find(colour)[0]);
        using var mirror = new Mat();
        Cv2.Flip(picture, mirror, FlipMode.Y);
        // The mesh numbers its points by the picture's side, so in the mirror each eye takes the other's.
        var mirrored = Mirrored(face, picture.Width);

        foreach (var view in (PatchView[])[PatchView.Eye, PatchView.HalfFace])
        {
            using var right = view.On(face)[1].Cut(picture, view);
            using var left = view.On(mirrored)[0].Cut(mirror, view);
            using var difference = new Mat();
            Cv2.Absdiff(right, left, difference);
            Cv2.Mean(difference).Val0.ShouldBeLessThan(1.5, view.Name);
            using var other = view.On(face)[0].Cut(mirror, view);
            Cv2.Absdiff(right, other, difference);
            Cv2.Mean(difference).Val0.ShouldBeGreaterThan(1.5, $"another place of {view.Name} must look different");
        }
    }

    [Fact]
    public void How_light_a_patch_is_hardly_counts_beside_what_it_shows()
    {
        using var features = new PatchFeatures(PatchView.Eye);
        using var patch = Texture(7);
        using var other = Texture(8);
        using var darker = new Mat();
        patch.ConvertTo(darker, -1, 0.5);

        var (bright, dark, different) = (features.Of(patch), features.Of(darker), features.Of(other));

        bright.Length.ShouldBe(PatchFeatures.CountOf(PatchView.Eye));
        Apart(bright, dark).ShouldBeLessThan(0.3 * Apart(bright, different));
    }

    [Fact]
    public void The_training_finds_what_parts_two_groups_and_finds_the_same_again()
    {
        // Feature 1 tells, feature 0 and 2 do not.
        Sample[] samples =
        [
            .. Enumerable.Range(0, 200).Select(i => new Sample(
                $"p{i % 10}", "kind", i % 2 == 0, [MathF.Sin(i * 1.7f), (i % 2 == 0 ? 1.5f : 1f) + 0.1f * MathF.Cos(i * 2.3f), 4])),
        ];

        var model = LogisticRegression.Train("test", "eye", samples, "10 people");
        var again = LogisticRegression.Train("test", "eye", samples, "10 people");

        samples.ShouldAllBe(sample => sample.Shows == model.Odds(sample.Features) > 0);
        Math.Abs(model.Weights[1]).ShouldBeGreaterThan(10 * Math.Abs(model.Weights[0]));
        again.Weights.ShouldBe(model.Weights);
        again.Bias.ShouldBe(model.Bias);
    }

    private static double Apart(float[] one, float[] other) => one.Zip(other).Average(pair => (double)Math.Abs(pair.First - pair.Second));

    private static Mat Texture(ulong seed)
    {
        var patch = new Mat(PatchView.Eye.Height, PatchView.Eye.Width, MatType.CV_8UC1);
        new RNG(seed).Fill(patch, DistributionType.Uniform, Scalar.All(20), Scalar.All(240));
        Cv2.GaussianBlur(patch, patch, default, 2);
        return patch;
    }

    private static FaceShape Mirrored(FaceShape face, int width)
    {
        var points = face.Points.Select(p => new Point3f(width - 1 - p.X, p.Y, p.Z)).ToArray();
        foreach (var (a, b) in ((int, int)[])[(33, 263), (133, 362), (234, 454)]) (points[a], points[b]) = (points[b], points[a]);
        return face with { Points = points };
    }
}
