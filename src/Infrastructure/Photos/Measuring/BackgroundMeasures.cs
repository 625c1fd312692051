namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the background and about how the person stands out from it.</summary>
internal static class BackgroundMeasures
{
    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        var outline = OutlineMeasure.Of(subject.Photo, subject.PersonInPhoto, subject.FaceInPhoto.ChinY);
        measured.Set(CheckCodes.PersonOutline, outline.Fringe);
        measured.Set(CheckCodes.PersonContrast, outline.Separation);

        if (BackgroundMeasure.Of(subject.Photo, subject.PersonInPhoto, scene.Specification.Backgrounds) is not { } background) return;
        measured.Set(CheckCodes.BackgroundUniformity, background.Unevenness);
        measured.Set(CheckCodes.BackgroundColour, background.Distance);
        measured.Set(CheckCodes.BackgroundGradient, background.Gradient);
        measured.Set(CheckCodes.BackgroundShadow, background.Shadow);
        measured.Set(CheckCodes.BackgroundObjects, background.Objects);
    }
}
