namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about what was put around or over the picture, anywhere in the upload.</summary>
internal static class ExtraMeasures
{
    // Share of the background, and of the face's skin, in thin strokes, in percent, from which on they are rather a mark than
    // dirt, hair, freckles and noise.
    private const double OnWallAtBound = 0.5, OnFaceAtBound = 1.7;

    /// <summary>What is said also when no face was found.</summary>
    public static void Around(Scene scene, Measurements measured) =>
        measured.Set(CheckCodes.ExtraBorder, BorderMeasure.Of(scene.Analysis));

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        using var person = subject.Person.Through(0, 0, 1, scene.Analysis.Size());
        var writing = WritingMeasure.Of(scene.Analysis, person, subject.Shape);
        measured.Set(CheckCodes.ExtraWatermark, Marked(writing.Strokes, SealMeasure.Of(scene.Analysis, subject.Shape), SkinStrokeMeasure.Of(scene.Analysis, subject.Shape)));
        measured.Set(CheckCodes.ExtraText, writing.Letters);
    }

    // The surest of the three: strokes on the wall, a seal, and strokes across the face, each 50 at its own bound.
    private static double? Marked(double? onWall, double seal, double? onFace) => onWall is null && onFace is null && seal == 0
        ? null
        : Math.Max(seal, Math.Max(Likelihood(onWall, OnWallAtBound), Likelihood(onFace, OnFaceAtBound)));

    private static double Likelihood(double? share, double atBound) => 100 * share / (share + atBound) ?? 0;
}
