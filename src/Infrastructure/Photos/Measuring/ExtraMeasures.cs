namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about what was put around or over the picture, anywhere in the upload.</summary>
internal static class ExtraMeasures
{
    /// <summary>What is said also when no face was found.</summary>
    public static void Around(Scene scene, Measurements measured) =>
        measured.Set(CheckCodes.ExtraBorder, BorderMeasure.Of(scene.Analysis));

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        using var person = subject.Person.Through(0, 0, 1, scene.Analysis.Size());
        var writing = WritingMeasure.Of(scene.Analysis, person, subject.Shape);
        measured.Set(CheckCodes.ExtraWatermark, writing.Strokes);
        measured.Set(CheckCodes.ExtraText, writing.Letters);
    }
}
