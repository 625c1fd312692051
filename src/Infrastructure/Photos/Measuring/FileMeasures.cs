namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the file.</summary>
internal static class FileMeasures
{
    public static void Measure(Scene scene, Measurements measured)
    {
        measured.Set(CheckCodes.FileBytes, scene.File.Bytes.Length);
        measured.Set(CheckCodes.FileDimensions, Math.Min(scene.File.Width, scene.File.Height));
    }
}
