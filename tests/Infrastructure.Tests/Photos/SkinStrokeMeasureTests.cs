using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Writing that lies half transparent over a face is told from the skin's own lines by its strokes, which are paler than the skin.</summary>
public sealed class SkinStrokeMeasureTests
{
    private static readonly Scalar Skin = new(120, 150, 205);

    // The outline of the face mesh, from the forehead clockwise.
    private static readonly int[] Outline =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    [Theory]
    [InlineData(255)]
    [InlineData(170)]
    public void Half_transparent_writing_in_white_or_grey_is_told(int grey) =>
        Measured(picture => Write(picture, Scalar.All(grey), 0.4)).ShouldBeGreaterThan(1);

    [Fact]
    public void Bare_skin_hairs_and_freckles_are_no_writing()
    {
        Measured(_ => { }).ShouldBe(0);
        Measured(picture => Cv2.Line(picture, 160, 380, 320, 395, new Scalar(30, 40, 60), 2)).ShouldBe(0);
        Measured(picture =>
        {
            for (var x = 170; x < 320; x += 15) Cv2.Circle(picture, x, 390, 2, new Scalar(105, 130, 170), -1);
        }).ShouldBe(0);
    }

    [Fact]
    public void Of_a_face_that_lies_outside_nothing_is_said()
    {
        using var picture = new Mat(100, 100, MatType.CV_8UC3, Skin);
        SkinStrokeMeasure.Of(picture, Face()).ShouldBeNull();
    }

    private static void Write(Mat picture, Scalar ink, double opacity)
    {
        using var painted = picture.Clone();
        Cv2.PutText(painted, "SAMPLE", new Point(165, 405), HersheyFonts.HersheySimplex, 1.3, ink, 4, LineTypes.AntiAlias);
        Cv2.AddWeighted(painted, opacity, picture, 1 - opacity, 0, picture);
    }

    private static double Measured(Action<Mat> draw)
    {
        using var picture = new Mat(640, 480, MatType.CV_8UC3, Skin);
        draw(picture);
        return SkinStrokeMeasure.Of(picture, Face()).ShouldNotBeNull();
    }

    // 220 pixels wide, from 170 to 450, with the eyes at 270.
    private static FaceShape Face()
    {
        var points = new Point3f[FaceShape.PointCount];
        Array.Fill(points, new Point3f(240, 270, 0));
        for (var i = 0; i < Outline.Length; i++)
        {
            var angle = 2 * Math.PI * i / Outline.Length;
            points[Outline[i]] = new Point3f((float)(240 + (110 * Math.Sin(angle))), (float)(310 - (140 * Math.Cos(angle))), 0);
        }

        return new FaceShape(points, 1);
    }
}
