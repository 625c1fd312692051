using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A seal is told by its ring, on any cloth; red things of other shapes are none.</summary>
public sealed class SealMeasureTests
{
    private const double Bound = 50;

    private static readonly Scalar Red = new(40, 30, 215);

    [Theory]
    [InlineData(245, 245, 245)]
    [InlineData(60, 40, 30)]
    [InlineData(150, 70, 40)]
    [InlineData(120, 150, 205)]
    public void A_seal_is_told_on_a_white_shirt_a_dark_or_blue_jacket_and_on_skin(int blue, int green, int red) =>
        Measured(new Scalar(blue, green, red), 0.5, ink => Seal(ink, new Point(350, 560), 70)).ShouldBeGreaterThan(Bound);

    [Fact]
    public void A_seal_that_the_lower_edge_cuts_is_told() =>
        Measured(Scalar.All(245), 0.6, ink => Seal(ink, new Point(350, 600), 70)).ShouldBeGreaterThan(Bound);

    [Fact]
    public void A_collar_a_badge_a_tie_and_red_lips_are_no_seal()
    {
        Measured(Scalar.All(245), 1, ink => Cv2.Ellipse(ink, new Point(240, 470), new Size(80, 80), 0, 0, 180, Scalar.All(255), 6)).ShouldBeLessThan(Bound);
        Measured(Scalar.All(245), 1, ink => Cv2.Circle(ink, new Point(350, 560), 40, Scalar.All(255), -1)).ShouldBeLessThan(Bound);
        Measured(Scalar.All(245), 1, ink => Cv2.Rectangle(ink, new Rect(220, 480, 40, 150), Scalar.All(255), -1)).ShouldBeLessThan(Bound);
        Measured(Scalar.All(245), 1, ink => Cv2.Circle(ink, new Point(240, 330), 60, Scalar.All(255), 5)).ShouldBeLessThan(Bound);
    }

    private static void Seal(Mat ink, Point middle, int radius)
    {
        Cv2.Circle(ink, middle.X, middle.Y, radius, Scalar.All(255), 5, LineTypes.AntiAlias);
        Cv2.Circle(ink, middle.X, middle.Y, radius / 4, Scalar.All(255), -1, LineTypes.AntiAlias);
    }

    // What that much opaque red ink measures on cloth of one colour.
    private static double Measured(Scalar cloth, double opacity, Action<Mat> draw)
    {
        using var picture = new Mat(640, 480, MatType.CV_8UC3, cloth);
        using var ink = new Mat(picture.Size(), MatType.CV_8UC1, Scalar.All(0));
        draw(ink);
        using var painted = picture.Clone();
        painted.SetTo(Red, ink);
        Cv2.AddWeighted(painted, opacity, picture, 1 - opacity, 0, picture);
        return SealMeasure.Of(picture, Face());
    }

    // 220 pixels wide, from 170 to 450.
    private static FaceShape Face()
    {
        var points = new Point3f[FaceShape.PointCount];
        Array.Fill(points, new Point3f(240, 310, 0));
        (points[234], points[454], points[10], points[152]) =
            (new Point3f(130, 310, 0), new Point3f(350, 310, 0), new Point3f(240, 170, 0), new Point3f(240, 450, 0));
        foreach (var (point, x, y) in ((int, float, float)[])[(127, 133, 270), (162, 140, 230), (21, 160, 200), (54, 180, 185), (284, 300, 185), (251, 320, 200), (389, 340, 230), (356, 347, 270),
            (132, 135, 360), (58, 145, 400), (136, 180, 430), (377, 300, 430), (288, 335, 400), (361, 345, 360)]) points[point] = new Point3f(x, y, 0);
        return new FaceShape(points, 1);
    }
}
