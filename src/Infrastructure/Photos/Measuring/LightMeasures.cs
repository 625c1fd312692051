namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the light on the face and its colour.</summary>
internal static class LightMeasures
{
    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        if (FaceLight.Of(subject.Photo, subject.FaceInPhoto.Points) is not { } light) return;
        measured.Set(CheckCodes.ExposureDark, light.Brightness);
        measured.Set(CheckCodes.ExposureBright, light.Burnt);
        measured.Set(CheckCodes.ExposureContrast, light.Contrast);
        measured.Set(CheckCodes.LightEvenness, light.Evenness);
        measured.Set(CheckCodes.LightHighlight, light.HotSpots);
        measured.Set(CheckCodes.ColourCast, light.Cast);
        measured.Set(CheckCodes.ColourPresent, light.Variety);
        measured.Set(CheckCodes.EyesRed, RedEyeMeasure.Of(scene.Analysis, subject.Shape) - light.SkinA);
    }
}
