using CampusPhoto.Application.Abstractions;
using CampusPhoto.PortraitStudio;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>A good portrait with what is needed to spoil it: where the person stands and where the pupils are.</summary>
internal sealed class Stage : IDisposable
{
    private const double FaceShare = 0.34;

    private Stage(Mat picture, Mat person) => (Picture, Person) = (picture, person);

    public Mat Picture { get; }

    /// <summary>Share of person, 0 to 1.</summary>
    public Mat Person { get; }

    public Point2d PupilA { get; private set; }

    public Point2d PupilB { get; private set; }

    public double FaceWidth => FaceShare * Picture.Width;

    public Point2d Middle => new((PupilA.X + PupilB.X) / 2, (PupilA.Y + PupilB.Y) / 2);

    /// <summary>Draws the portrait with and without the person: where they differ, the person is.</summary>
    public static Stage Draw()
    {
        var portrait = new Portrait { Width = 900, Height = 1200 };
        var picture = Cv2.ImDecode(Studio.Draw(portrait, ".png"), ImreadModes.Color);
        using var empty = Cv2.ImDecode(Studio.Draw(portrait with { Person = false }, ".png"), ImreadModes.Color);
        using var difference = new Mat();
        Cv2.Absdiff(picture, empty, difference);
        using var grey = new Mat();
        Cv2.CvtColor(difference, grey, ColorConversionCodes.BGR2GRAY);
        using var inside = new Mat();
        Cv2.Threshold(grey, inside, 24, 1, ThresholdTypes.Binary);
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(25, 25));
        Cv2.MorphologyEx(inside, inside, MorphTypes.Close, brush);
        var person = new Mat();
        inside.ConvertTo(person, MatType.CV_32FC1);
        return new Stage(picture, person);
    }

    public void PlacePupils(Pupils pupils) =>
        (PupilA, PupilB) = (new Point2d(pupils.Left.X, pupils.Left.Y), new Point2d(pupils.Right.X, pupils.Right.Y));

    public void Dispose()
    {
        Picture.Dispose();
        Person.Dispose();
    }
}
