namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Items about the file, the background, the light, the sharpness and what else is in the picture.</summary>
internal static partial class CheckCodes
{
    public const string FileBytes = "file.bytes";
    public const string FileDimensions = "file.dimensions";
    public const string BackgroundUniformity = "background.uniformity";
    public const string BackgroundColour = "background.colour";
    public const string Sharpness = "sharpness.face";
    public const string ExposureDark = "exposure.dark";
    public const string ExposureBright = "exposure.bright";
    public const string LightEvenness = "light.evenness";
    public const string ColourPresent = "colour.present";
    public const string OutputBytes = "output.bytes";
}
