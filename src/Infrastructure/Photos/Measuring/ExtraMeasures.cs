namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about what was put around or over the picture, anywhere in the upload.</summary>
internal static class ExtraMeasures
{
    // Share of the background in thin strokes, in percent, from which on they are rather a mark than dirt and hair.
    private const double StrokesAtBound = 0.5;

    /// <summary>What is said also when no face was found.</summary>
    public static void Around(Scene scene, Measurements measured) =>
        measured.Set(CheckCodes.ExtraBorder, BorderMeasure.Of(scene.Analysis));

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        using var person = subject.Person.Through(0, 0, 1, scene.Analysis.Size());
        var writing = WritingMeasure.Of(scene.Analysis, person, subject.Shape);
        measured.Set(CheckCodes.ExtraWatermark, Marked(writing.Strokes, SealMeasure.Of(scene.Analysis, subject.Shape)));
        measured.Set(CheckCodes.ExtraText, writing.Letters);
    }

    // The surer of strokes on the wall and a seal, each 50 at its own bound.
    private static double? Marked(double? strokes, double seal) =>
        strokes is null && seal == 0 ? null : Math.Max(seal, 100 * strokes / (strokes + StrokesAtBound) ?? 0);
}
