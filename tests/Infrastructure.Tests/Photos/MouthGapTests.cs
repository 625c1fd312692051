using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>An open mouth is told by what is seen between the lips, also where the fitted points close them.</summary>
public sealed class MouthGapTests
{
    private const double Bound = 6;

    private static readonly int[] Outer = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
    private static readonly int[] Inner = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];

    private static readonly Scalar LightSkin = new(150, 175, 220), LightLips = new(120, 115, 190), Teeth = new(215, 225, 230);
    private static readonly Scalar DarkSkin = new(45, 60, 95), DarkLips = new(50, 50, 90), Hollow = new(20, 15, 25);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Closed_lips_have_a_thin_dark_line_whatever_the_skin(bool light) =>
        Measured(light, picture => Cv2.Line(picture, 102, 185, 154, 185, Hollow, 2)).ShouldBeLessThan(Bound - 2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gap_is_told_though_the_points_close_it(bool light) =>
        Measured(light, picture => Gap(picture, Hollow)).ShouldBeGreaterThan(Bound);

    [Fact]
    public void Teeth_between_parted_lips_are_part_of_the_gap() => Measured(true, picture =>
    {
        Gap(picture, Hollow);
        Cv2.Rectangle(picture, new Rect(104, 180, 48, 5), Teeth, -1);
    }).ShouldBeGreaterThan(Bound);

    [Fact]
    public void Of_a_mouth_outside_the_picture_nothing_is_said()
    {
        using var picture = new Mat(288, 256, MatType.CV_8UC3, LightSkin);
        MouthMeasure.Gap(new FacePatch(picture, Face(mouthY: 400))).ShouldBeNull();
    }

    private static void Gap(Mat picture, Scalar colour) => Cv2.Ellipse(picture, new Point(128, 185), new Size(24, 6), 0, 0, 360, colour, -1);

    private static double Measured(bool light, Action<Mat> draw)
    {
        using var picture = new Mat(288, 256, MatType.CV_8UC3, light ? LightSkin : DarkSkin);
        Cv2.Ellipse(picture, new Point(128, 185), new Size(28, 15), 0, 0, 360, light ? LightLips : DarkLips, -1);
        draw(picture);
        return MouthMeasure.Gap(new FacePatch(picture, Face(mouthY: 185))).ShouldNotBeNull();
    }

    // As large as the patch: eyes 80 apart, 200 pixels from forehead to chin.
    private static FaceShape Face(double mouthY)
    {
        var points = new Point3f[FaceShape.PointCount];
        Array.Fill(points, new Point3f(128, 110, 0));
        foreach (var (point, x, y) in ((int, float, float)[])[(33, 73, 110), (133, 103, 110), (362, 153, 110), (263, 183, 110), (10, 128, 40), (152, 128, 240), (50, 70, 150), (280, 186, 150)])
            points[point] = new Point3f(x, y, 0);
        void Ring(int[] ring, double width, double height)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (sin, cos) = Math.SinCos(Math.PI + (2 * Math.PI * i / ring.Length));
                points[ring[i]] = new Point3f((float)(128 + (width * cos)), (float)(mouthY + (height * sin)), 0);
            }
        }

        Ring(Outer, 28, 15);
        Ring(Inner, 24, 0.5);
        return new FaceShape(points, 1);
    }
}
