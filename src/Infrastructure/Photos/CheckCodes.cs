namespace CampusPhoto.Infrastructure.Photos;

/// <summary>The check items' codes: part of the contract with callers, never changed.</summary>
internal static class CheckCodes
{
    public const string FileBytes = "file.bytes";
    public const string FileDimensions = "file.dimensions";
    public const string FaceCount = "face.count";
    public const string FaceSize = "face.size";
    public const string HeadTopMargin = "head.top_margin";
    public const string EyeLine = "eye.line";
    public const string FaceWidth = "face.width";
    public const string FaceCentred = "face.centred";
    public const string ShouldersVisible = "shoulders.visible";
    public const string PoseRoll = "pose.roll";
    public const string PoseYaw = "pose.yaw";
    public const string PosePitch = "pose.pitch";
    public const string EyesOpen = "eyes.open";
    public const string MouthClosed = "mouth.closed";
    public const string BackgroundUniformity = "background.uniformity";
    public const string BackgroundColour = "background.colour";
    public const string Sharpness = "sharpness.face";
    public const string ExposureDark = "exposure.dark";
    public const string ExposureBright = "exposure.bright";
    public const string LightEvenness = "light.evenness";
    public const string ColourPresent = "colour.present";
    public const string OutputBytes = "output.bytes";
}
