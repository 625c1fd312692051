namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Items about the face and the person.</summary>
internal static partial class CheckCodes
{
    public const string OrientationUpright = "orientation.upright";
    public const string FaceCount = "face.count";
    public const string FaceEdge = "face.edge";
    public const string FaceSize = "face.size";
    public const string HeadTopMargin = "head.top_margin";
    public const string EyeLine = "eye.line";
    public const string FaceWidth = "face.width";
    public const string FaceCentred = "face.centred";
    public const string ShouldersVisible = "shoulders.visible";
    public const string ShouldersLevel = "shoulders.level";
    public const string PoseRoll = "pose.roll";
    public const string PoseYaw = "pose.yaw";
    public const string PosePitch = "pose.pitch";
    public const string EyesOpen = "eyes.open";
    public const string EyesGaze = "eyes.gaze";
    public const string MouthClosed = "mouth.closed";
    public const string MouthTeeth = "mouth.teeth";
    public const string MouthSmile = "mouth.smile";
    public const string ExpressionNeutral = "expression.neutral";
    public const string GlassesTinted = "glasses.tinted";
    public const string GlassesGlare = "glasses.glare";
    public const string GlassesFrame = "glasses.frame";
    public const string GlassesHeavy = "glasses.heavy";
    public const string FaceOcclusion = "face.occlusion";
    public const string FaceHands = "face.hands";
    public const string HairEyes = "hair.eyes";
    public const string HeadwearNone = "headwear.none";
    public const string HeadwearShape = "headwear.shape";
    public const string HeadwearWorn = "headwear.worn";
}
