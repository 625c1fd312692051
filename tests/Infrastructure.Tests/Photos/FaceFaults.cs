using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>What is done to a good portrait's face so that one item must fail.</summary>
internal static class FaceFaults
{
    public static IReadOnlyList<(string Name, string Item, Func<Stage, Mat> Make)> All { get; } =
    [
        ("on its left side", "orientation.upright", stage => Turned(stage, RotateFlags.Rotate90Counterclockwise)),
        ("on its right side", "orientation.upright", stage => Turned(stage, RotateFlags.Rotate90Clockwise)),
        ("on its head", "orientation.upright", stage => Turned(stage, RotateFlags.Rotate180)),
        ("sunglasses", "glasses.tinted", stage => Lenses(stage, new Scalar(30, 28, 28))),
        ("glare on both lenses", "glasses.glare", stage => Lenses(stage, new Scalar(252, 250, 250))),
        ("surgical mask", "face.occlusion", Mask),
        ("red cap", "headwear.none", stage => Cap(stage, new Scalar(40, 30, 190))),
        ("blue cap", "headwear.none", stage => Cap(stage, new Scalar(170, 80, 30))),
    ];

    private static Mat Turned(Stage stage, RotateFlags turn)
    {
        var turned = new Mat();
        Cv2.Rotate(stage.Picture, turned, turn);
        return turned;
    }

    private static Mat Lenses(Stage stage, Scalar colour)
    {
        var worn = stage.Picture.Clone();
        var (eyes, width) = (stage.PupilB.X - stage.PupilA.X, stage.FaceWidth);
        foreach (var pupil in (Point2d[])[stage.PupilA, stage.PupilB])
        {
            Cv2.Ellipse(
                worn, new Point((int)pupil.X, (int)(pupil.Y + 0.06 * eyes)), new Size((int)(0.19 * width), (int)(0.15 * width)),
                0, 0, 360, colour, -1, LineTypes.AntiAlias);
        }

        return worn;
    }

    private static Mat Mask(Stage stage)
    {
        var worn = stage.Picture.Clone();
        var (middle, width) = (stage.Middle, stage.FaceWidth);
        Cv2.Ellipse(
            worn, new Point((int)middle.X, (int)(middle.Y + 0.62 * width)), new Size((int)(0.5 * width), (int)(0.4 * width)),
            0, 0, 360, new Scalar(220, 170, 90), -1, LineTypes.AntiAlias);
        return worn;
    }

    private static Mat Cap(Stage stage, Scalar colour)
    {
        var worn = stage.Picture.Clone();
        var (middle, width) = (stage.Middle, stage.FaceWidth);
        Cv2.Ellipse(
            worn, new Point((int)middle.X, (int)(middle.Y - 0.36 * width)), new Size((int)(0.64 * width), (int)(0.6 * width)),
            0, 180, 360, colour, -1, LineTypes.AntiAlias);
        return worn;
    }
}
