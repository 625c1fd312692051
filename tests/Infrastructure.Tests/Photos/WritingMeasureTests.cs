using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A row of letters is told beside the person, close to the hair, and at the lower edge of what is cut around the head.</summary>
public sealed class WritingMeasureTests
{
    private const int Width = 760, Height = 1024;

    private static readonly Scalar Ink = Scalar.All(30);

    [Fact]
    public void A_name_close_above_the_hair_is_told() =>
        Measured(picture => Write(picture, "2023010101", 330, 165)).ShouldBeGreaterThanOrEqualTo(8);

    [Fact]
    public void A_number_on_the_chest_that_the_cut_will_show_at_its_lower_edge_is_told_in_a_picture_that_goes_on_below() =>
        Measured(picture => Write(picture, "No.37020220", 300, 680)).ShouldBeGreaterThanOrEqualTo(6);

    [Fact]
    public void Writing_on_the_neck_of_a_shirt_that_stays_above_the_lower_edge_is_the_shirts() =>
        Measured(picture => Write(picture, "CAMPUS", 330, 600)).ShouldBe(0);

    [Fact]
    public void A_bare_wall_and_hairs_that_stand_off_are_no_writing()
    {
        Measured(_ => { }).ShouldBe(0);
        Measured(picture =>
        {
            for (var x = 300; x < 460; x += 14) Cv2.Line(picture, x, 190, x + (x % 5 * 4) - 8, 150 + (x % 7 * 3), Ink, 1, LineTypes.AntiAlias);
        }).ShouldBe(0);
    }

    private static void Write(Mat picture, string text, int x, int y) =>
        Cv2.PutText(picture, text, new Point(x, y), HersheyFonts.HersheySimplex, 0.8, Ink, 2, LineTypes.AntiAlias);

    private static int Measured(Action<Mat> draw)
    {
        using var picture = new Mat(Height, Width, MatType.CV_8UC3, Scalar.All(230));
        using var person = new Mat(Height, Width, MatType.CV_32FC1, Scalar.All(0));
        Cv2.Ellipse(person, new Point(380, 330), new Size(140, 150), 0, 0, 360, Scalar.All(1), -1);
        Cv2.Rectangle(person, new Rect(100, 520, 560, Height - 520), Scalar.All(1), -1);
        draw(picture);
        return WritingMeasure.Of(picture, person, Face()).Letters;
    }

    // 240 pixels wide, the eyes at 330, from 210 to 490: the lower edge of the cut begins at 642.
    private static FaceShape Face()
    {
        var points = new Point3f[FaceShape.PointCount];
        Array.Fill(points, new Point3f(380, 330, 0));
        (points[234], points[454], points[10], points[152]) =
            (new Point3f(260, 340, 0), new Point3f(500, 340, 0), new Point3f(380, 210, 0), new Point3f(380, 490, 0));
        return new FaceShape(points, 1);
    }
}
