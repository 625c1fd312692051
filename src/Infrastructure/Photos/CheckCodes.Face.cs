namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Items about the face and the person.</summary>
internal static partial class CheckCodes
{
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
}
