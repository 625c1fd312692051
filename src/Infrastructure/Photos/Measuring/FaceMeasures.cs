namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the face: pose, eyes, mouth.</summary>
internal static class FaceMeasures
{
    // An open eye's dark part is at least two thirds as tall as the lids are apart, however light the iris.
    private const double OpeningByDarkHeight = 1.5;

    /// <summary>What is said of the faces also when none was found.</summary>
    public static void Count(Scene scene, Measurements measured) => measured.Set(CheckCodes.FaceCount, scene.Faces.Count);

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        var shape = subject.Shape;
        measured.Set(CheckCodes.FaceSize, subject.Face.Width);
        measured.Set(CheckCodes.PoseRoll, shape.Roll);
        measured.Set(CheckCodes.PoseYaw, shape.Yaw);
        measured.Set(CheckCodes.PosePitch, shape.Lean);
        measured.Set(CheckCodes.EyesOpen, Math.Min(shape.EyeOpening, OpeningByDarkHeight * EyeMeasure.DarkHeight(scene.Analysis, shape)));
        measured.Set(CheckCodes.MouthClosed, shape.MouthOpening * 100);
    }
}
