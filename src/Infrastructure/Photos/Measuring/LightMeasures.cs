namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the light on the face.</summary>
internal static class LightMeasures
{
    public static void Measure(Subject subject, Measurements measured)
    {
        var face = subject.FaceInPhoto;
        if (FaceLight.Of(subject.Photo, face.Oval, face.CentreX) is not { } light) return;
        measured.Set(CheckCodes.ExposureDark, light.Highlight);
        measured.Set(CheckCodes.ExposureBright, light.Burnt);
        measured.Set(CheckCodes.LightEvenness, light.Evenness);
        measured.Set(CheckCodes.ColourPresent, light.Chroma);
    }
}
