namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Items about the file, the background, the light, the sharpness and what else is in the picture.</summary>
internal static partial class CheckCodes
{
    public const string FileBytes = "file.bytes";
    public const string FileDimensions = "file.dimensions";
    public const string FileColourDepth = "file.colour_depth";
    public const string FileTransparency = "file.transparency";
    public const string FilePictures = "file.pictures";
    public const string FileThumbnail = "file.thumbnail";
    public const string BackgroundUniformity = "background.uniformity";
    public const string BackgroundColour = "background.colour";
    public const string BackgroundGradient = "background.gradient";
    public const string BackgroundShadow = "background.shadow";
    public const string BackgroundObjects = "background.objects";
    public const string PersonOutline = "person.outline";
    public const string PersonContrast = "person.contrast";
    public const string ExposureDark = "exposure.dark";
    public const string ExposureBright = "exposure.bright";
    public const string ExposureContrast = "exposure.contrast";
    public const string LightEvenness = "light.evenness";
    public const string LightHighlight = "light.highlight";
    public const string EyesRed = "eyes.red";
    public const string ColourCast = "colour.cast";
    public const string ColourPresent = "colour.present";
    public const string Sharpness = "sharpness.face";
    public const string SharpnessMotion = "sharpness.motion";
    public const string SharpnessUpscaled = "sharpness.upscaled";
    public const string SharpnessReshot = "sharpness.reshot";
    public const string SharpnessCompression = "sharpness.compression";
    public const string SharpnessPixelation = "sharpness.pixelation";
    public const string SharpnessNoise = "sharpness.noise";
    public const string ExtraBorder = "extra.border";
    public const string ExtraWatermark = "extra.watermark";
    public const string ExtraText = "extra.text";
    public const string OutputBytes = "output.bytes";
}
