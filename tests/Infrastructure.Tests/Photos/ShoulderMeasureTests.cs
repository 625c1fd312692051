using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class ShoulderMeasureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-15)]
    public void The_lean_of_the_shoulders_is_measured_in_degrees(double degrees)
    {
        using var person = Person(degrees, width: 480);

        ShoulderMeasure.Lean(person, Face()).ShouldNotBeNull().ShouldBe(degrees, 1);
    }

    [Fact]
    public void Hair_that_hangs_over_one_shoulder_does_not_tilt_it()
    {
        using var person = Person(0, width: 480);
        // As wide as two of the seven columns, from the ear down.
        Cv2.Rectangle(person, new Rect(90, 200, 24, 340), Scalar.All(1), -1);

        ShoulderMeasure.Lean(person, Face()).ShouldNotBeNull().ShouldBe(0, 1);
    }

    [Fact]
    public void Where_a_shoulder_is_not_in_the_photo_nothing_is_measured()
    {
        using var person = Person(0, width: 480);
        Cv2.Rectangle(person, new Rect(0, 0, 200, 640), Scalar.All(0), -1);

        ShoulderMeasure.Lean(person, Face()).ShouldBeNull();
    }

    private static Mat Person(double degrees, int width)
    {
        var person = new Mat(640, width, MatType.CV_32FC1, Scalar.All(0));
        var rise = Math.Tan(degrees * Math.PI / 180) * width / 2;
        Cv2.FillPoly(person, [new Point[] { new(0, (int)(540 - rise)), new(width, (int)(540 + rise)), new(width, 700), new(0, 700) }], Scalar.All(1));
        Cv2.Rectangle(person, new Rect(200, 100, 80, 500), Scalar.All(1), -1);
        return person;
    }

    private static FaceShape Face()
    {
        var points = new Point3f[FaceShape.PointCount];
        points[FaceShape.Chin] = new Point3f(240, 450, 0);
        (points[234], points[454]) = (new Point3f(130, 300, 0), new Point3f(350, 300, 0));
        foreach (var eye in (int[])[33, 133, 362, 263]) points[eye] = new Point3f(240, 270, 0);
        return new FaceShape(points, 1);
    }
}
