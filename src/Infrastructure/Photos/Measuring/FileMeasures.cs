namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the file.</summary>
internal static class FileMeasures
{
    public static void Measure(Scene scene, Measurements measured)
    {
        var file = scene.File;
        measured.Set(CheckCodes.FileBytes, file.Bytes.Length);
        measured.Set(CheckCodes.FileDimensions, Math.Min(file.Width, file.Height));
        measured.Set(CheckCodes.FileColourDepth, file.ColourDepth);
        measured.Set(CheckCodes.FileTransparency, file.Transparent ? PhotoDecoder.Transparency(file) : 0);
        measured.Set(CheckCodes.FilePictures, file.Frames);
        measured.Set(CheckCodes.FileThumbnail, file.Thumbnail.IsEmpty ? 0 : ThumbnailMeasure.Of(file, scene.Analysis));
    }
}
