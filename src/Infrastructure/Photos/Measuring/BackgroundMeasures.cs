namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the background.</summary>
internal static class BackgroundMeasures
{
    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        if (BackgroundMeasure.Of(subject.Photo, subject.PersonInPhoto, scene.Specification.Backgrounds) is not { } background) return;
        measured.Set(CheckCodes.BackgroundUniformity, background.Unevenness);
        measured.Set(CheckCodes.BackgroundColour, background.Distance);
    }
}
