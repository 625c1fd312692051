namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the face: pose, eyes, mouth.</summary>
internal static class FaceMeasures
{
    // The model's points leave up to a third too much between full lips that are closed.
    private const double PointsCount = 0.75;

    /// <summary>What is said of the faces also when none was found.</summary>
    public static void Count(Scene scene, Measurements measured)
    {
        measured.Set(CheckCodes.FaceCount, scene.Faces.Count);
        measured.Set(CheckCodes.OrientationUpright, scene.Turn);
    }

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        var shape = subject.Shape;
        measured.Set(CheckCodes.FaceSize, subject.Face.Width);
        measured.Set(CheckCodes.FaceEdge, 100 * ToEdge(shape, scene) / shape.Width);
        measured.Set(CheckCodes.PoseRoll, shape.Roll);
        measured.Set(CheckCodes.PoseYaw, shape.Yaw);
        measured.Set(CheckCodes.PosePitch, shape.Lean);
        measured.Set(CheckCodes.EyesOpen, 100 - subject.Patches.EyeClosed);
        measured.Set(CheckCodes.EyesGaze, GazeMeasure.Of(shape, subject.PupilA, subject.PupilB));
        measured.Set(CheckCodes.MouthClosed, MouthMeasure.Gap(subject.Patch) is { } gap ? Math.Max(gap, 100 * PointsCount * shape.MouthOpening) : 100 * shape.MouthOpening);
        measured.Set(CheckCodes.MouthTeeth, MouthMeasure.Teeth(subject.Patch));

        var expression = scene.Models.Expression.Read(subject.Photo, subject.FaceInPhoto);
        measured.Set(CheckCodes.MouthSmile, 100 * expression.Happy);
        var strong = 100 * (expression.Angry + expression.Fearful + expression.Disgusted + expression.Surprised);
        measured.Set(CheckCodes.ExpressionNeutral, Math.Max(strong, subject.Patches.Grimace ?? 0));
    }

    private static double ToEdge(FaceShape shape, Scene scene) => shape.Oval.Min(point => Math.Min(
        Math.Min(point.X, scene.Analysis.Width - point.X), Math.Min(point.Y, scene.Analysis.Height - point.Y)));
}
